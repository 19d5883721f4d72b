import type { Prisma } from "../generated/prisma/client.ts";
import type { InputProblem, ProblemCode } from "./problems.ts";

/** PostgreSQL's codes (appendix A of its manual) for what the tables forbid, or cannot hold, of what an editor writes. */
const VIOLATIONS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  "23505": ["TAKEN", "Another has this already"],
  "23514": ["INVALID", "A rule of the archive forbids it"],
  "23502": ["INVALID", "Something is missing"],
  "23503": ["NOT_FOUND", "Something that it refers to is not there"],
  "23001": ["IN_USE", "Something else needs it"],
  "22021": ["INVALID", "A text has a character that cannot be stored"],
  "22P05": ["INVALID", "A text has a character that cannot be stored"],
  // An index holds some 2,700 bytes; an address of 2,000 characters can have more.
  "54000": ["INVALID", "A text has too many bytes to be found by"],
};

/** What is known of an error of the tables. */
interface Broken {
  code: string;
  message: string;
  constraint?: string | undefined;
  detail?: string | undefined;
}

/**
 * The problem that an error of the tables is to whoever sent the input: two editors at once, above all, get past our own checks.
 * Null for any other error. It names the rule and the field, and never shows the row.
 */
export function explainConstraint(error: unknown): InputProblem | null {
  const broken = brokenBy(error);
  const kind = broken && VIOLATIONS[isNeeded(broken) ? "23001" : broken.code];
  if (!broken || !kind) return null;
  const [general, sentence] = kind;
  const { constraint, message } = broken;
  const code = constraint?.startsWith("topic_broader_") && general === "INVALID" ? "CIRCULAR" : general;
  // PostgreSQL's own sentence names the constraint; what a trigger of ours raises says what is wrong.
  const isOurs = constraint !== undefined && !message.includes(constraint);
  const told = isOurs ? message : `${sentence}${constraint ? ` (${constraint})` : ""}`;
  return { code, field: inputFieldOf(constraint), message: `${told.charAt(0).toUpperCase()}${told.slice(1)}.` };
}

/**
 * An error of the driver, or Prisma's around one, which leaves the constraint to the message. Of what only COMMIT looks at Prisma
 * throws what its adapter makes of the driver's error, without another around it.
 */
function brokenBy(error: unknown): Broken | null {
  const { meta } = error as Partial<Prisma.PrismaClientKnownRequestError>;
  const { cause } = (meta?.driverAdapterError ?? error) as { cause?: Record<string, string> };
  if (cause?.originalCode) {
    const { originalCode: code, originalMessage: message = "", detail } = cause;
    return { code, message, detail, constraint: /"(\w+_(?:check|f?key|pkey))"/.exec(message)?.[1] };
  }
  const { code, message, constraint, detail } = error as Partial<Broken>;
  return typeof code === "string" && message !== undefined ? { code, message, constraint, detail } : null;
}

/** Before PostgreSQL 18 what is needed has the code of what is not there. */
function isNeeded({ code, message, detail }: Broken): boolean {
  return code === "23503" && /^update or delete|still referenced/.test(`${message} ${detail}`);
}

/** The input field that stands behind the constraint, by the habit of their names: `speaker_wikidata_id_key`. */
function inputFieldOf(constraint = ""): string[] | null {
  const [, column] = /^(?:source|speaker|topic|article)_(slug|url|wikidata_id)_key$/.exec(constraint) ?? [];
  return column ? [column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] : null;
}
