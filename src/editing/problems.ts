import { z } from "zod";
import type { Anchored } from "../text/anchor.ts";

/** Why a mutation did nothing. Each mutation tells in the schema (`@errors`) which of these it can answer with. */
export const problemCodes = [
  "NOT_FOUND",
  "INVALID",
  "TAKEN",
  "CONFLICT",
  "IN_USE",
  "WRONG_STATE",
  "CIRCULAR",
  "PASSAGE_NOT_FOUND",
  "AMBIGUOUS",
  "PASSAGE_LOST",
  "OVERTAKEN",
  "KEY_REUSED",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What is wrong with an input, told to whoever sent it. */
export interface InputProblem {
  code: ProblemCode;
  /** The place in the input: `["names", "1", "name"]`; null where it is the whole. */
  field: string[] | null;
  message: string;
}

/** What a changed body does to a passage: it stands where it stood, elsewhere, or nowhere that anybody could tell. */
export interface PassageOutcome {
  appearanceId: number;
  fate: "UNCHANGED" | "MOVED" | "LOST";
}

/** What an editor is shown of a refusal beside its problems. */
export interface Details {
  /** What somebody has changed since the editor saw it (`CONFLICT`). */
  conflictingId?: number;
  /** Where a quote stands more than once in a body: the places. */
  candidates?: readonly Anchored[];
  /** What a changed body would do to each passage. */
  passages?: readonly PassageOutcome[];
}

/** Ends an edit: nothing of it stays, and the editor is told why. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problems: readonly InputProblem[];
  readonly details: Details;

  constructor(problems: readonly InputProblem[], details: Details = {}) {
    super(problems.map(({ message }) => message).join(" "));
    this.problems = problems;
    this.details = details;
  }
}

/** Ends an edit for one reason. `field` is written with dots: `names.1.name`. */
export function refuse(code: ProblemCode, field: string | null, message: string): never {
  throw new Refusal([{ code, field: field === null ? null : field.split("."), message }]);
}

/** Reads an input by its rules. Throws a Refusal that names every place which breaks one. */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(input);
  if (!error) return data;
  throw new Refusal(
    error.issues.map(({ path, message }) => ({
      code: "INVALID",
      field: path.length > 0 ? path.map(String) : null,
      message: `${path.length > 0 ? `\`${z.core.toDotPath(path)}\` ` : ""}${message}`,
    })),
  );
}
