import { ConfigError } from "../config.ts";
import { causeOfOutage } from "../graphql/outages.ts";
import { MigrationError } from "../migrate.ts";

/** sysexits.h: EX_CONFIG. */
const BAD_CONFIGURATION = 78;

const UNDEFINED_TABLE = "42P01";

/** What to tell of an error that ended a command, and the exit code: a line where it can be understood, else the stack. */
export function explainFailure(error: unknown): { text: string; exitCode: number } {
  if (error instanceof ConfigError) return { text: error.message, exitCode: BAD_CONFIGURATION };
  return { text: explain(error as Error & { code?: unknown; errors?: unknown }), exitCode: 1 };
}

function explain(error: Error & { code?: unknown; errors?: unknown }): string {
  if (error instanceof MigrationError) return error.message;
  if (error.code === UNDEFINED_TABLE) return "The database has no tables yet: run `onrecord migrate` first.";
  if (causeOfOutage(error) === "UNAVAILABLE") return `The database cannot be reached: ${lastLine(error)}`;
  if (typeof error.code === "string") return `The database refused: ${lastLine(error)}`;
  return error.stack ?? String(error);
}

/** The driver gathers the errors of several addresses under an empty message; Prisma's messages end with the cause. */
function lastLine({ message, errors }: Error & { errors?: unknown }): string {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const text = message || (first instanceof Error ? first.message : "");
  return text.trim().split("\n").at(-1) ?? "";
}
