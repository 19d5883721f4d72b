import type { ChainShape } from "../learning/trainChain.ts";

/** The labels of the units in a cue's window. `CUE` is any part of the cue. */
export const Label = { OUTSIDE: 0, SOURCE_BEGINS: 1, IN_SOURCE: 2, CONTENT_BEGINS: 3, IN_CONTENT: 4, CUE: 5 } as const;

export const LABEL_COUNT = 6;

/** Returns whether the label is one of a source. */
export function isSource(label: number | undefined): boolean {
  return label === Label.SOURCE_BEGINS || label === Label.IN_SOURCE;
}

/** Returns whether the label is one of a content. */
export function isContent(label: number | undefined): boolean {
  return label === Label.CONTENT_BEGINS || label === Label.IN_CONTENT;
}

/** What is inside something must follow its beginning. */
export const labelShape: ChainShape = {
  labels: LABEL_COUNT,
  forbidden: forbiddenTransitions(),
  neverFirst: [Label.IN_SOURCE, Label.IN_CONTENT],
};

function forbiddenTransitions(): Uint8Array {
  const forbidden = new Uint8Array(LABEL_COUNT * LABEL_COUNT);
  for (let from = 0; from < LABEL_COUNT; from += 1) {
    if (!isSource(from)) forbidden[from * LABEL_COUNT + Label.IN_SOURCE] = 1;
    if (!isContent(from)) forbidden[from * LABEL_COUNT + Label.IN_CONTENT] = 1;
  }
  return forbidden;
}
