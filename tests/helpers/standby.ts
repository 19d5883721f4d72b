import { chown, rm } from "node:fs/promises";
import { join } from "node:path";
import { runAs } from "../../src/embedded/account.ts";
import { findBinaries, runProgram } from "../../src/embedded/binaries.ts";
import { DEBIAN_PROGRAMS, freePort } from "./debianServer.ts";
import { temporaryFolder } from "./ownServer.ts";

/** A PostgreSQL 15 that follows another one and can take its place. */
export interface Standby {
  url: string;
  /** Makes it a primary. */
  promote(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a hot standby of a server, which lags behind by a delay in milliseconds. */
export async function startStandby(primary: string, delayMs = 0): Promise<Standby> {
  const folder = await temporaryFolder();
  const cluster = join(folder, "cluster");
  const { account } = await findBinaries();
  const binaries = { folder: DEBIAN_PROGRAMS, account };
  if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid);
  const copying = ["-d", primary, "-D", cluster, "-R", "-X", "stream", "--checkpoint=fast"];
  await runAs(account, join(DEBIAN_PROGRAMS, "pg_basebackup"), copying);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c recovery_min_apply_delay=${delayMs}`;
  const control = async (...words: string[]) =>
    runProgram(binaries, "pg_ctl", [...words, "--wait", "--silent", "-D", cluster]);
  const start = async () => void (await control("start", "-l", join(folder, "server.log"), "-o", settings));
  const stop = async () => void (await control("stop", "-m", "immediate"));
  await start();
  const url = new URL(primary);
  url.port = String(port);
  return {
    url: url.href,
    promote: async () => void (await control("promote")),
    stop,
    start,
    remove: async () => {
      await stop().catch(() => {});
      await rm(folder, { recursive: true });
    },
  };
}
