import { z } from "zod";
import type { Anchored } from "../text/anchor.ts";

/**
 * The reasons why a mutation did nothing. The schema says for each mutation (`@errors`) which of them it can return.
 */
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

/** A problem of an input, as its sender sees it. */
export interface InputProblem {
  code: ProblemCode;
  /** The place in the input: `["names", "1", "name"]`; null for the whole input. */
  field: string[] | null;
  message: string;
}

/** What a changed body does to a passage: it has the same place, another one, none, or one of several. */
export interface PassageOutcome {
  appearanceId: number;
  fate: "UNCHANGED" | "MOVED" | "GONE" | "AMBIGUOUS";
}

/** The details of a refusal beside its problems. */
export interface Details {
  /** The id of a noun that was changed since the editor saw it (`CONFLICT`). */
  conflictingId?: number;
  /** The places of a quote that appears several times in a body (`AMBIGUOUS`), or those nearest to it (`PASSAGE_NOT_FOUND`). */
  candidates?: readonly Anchored[];
  /** What a changed body would do to each passage (`PASSAGE_LOST`). */
  passages?: readonly PassageOutcome[];
}

/** Ends an edit: nothing of it is kept, and the editor sees why. */
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

/** Ends an edit with one problem. `field` is written with dots: `names.1.name`. */
export function refuse(code: ProblemCode, field: string | null, message: string): never {
  throw new Refusal([{ code, field: field === null ? null : field.split("."), message }]);
}

/**
 * Reads an input by its rules.
 *
 * @throws Refusal naming every place that breaks one
 */
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
