import type { Prisma } from "../generated/prisma/client.ts";
import type { InputProblem, ProblemCode } from "./problems.ts";

/** PostgreSQL's codes (appendix A of its manual) of errors that an editor's input can cause. */
const VIOLATIONS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  "23505": ["TAKEN", "Another row already has this value"],
  "23514": ["INVALID", "A rule of the archive forbids it"],
  "23502": ["INVALID", "Something is missing"],
  "23503": ["NOT_FOUND", "Something that it refers to does not exist"],
  "23001": ["IN_USE", "Something refers to it"],
  "22021": ["INVALID", "A text has a character that cannot be stored"],
  "22P05": ["INVALID", "A text has a character that cannot be stored"],
  // An entry of an index has at most about 2,700 bytes; an address of 2,000 characters can have more.
  "54000": ["INVALID", "A text has too many bytes to be indexed"],
};

/** The constraints against circles, and against a row that leads to itself. */
const CIRCLES = /^topic_broader_|^statement_link_(?:itself|circle)_/;

/** The number of a partition in the name of its index: `statement_tag_p07_pkey`. */
const PARTITION = /^(statement(?:_topic|_tag|_search)?)_p\d+(?=_)/;

/** An error that the tables have raised. */
interface Broken {
  code: string;
  message: string;
  constraint?: string | undefined;
  detail?: string | undefined;
}

/**
 * Returns the problem that an error of the tables means for the sender of the input, or null for any other error. Such
 * errors come past our own checks mostly when two editors write at once. The problem names the rule and the field,
 * never the row.
 */
export function explainConstraint(error: unknown): InputProblem | null {
  const broken = brokenBy(error);
  const kind = broken && VIOLATIONS[isNeeded(broken) ? "23001" : broken.code];
  if (!broken || !kind) return null;
  const [general, sentence] = kind;
  const { message } = broken;
  const constraint = broken.constraint?.replace(PARTITION, "$1");
  const code = general === "INVALID" && CIRCLES.test(constraint ?? "") ? "CIRCULAR" : general;
  // PostgreSQL's own message names the constraint; a message of our triggers says what is wrong.
  // Prisma passes on the constraint of a check only within PostgreSQL's message.
  const isOurs = broken.constraint === undefined ? broken.code === "23514" : !message.includes(broken.constraint);
  const told = isOurs ? message : `${sentence}${constraint ? ` (${constraint})` : ""}`;
  return { code, field: inputFieldOf(constraint), message: `${told.charAt(0).toUpperCase()}${told.slice(1)}.` };
}

/**
 * Reads an error of the driver, or Prisma's error around one, which names the constraint only in its message. For
 * constraints that COMMIT checks, Prisma throws its adapter's version of the driver's error, with nothing around it.
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

/** Returns whether a row is still referred to: before PostgreSQL 18 that has the code of a missing row. */
function isNeeded({ code, message, detail }: Broken): boolean {
  return code === "23503" && /^update or delete|still referenced/.test(`${message} ${detail}`);
}

/** Returns the input field of a constraint by the convention of its name: `speaker_wikidata_id_key`. */
function inputFieldOf(constraint = ""): string[] | null {
  const [, column] = /^(?:source|speaker|topic|proposition|article)_(slug|url|wikidata_id)_key$/.exec(constraint) ?? [];
  return column ? [column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] : null;
}
