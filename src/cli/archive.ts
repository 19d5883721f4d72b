import { loadConfig } from "../config.ts";
import { connect, type DatabaseConnection } from "../database.ts";
import { startEmbedded } from "../embedded.ts";

/** The archive's database, open while a command works on it. */
export interface OpenArchive {
  url: string;
  database: DatabaseConnection;
}

/** A command runs its statements one after the other, but a transaction needs a separate connection. */
const POOL_SIZE = 2;

/**
 * Opens the database that the environment names, or the embedded one, does the work and closes the database. If a server
 * already runs the embedded one, connects to that. Statements have no time limit: a person waits for them and can interrupt.
 *
 * @throws ConfigError
 */
export async function withArchive<Result>(work: (archive: OpenArchive) => Promise<Result>): Promise<Result> {
  const { databaseUrl, dataFolder } = loadConfig();
  const embedded = databaseUrl === undefined ? await startEmbedded({ folder: dataFolder, log: say }) : undefined;
  const url = databaseUrl ?? embedded?.url ?? "";
  const options = { poolSize: POOL_SIZE, statementTimeoutMs: 0, applicationName: "onrecord command" };
  const database = connect({ ...options, url, onError: () => {} });
  try {
    return await work({ url, database });
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

/** Writes to standard error, for the person at the keyboard; standard output is kept for the command's result. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
