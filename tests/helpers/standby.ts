import { chown, rm } from "node:fs/promises";
import { join } from "node:path";
import { runAs } from "../../src/embedded/account.ts";
import { findBinaries, runProgram } from "../../src/embedded/binaries.ts";
import { createKey } from "../../src/keys/keys.ts";
import { migrate } from "../../src/migrate.ts";
import { connectTo } from "./database.ts";
import { DEBIAN_PROGRAMS, freePort, startDebianServer } from "./debianServer.ts";
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

/** A primary with OnRecord's tables and its standby, both of PostgreSQL 15. */
export interface Pair {
  primary: Awaited<ReturnType<typeof startDebianServer>>;
  standby: Standby;
  /** The keys of editors, one for each name. */
  keys: string[];
  remove(): Promise<void>;
}

/** Starts the two, and makes a key for each editor before the standby is copied. */
export async function startPair(editors: readonly string[], delayMs = 0): Promise<Pair> {
  const primary = await startDebianServer();
  await migrate(primary.url, { log: () => {} });
  const writer = connectTo(primary.url);
  const keys: string[] = [];
  for (const name of editors) {
    const { token } = await createKey(writer, undefined, { name, role: "EDITOR", expiresAt: null });
    keys.push(token);
  }
  await writer.close();
  const standby = await startStandby(primary.url, delayMs);
  const remove = async () => {
    await standby.remove();
    await primary.remove();
  };
  return { primary, standby, keys, remove };
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
