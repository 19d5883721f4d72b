import { existsSync } from "node:fs";
import { chown, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { findBinaries, runProgram } from "../../src/embedded/binaries.ts";
import { temporaryFolder } from "./ownServer.ts";

/** The folder of that PostgreSQL's programs. */
export const DEBIAN_PROGRAMS = "/usr/lib/postgresql/15/bin";

/** Whether this machine has Debian's package of PostgreSQL 15, the oldest version that OnRecord supports. */
export const hasDebianServer = existsSync(join(DEBIAN_PROGRAMS, "postgres"));

/** Starts an empty PostgreSQL 15 with Debian's own locale. */
export async function startDebianServer(): Promise<{ url: string; remove(): Promise<void> }> {
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
    remove: async () => {
      await runProgram(binaries, "pg_ctl", ["stop", "--wait", "--silent", "-D", cluster, "-m", "immediate"]);
      await rm(folder, { recursive: true });
    },
  };
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
