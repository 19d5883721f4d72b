import { ConfigError } from "../config.ts";
import { causeOfOutage } from "../graphql/outages.ts";
import { MigrationError } from "../migrate.ts";

/** sysexits.h: EX_CONFIG. */
const BAD_CONFIGURATION = 78;

const UNDEFINED_TABLE = "42P01";

/** Prisma's, around what PostgreSQL says for which it has no code of its own. */
const DRIVER_ERROR = "DriverAdapterError";

/** Prisma: there are tables, but none of its records of migrations. */
const NOT_EMPTY = /P3005|schema is not empty/;

/** What anything may throw that ends a process: Node's errors, the driver's, our own. */
type Failure = Error & { code?: unknown; errors?: unknown; syscall?: string; path?: string; port?: number };

/** What to tell of an error that ended a process, and its exit code: a line where it can be understood, else the stack. */
export function explainFailure(error: unknown): { text: string; exitCode: number } {
  if (error instanceof ConfigError) return { text: error.message, exitCode: BAD_CONFIGURATION };
  return { text: sentenceFor(error as Failure), exitCode: 1 };
}

function sentenceFor(error: Failure): string {
  const { code, name, syscall, path, port, message } = error;
  if (error instanceof MigrationError) {
    return NOT_EMPTY.test(message) ? "The database holds other tables already: give OnRecord one of its own." : message;
  }
  if (syscall === "listen") return `Cannot listen on port ${port} (${code}): set PORT and HOST to what is free.`;
  if (syscall === "mkdir")
    return `Cannot use ${path} as a folder (${code}): set ONRECORD_DATA to one that you may write.`;
  if (code === UNDEFINED_TABLE) return "The database has no tables yet: run `onrecord migrate` first.";
  if (causeOfOutage(error) === "UNAVAILABLE") return `The database cannot be reached: ${lastLine(error)}`;
  if (typeof code === "string" || name === DRIVER_ERROR) return `The database refused: ${lastLine(error)}`;
  // Ours are written for who reads them; a stack tells of what nobody foresaw.
  return error?.constructor === Error ? message : (error?.stack ?? String(error));
}

/** The driver gathers the errors of several addresses under an empty message; Prisma's messages end with the cause. */
function lastLine({ message, errors }: Failure): string {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const text = message || (first instanceof Error ? first.message : "");
  return text.trim().split("\n").at(-1) ?? "";
}
