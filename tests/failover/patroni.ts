import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { findBinaries } from "../../src/embedded/binaries.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { freePort, killServer } from "../helpers/debianServer.ts";
import { eventually } from "../helpers/eventually.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";
import type { Node } from "./balancer.ts";

const [PATRONI, ETCD] = ["/usr/bin/patroni", "/usr/bin/etcd"];

/** Whether this machine has Debian's packages of Patroni and etcd. */
export const hasPatroni = existsSync(PATRONI) && existsSync(ETCD);

/** A server with Patroni and its PostgreSQL. */
export interface PatroniNode extends Node {
  /** Starts Patroni, which starts PostgreSQL. */
  start(): void;
  /** Kills Patroni and every process of PostgreSQL at once, as a power failure would. */
  kill(): Promise<void>;
}

/** Some servers that choose their primary by etcd. */
export interface PatroniCluster {
  /** The role and the password in the configuration. */
  user: { name: string; password: string };
  ttlSeconds: number;
  nodes: PatroniNode[];
  /** Returns the node that is the primary, once there is one, and every other one follows it, one of them synchronously. */
  settled(): Promise<PatroniNode>;
  remove(): Promise<void>;
}

/** Starts servers by the configuration in docs/operate/, with the addresses of the test. */
export async function startPatroni(count: number): Promise<PatroniCluster> {
  const folder = await temporaryFolder();
  const { uid, gid } = (await findBinaries()).account;
  const own = async (path: string) => {
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  };
  const children: ChildProcess[] = [];
  const run = (program: string, words: readonly string[], log: string): ChildProcess => {
    const child = spawn(program, words, {
      stdio: ["ignore", "pipe", "pipe"],
      cwd: folder,
      ...(uid !== undefined && { uid, gid }),
    });
    const file = createWriteStream(join(folder, log), { flags: "a" });
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    children.push(child);
    return child;
  };
  await own(folder);

  const [clients, peers] = [await freePort(), await freePort()];
  const [here, there] = [`http://127.0.0.1:${clients}`, `http://127.0.0.1:${peers}`];
  const etcdWords = [
    ...["--data-dir", join(folder, "etcd"), "--listen-client-urls", here, "--advertise-client-urls", here],
    ...["--listen-peer-urls", there, "--initial-advertise-peer-urls", there, "--initial-cluster", `default=${there}`],
  ];
  run(ETCD, etcdWords, "etcd.log");
  await eventually(async () => (await fetch(`${here}/health`).catch(() => undefined))?.ok);

  const text = await readFile(join(CHECKOUT, "docs/operate/patroni.yml"), "utf8");
  const { ttl } = parse(text).bootstrap.dcs;
  const user = parse(text).postgresql.authentication.superuser;

  async function makeNode(i: number): Promise<PatroniNode> {
    const name = `db${i + 1}`;
    const [port, statusPort] = [await freePort(), await freePort()];
    const cluster = join(folder, name, "cluster");
    await mkdir(join(folder, name));
    await own(join(folder, name));
    const file = join(folder, `${name}.yml`);
    const settings = parse(text.replaceAll("10.0.0.0/8", "127.0.0.1/32"));
    settings.name = name;
    settings.restapi = { listen: `127.0.0.1:${statusPort}`, connect_address: `127.0.0.1:${statusPort}` };
    settings.etcd3.hosts = `127.0.0.1:${clients}`;
    Object.assign(settings.postgresql, {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: cluster,
      pgpass: join(folder, name, "pgpass"),
      parameters: { unix_socket_directories: "" },
    });
    await writeFile(file, stringify(settings));
    await own(file);
    let patroni: ChildProcess;
    return {
      port,
      statusPort,
      start: () => {
        patroni = run(PATRONI, [file], `${name}.log`);
      },
      kill: async () => {
        const ended = once(patroni, "exit");
        patroni.kill("SIGKILL");
        await killServer(cluster);
        await ended;
      },
    };
  }
  const nodes: PatroniNode[] = [];
  for (let i = 0; i < count; i += 1) nodes.push(await makeNode(i));
  for (const { start } of nodes) start();

  const isAt = async ({ statusPort }: Node, path: string) =>
    (await fetch(`http://127.0.0.1:${statusPort}${path}`).catch(() => undefined))?.ok === true;

  return {
    user: { name: user.username, password: user.password },
    ttlSeconds: ttl,
    nodes,
    settled: async () =>
      eventually(async () => {
        const roles = await Promise.all(
          nodes.map(async (node) => ({
            isPrimary: await isAt(node, "/primary"),
            isReplica: await isAt(node, "/replica"),
            isSynchronous: await isAt(node, "/synchronous"),
          })),
        );
        const isWhole =
          roles.every(({ isPrimary, isReplica }) => isPrimary || isReplica) &&
          roles.some(({ isSynchronous }) => isSynchronous);
        return isWhole && nodes[roles.findIndex(({ isPrimary }) => isPrimary)];
      }),
    remove: async () => {
      for (const child of children) child.kill("SIGKILL");
      await Promise.all(nodes.map(async ({ kill }) => kill().catch(() => {})));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
