import type { SentProblemFragment } from "../../generated/operations.ts";

/** A form that was refused: what is wrong, and what its sender entered. */
export interface Refused {
  problems: readonly SentProblemFragment[];
  fields: URLSearchParams;
}
