import { chown, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { runAs } from "../../src/embedded/account.ts";
import { findBinaries, runProgram } from "../../src/embedded/binaries.ts";
import { createKey } from "../../src/keys/keys.ts";
import { migrate } from "../../src/migrate.ts";
import { connectTo } from "./database.ts";
import { DEBIAN_PROGRAMS, type DebianServer, freePort, startDebianServer } from "./debianServer.ts";
import { eventually } from "./eventually.ts";
import { temporaryFolder } from "./ownServer.ts";

/** A PostgreSQL 15 that follows another one and can take its place. */
export interface Standby {
  url: string;
  /** Makes it a primary. */
  promote(): Promise<void>;
  /** Waits until it has everything that the primary has written. */
  catchUp(): Promise<void>;
  /** Ends its connection to the primary: what is committed from then on is lost with the primary. */
  disconnect(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** A primary with OnRecord's tables and its standby, both of PostgreSQL 15. */
export interface Pair {
  primary: DebianServer;
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

/** Runs a statement on a server. */
async function ask<Row extends pg.QueryResultRow>(server: string, statement: string): Promise<Row[]> {
  const client = new pg.Client(server);
  await client.connect();
  const { rows } = await client.query<Row>(statement);
  await client.end();
  return rows;
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
  const reached = async () => {
    const lsnOf = async (server: string, place: string) =>
      (await ask<{ lsn: string }>(server, `SELECT (${place} - '0/0'::pg_lsn)::text AS lsn`))[0]?.lsn;
    const [written, replayed] = [
      await lsnOf(primary, "pg_current_wal_flush_lsn()"),
      await lsnOf(url.href, "coalesce(pg_last_wal_replay_lsn(), '0/0')"),
    ];
    return BigInt(replayed ?? 0) >= BigInt(written ?? 0);
  };
  return {
    url: url.href,
    catchUp: async () => void (await eventually(reached)),
    disconnect: async () => {
      await ask(url.href, "ALTER SYSTEM SET primary_conninfo = ''");
      await ask(url.href, "SELECT pg_reload_conf()");
      await eventually(async () => (await ask(url.href, "SELECT FROM pg_stat_wal_receiver")).length === 0);
    },
    promote: async () => void (await control("promote")),
    stop,
    start,
    remove: async () => {
      await stop().catch(() => {});
      await rm(folder, { recursive: true });
    },
  };
}
