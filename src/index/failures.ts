import { ConfigError } from "../config.ts";
import { NoArchiveError } from "../embedded.ts";
import { causeOfOutage } from "../graphql/outages.ts";
import { MigrationError } from "../migrate.ts";
import { BAD_CONFIGURATION } from "./openFiles.ts";
import { SessionError } from "./sessionCheck.ts";

/** Nothing could be done: 1 would say that `check` has found something. */
const NO_ARCHIVE = 2;

const UNDEFINED_TABLE = "42P01";

/** Prisma's name for an error of PostgreSQL that has no Prisma code. */
const DRIVER_ERROR = "DriverAdapterError";

/** Prisma's words for a database that has tables but no record of migrations. */
const NOT_EMPTY = /P3005|schema is not empty/;

/** An error that ended a process: one of Node's, of the driver's, or our own. */
type Failure = Error & { code?: unknown; errors?: unknown; syscall?: string; path?: string };

/** Explains an error that ended a process: one line for the expected ones, the stack for all others; and the exit code. */
export function explainFailure(error: unknown): { text: string; exitCode: number } {
  if (error instanceof ConfigError) return { text: error.message, exitCode: BAD_CONFIGURATION };
  if (error instanceof SessionError) return { text: error.message, exitCode: BAD_CONFIGURATION };
  if (error instanceof NoArchiveError) return { text: error.message, exitCode: NO_ARCHIVE };
  return { text: sentenceFor(error as Failure), exitCode: 1 };
}

function sentenceFor(error: Failure): string {
  const { code, name, syscall, path, message } = error;
  if (error instanceof MigrationError) {
    return NOT_EMPTY.test(message) ? "The database already has other tables: give OnRecord an empty one." : message;
  }
  if (syscall === "mkdir")
    return `Cannot use ${path} as the data folder (${code}): set ONRECORD_DATA to a folder that you may write to.`;
  if (code === UNDEFINED_TABLE) return "The database has no tables yet: run `onrecord migrate` first.";
  if (causeOfOutage(error) === "UNAVAILABLE") return `The database cannot be reached: ${lastLine(error)}`;
  if (typeof code === "string" || name === DRIVER_ERROR) return `The database reported an error: ${lastLine(error)}`;
  // Our own messages are written for users. For an unforeseen error, the stack is worth more.
  return error?.constructor === Error ? message : (error?.stack ?? String(error));
}

/** Returns the line that names the cause: Prisma puts it last; the driver may leave the message empty and list `errors`. */
function lastLine({ message, errors }: Failure): string {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const text = message || (first instanceof Error ? first.message : "");
  return text.trim().split("\n").at(-1) ?? "";
}
