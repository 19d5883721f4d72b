import * as articles from "../../archive/articles.ts";
import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { SourceResolvers } from "../../generated/graphql.ts";
import { connectBelow } from "../connections.ts";
import { connectHistory } from "../histories.ts";
import { required } from "../required.ts";

export const Source: SourceResolvers = {
  id: ({ id }) => encodeGlobalId("Source", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfSource.load(id)),
  isFictional: ({ fictional }) => fictional,
  names: ({ id }, _, { loaders }) => loaders.namesOfSource.load(id),
  articles: ({ id }, args, context) =>
    connectBelow(context, `articles:source:${JSON.stringify(args)}`, id, () =>
      articles.listOfSource(args.orderBy, args),
    ),
  history: ({ id }, args, context) => connectHistory("Source", id, args, context),
};
