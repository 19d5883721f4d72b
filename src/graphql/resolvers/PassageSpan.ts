import type { PassageSpanResolvers } from "../../generated/graphql.ts";

export const PassageSpan: PassageSpanResolvers = {
  start: ({ startOffset }) => startOffset,
  end: ({ endOffset }) => endOffset,
};
