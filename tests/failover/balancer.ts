import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT } from "../helpers/child.ts";
import { freePort } from "../helpers/debianServer.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";

const PROGRAM = "/usr/sbin/haproxy";

/** Whether this machine has Debian's package of HAProxy. */
export const hasBalancer = existsSync(PROGRAM);

/** A server of PostgreSQL, and where it says whether it is the primary. */
export interface Node {
  port: number;
  statusPort: number;
}

/** HAProxy, which leads to the primary and to the standbys of some servers on this computer. */
export interface Balancer {
  primaryPort: number;
  replicaPort: number;
  remove(): Promise<void>;
}

/** Starts HAProxy by the configuration in docs/operate/, with the addresses of the test. */
export async function startBalancer(nodes: readonly Node[]): Promise<Balancer> {
  const folder = await temporaryFolder();
  const [primaryPort, replicaPort] = [await freePort(), await freePort()];
  const text = await readFile(join(CHECKOUT, "docs/operate/haproxy.cfg"), "utf8");
  const lines = text
    .replace(":5000", `:${primaryPort}`)
    .replace(":5001", `:${replicaPort}`)
    .split("\n")
    .flatMap((line) => {
      const number = /^ {2}server db(\d) /.exec(line)?.[1];
      const node = nodes[Number(number) - 1];
      if (number === undefined) return [line];
      return node ? [`  server db${number} 127.0.0.1:${node.port} check port ${node.statusPort}`] : [];
    });
  const file = join(folder, "haproxy.cfg");
  await writeFile(file, lines.join("\n"));
  const child = spawn(PROGRAM, ["-q", "-db", "-f", file], { stdio: "ignore" });
  return {
    primaryPort,
    replicaPort,
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "close");
      }
      await rm(folder, { recursive: true });
    },
  };
}
