import { Prisma } from "../../generated/prisma/client.ts";
import type { Problem, ProblemCode } from "./problems.ts";

/** PostgreSQL's classes of errors by which the tables say that a rule of theirs forbids it (appendix A of its manual). */
const CODES: Readonly<Record<string, ProblemCode>> = { "23505": "TAKEN", "23514": "INVALID", "23503": "IN_USE" };

/** What is shown of the constraints that an input can break past our own checks: two editors at once, above all. */
interface Broken {
  code: string;
  constraint?: string | undefined;
  detail?: string | undefined;
  message: string;
}

/** The problem that a broken constraint is to whoever sent the input; null for any other error. */
export function explainConstraint(error: unknown): Problem | null {
  const broken = brokenBy(error);
  const code = broken && CODES[broken.code];
  if (!broken || !code) return null;
  return { code, field: fieldOf(broken), message: [broken.message, broken.detail].filter(Boolean).join(": ") };
}

/** An error of the driver, or Prisma's around one. */
function brokenBy(error: unknown): Broken | null {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: { cause?: Record<string, unknown> } };
    const cause = driverAdapterError?.cause ?? {};
    const { originalCode, originalMessage } = cause as { originalCode?: string; originalMessage?: string };
    return originalCode ? { code: originalCode, message: originalMessage ?? "A rule of the tables forbids it" } : null;
  }
  const { code, constraint, detail, message } = error as Partial<Broken>;
  return typeof code === "string" && message ? { code, constraint, detail, message } : null;
}

/** The input field that stands behind the constraint, by the habit of their names: `speaker_wikidata_id_key`. */
function fieldOf({ constraint }: Broken): string[] | null {
  const [, column] = /^(?:source|speaker|topic|article)_(slug|url|wikidata_id)_key$/.exec(constraint ?? "") ?? [];
  return column ? [column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] : null;
}
