import { z } from "zod";
import { SpeakerKind } from "../generated/prisma/client.ts";
import { plainLine, words } from "./fields.ts";
import { LONGEST_NAME, LONGEST_TEXT } from "./limits.ts";

const MOST_ALTERNATIVES = 10;

/** Accepts how sure an extractor is. */
export const confidence = z.number().min(0, "is less than 0").max(1, "is more than 1");
const speakerKind = z.enum(SpeakerKind).optional();

/**
 * How an extractor came to propose a statement. Whoever records what a program has found gives the statement this field and the
 * status PROPOSED, and records it under the origin `{ kind: "EXTRACTOR", name, version }`. `record` (record/record.ts) does the
 * rest:
 *
 * - A statement with `speakerStatus` and without `speaker` becomes the statement of the archive's only speaker of `speakerName`.
 *   If no speaker or several bear the name, it stays a name: no speaker is made before a person accepts the proposal.
 * - A passage that is on record already is not proposed again, nor one that a person has rejected for the same speaker, whatever
 *   the version.
 * - A proposal joins no other statement of the same words before it is accepted.
 * - In an article that is given with all its statements (without `isPartial`), proposals of the same extractor that are missing
 *   now are withdrawn unless somebody has reviewed them.
 *
 * The mention, the cue and the parts of the content are spans of the passage, with the roles SPEAKER, CUE and CONTENT.
 */
export const extractorProposal = z.strictObject({
  /** The extractor, as `name@version`. */
  extractor: plainLine(LONGEST_NAME),
  /** How likely the content and the mention are right, from 0 to 1. */
  confidence,
  /** Whom the mention means: the fullest name that the article gives. Left out if the article names nobody. */
  speakerName: plainLine(LONGEST_NAME).optional(),
  speakerKind,
  /** The place of the words that show whom the mention means, if these are not the mention itself. */
  evidence: z.strictObject({ exact: words(LONGEST_NAME), start: z.int().min(0) }).optional(),
  /** Other speakers whom the mention may mean, the likeliest first. */
  speakers: z
    .array(z.strictObject({ name: plainLine(LONGEST_NAME), kind: speakerKind, confidence }))
    .max(MOST_ALTERNATIVES, `are more than ${MOST_ALTERNATIVES}`)
    .default([]),
  /** Other passages that may be the statement, the likeliest first. Offsets count code points of the body. */
  extents: z
    .array(z.strictObject({ exact: words(LONGEST_TEXT), start: z.int().min(0), end: z.int().min(1), confidence }))
    .max(MOST_ALTERNATIVES, `are more than ${MOST_ALTERNATIVES}`)
    .default([]),
});
