import { existsSync } from "node:fs";
import { chown, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { findBinaries, runProgram } from "../../src/embedded/binaries.ts";
import { isAlive } from "../../src/embedded/cluster.ts";
import { eventually } from "./eventually.ts";
import { temporaryFolder } from "./ownServer.ts";

/** The folder of that PostgreSQL's programs. */
export const DEBIAN_PROGRAMS = "/usr/lib/postgresql/15/bin";

/** Whether this machine has Debian's package of PostgreSQL 15, the oldest version that OnRecord supports. */
export const hasDebianServer = existsSync(join(DEBIAN_PROGRAMS, "postgres"));

export interface DebianServer {
  url: string;
  /** Kills all of its processes at once, as a power failure would. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts an empty PostgreSQL 15 with Debian's own locale. */
export async function startDebianServer(): Promise<DebianServer> {
  const folder = await temporaryFolder();
  const cluster = join(folder, "cluster");
  const { account } = await findBinaries();
  const binaries = { folder: DEBIAN_PROGRAMS, account };
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(folder, account.uid, account.gid);
  }
  await runProgram(binaries, "initdb", ["--pgdata", cluster, "--username=onrecord", "--auth=trust", "--no-sync"]);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  const log = join(folder, "server.log");
  await runProgram(binaries, "pg_ctl", ["start", "--wait", "--silent", "-D", cluster, "-l", log, "-o", settings]);
  return {
    url: `postgres://onrecord@127.0.0.1:${port}/postgres`,
    kill: async () => killServer(cluster),
    remove: async () => {
      await runProgram(binaries, "pg_ctl", ["stop", "--wait", "--silent", "-D", cluster, "-m", "immediate"]).catch(
        () => {},
      );
      await rm(folder, { recursive: true });
    },
  };
}

/** Kills the server on a cluster with all its processes, and waits for their end. */
export async function killServer(cluster: string): Promise<void> {
  const pid = Number((await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n")[0]);
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").filter(Boolean);
  // The first one first, so that it starts no others.
  for (const each of [pid, ...children.map(Number)])
    try {
      process.kill(each, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  await eventually(() => [pid, ...children.map(Number)].every((each) => !isAlive(each)));
}

/** Returns a port on which nothing listens. */
export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
