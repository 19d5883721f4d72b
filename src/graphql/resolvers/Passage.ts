import type { PassageResolvers } from "../../generated/graphql.ts";
import { textFragmentUrl } from "../../text/fragmentUrl.ts";
import { momentOf } from "../moments.ts";
import { required } from "../required.ts";

export const Passage: PassageResolvers = {
  start: ({ startOffset }) => startOffset,
  end: ({ endOffset }) => endOffset,
  spans: ({ id, asOf }, _, context) => momentOf(context, asOf).loaders.spansOfAppearance.load(id),
  url: async (appearance, _, { loaders }) => {
    const { url } = appearance.article ?? (await required(loaders.articleById.load(appearance.articleId)));
    return textFragmentUrl(url, appearance);
  },
};
