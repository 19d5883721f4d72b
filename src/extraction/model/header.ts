import { z } from "zod";
import { LABEL_COUNT } from "../features/labels.ts";

/** The largest table of weights, and the largest part of a file, so that a forged file takes no memory. */
const MOST_WEIGHTS = 6 << 20;
const MOST_PACKED_BYTES = 20_000_000;

const finite = z.number();
const share = finite.min(0).max(1);
const natural = z.int().min(0);

/** The number of a table's features is a power of two: the places are found by a mask. */
const weightTable = z.strictObject({
  length: z.int().min(1).max(MOST_WEIGHTS),
  largest: finite.min(0).max(1e6),
  bytes: z.int().min(0).max(MOST_PACKED_BYTES),
});
const isPowerOfTwo = (length: number) => (length & (length - 1)) === 0;

const header = z
  .strictObject({
    name: z.string().min(1).max(100),
    version: z.string().min(1).max(100),
    language: z.string().min(1).max(100),
    training: z.strictObject({
      seed: finite,
      models: natural,
      synthetic: natural,
      articles: natural,
      attributions: natural,
    }),
    parts: z.tuple([weightTable, weightTable, weightTable]),
    transitions: z.array(finite).length(LABEL_COUNT * LABEL_COUNT),
    starts: z.array(finite).length(LABEL_COUNT),
    calibration: z.strictObject({ slope: finite.min(0.01).max(100), offset: finite.min(-100).max(100) }),
    leftovers: z.strictObject({
      TRANSCRIPT: share,
      NAME_BEFORE: share,
      BYLINE: share,
      LATE_SOURCE: share,
      SUBJECT: share,
      SPEAKER_BEFORE: share,
      AROUND: share,
      LONG: share,
      SHORT: share,
    }),
    cueLemmas: z.array(z.string().max(100)).max(100_000),
  })
  .refine(({ parts: [cues, spans, rescorer] }) =>
    [cues.length, spans.length / LABEL_COUNT, rescorer.length].every(isPowerOfTwo),
  );

/** The description of a model in its file. */
export type ModelHeader = z.output<typeof header>;

/** Reads the description; null if it is not one. */
export function readModelHeader(json: string): ModelHeader | null {
  try {
    return header.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
