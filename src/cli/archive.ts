import { loadConfig } from "../config.ts";
import { connect, type DatabaseConnection } from "../database.ts";
import { startEmbedded } from "../embedded.ts";

/** The archive's database, as long as a command works on it. */
export interface OpenArchive {
  url: string;
  database: DatabaseConnection;
}

/** A command's few statements run one after the other, but a transaction holds a connection of its own. */
const POOL_SIZE = 2;

/**
 * Opens the database that the environment names, else the embedded one, joining a server that has it open; closes it when
 * the work is done. Statements may take as long as they need: a person waits for them, and can interrupt.
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

/** Tells the person at the keyboard; standard output is left to what was asked for. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
