import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../config.ts";
import { connect, type DatabaseConnection } from "../database.ts";
import { type Embedded, NoArchiveError, startEmbedded } from "../embedded.ts";

/** The archive's database, open while a command works on it. */
export interface OpenArchive {
  /** The address for migrations: that of PostgreSQL itself. */
  url: string;
  database: DatabaseConnection;
}

/** A command runs its statements one after the other, but a transaction needs a separate connection. */
const POOL_SIZE = 2;

/** What a command does in a data folder without an archive: it refuses, makes one, or works on a passing one and removes it. */
type WithoutArchive = "REFUSE" | "MAKE" | "PASSING";

/**
 * Opens the database that the environment names, or the embedded one, does the work and closes the database. If a server
 * already runs the embedded one, connects to that. Statements have no time limit: a person waits for them and can interrupt.
 *
 * @throws ConfigError; NoArchiveError where `without` is REFUSE
 */
export async function withArchive<Result>(
  work: (archive: OpenArchive) => Promise<Result>,
  without: WithoutArchive = "REFUSE",
): Promise<Result> {
  const { databaseUrl, databaseDirectUrl, preparedStatements, dataFolder } = loadConfig();
  const embedded = databaseUrl === undefined ? await openEmbedded(dataFolder, without) : undefined;
  const url = databaseUrl ?? embedded?.url ?? "";
  const options = {
    poolSize: POOL_SIZE,
    statementTimeoutMs: 0,
    applicationName: "onrecord command",
    preparedStatements,
  };
  const database = connect({ ...options, url, onError: () => {} });
  try {
    return await work({ url: databaseDirectUrl ?? url, database });
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

async function openEmbedded(folder: string, without: WithoutArchive): Promise<Pick<Embedded, "url" | "stop">> {
  try {
    return await startEmbedded({ folder, log: say, mustExist: without !== "MAKE" });
  } catch (error) {
    if (without === "PASSING" && error instanceof NoArchiveError) return openPassing();
    throw error;
  }
}

/** An empty archive in a temporary folder, which stopping it removes. */
async function openPassing(): Promise<Pick<Embedded, "url" | "stop">> {
  const folder = await mkdtemp(join(tmpdir(), "onrecord-"));
  const remove = async () => rm(folder, { recursive: true, force: true });
  try {
    const { url, stop } = await startEmbedded({ folder, log: say, throwAway: true });
    return { url, stop: async () => stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Writes to standard error, for the person at the keyboard; standard output is kept for the command's result. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
