import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./embedded/binaries.ts";
import { findBinaries } from "./embedded/binaries.ts";
import { clusterUrl, ensureCluster, hasCluster, underOwner } from "./embedded/cluster.ts";
import type { Lease } from "./embedded/lease.ts";
import { takeLease } from "./embedded/lease.ts";
import { findPostmaster, haltPostmaster, launchPostmaster } from "./embedded/postmaster.ts";

/** What a process holds while it uses the embedded database. */
export interface Embedded {
  /** The database's address. It contains the password: never log it. */
  url: string;
  /** True if this process started the server, false if the server was already running. */
  started: boolean;
  /** Stops using the database; the last process to do so stops the server. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The data folder; the cluster is in its subfolder `postgres`. */
  folder: string;
  log: (message: string) => void;
  /** Whether to refuse a folder that holds no archive yet, instead of making one there. */
  mustExist?: boolean;
  /** Trades durability for speed; for tests. */
  throwAway?: boolean;
}

/** A data folder in which no archive was ever made. */
export class NoArchiveError extends Error {
  override name = "NoArchiveError";

  constructor(folder: string) {
    super(
      `There is no archive in the folder ${folder} yet: run \`onrecord serve\` or \`onrecord import\` to make one, or set ` +
        "ONRECORD_DATA or DATABASE_URL to the archive that you mean.",
    );
  }
}

/** How long a failed start is retried, because another process may be starting or stopping the same server. */
const START_PATIENCE_MS = 10_000;

/** PostgreSQL is recovering from a crash. It is waited for without a limit. */
const RECOVERING = "57P03";

/** The server is stopping, or its port is not open yet or no longer open. */
const PASSING_CODES = new Set(["57P01", "ECONNREFUSED", "ECONNRESET"]);

/** Another process was faster, took our port, or was killed a moment ago and has not quite ended. */
const PASSING_WORDS = /lock file|could not bind|shared memory block|Connection terminated|is empty or torn/;

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that already runs there.
 *
 * Any number of processes may share a folder and come and go in any order: the first starts the server, the last to
 * leave stops it (`embedded/lease.ts`). If a process is killed, the server keeps running for the others, or for the
 * next one to join. If the server dies while in use, it is started again, on the same port if that is still free.
 *
 * @throws Error with PostgreSQL's message if the server cannot be started; NoArchiveError
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder, log, mustExist = false, throwAway = false } = options;
  if (mustExist && !(await hasCluster(join(folder, "postgres")))) throw new NoArchiveError(folder);
  await mkdir(folder, { recursive: true });
  // The real path, because a running server is recognised by the folder it was started with.
  const data = await realpath(folder);
  const cluster = join(data, "postgres");
  const programs = await findBinaries(data);
  await ensureCluster(programs, cluster, throwAway);
  const binaries = await underOwner(programs, cluster);

  let stopping = false;
  let rejoining = Promise.resolve();
  const onLost = (): void => {
    log("the embedded PostgreSQL stopped unexpectedly: starting it again");
    rejoining = rejoin();
  };
  const rejoin = async (): Promise<void> => {
    while (!stopping) {
      try {
        ({ lease } = await joinServer(binaries, cluster, onLost));
        return;
      } catch (error) {
        log((error as Error).message);
        await pause(1_000);
      }
    }
  };
  const first = await joinServer(binaries, cluster, onLost);
  let { lease } = first;
  log(`embedded PostgreSQL ${first.started ? "started" : "joined"} in ${cluster}`);
  return {
    url: first.url,
    started: first.started,
    stop: async () => {
      stopping = true;
      await rejoining;
      await lease.leave(async () => haltPostmaster(binaries, cluster));
    },
  };
}

/** Connects to the cluster's server, starting it if necessary; retries passing failures until `START_PATIENCE_MS`. */
async function joinServer(
  binaries: Binaries,
  cluster: string,
  onLost: () => void,
): Promise<{ url: string; started: boolean; lease: Lease }> {
  const deadline = Date.now() + START_PATIENCE_MS;
  let started = false;
  for (;;) {
    try {
      const server = await findPostmaster(cluster);
      if (!server) {
        await launchPostmaster(binaries, cluster);
        started = true;
      } else if (!server.stopping) {
        const url = await clusterUrl(cluster, server.port);
        const lease = await takeLease(url, onLost);
        const now = await findPostmaster(cluster);
        if (now?.pid === server.pid && !now.stopping) {
          return { url, started, lease };
        }
        // The last other process was stopping the server just as we joined.
        await lease.leave(async () => {});
      }
    } catch (error) {
      if (!isPassing(error as NodeJS.ErrnoException, deadline)) {
        throw error;
      }
    }
    await pause(50);
  }
}

function isPassing({ code = "", message }: NodeJS.ErrnoException, deadline: number): boolean {
  const mayPass = PASSING_CODES.has(code) || PASSING_WORDS.test(message);
  return code === RECOVERING || (mayPass && Date.now() < deadline);
}
