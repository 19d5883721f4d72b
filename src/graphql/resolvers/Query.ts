import * as articles from "../../archive/articles.ts";
import { keyOf } from "../../archive/globalIds.ts";
import { suggestMerges } from "../../archive/mergeSuggestions.ts";
import * as sources from "../../archive/sources.ts";
import * as speakers from "../../archive/speakers.ts";
import { findAsOf } from "../../archive/statementsAsOf.ts";
import * as topics from "../../archive/topics.ts";
import { verifyQuote } from "../../archive/verification.ts";
import type { QueryResolvers } from "../../generated/graphql.ts";
import * as history from "../../history/revisions.ts";
import { connectionOf } from "../connections.ts";
import { loadNode, loadNodes } from "../nodes.ts";
import { connectStatements } from "../statementLists.ts";

export const Query: QueryResolvers = {
  node: (_, { id }, { loaders }) => loadNode(loaders, id),
  nodes: (_, { ids }, { loaders }) => loadNodes(loaders, ids),

  statements: (_, args, context, info) => connectStatements(args, context, info),
  statement: (_, { by, asOf }, { database, loaders }) =>
    asOf
      ? findAsOf(database, keyOf("Statement", by.id) ?? 0, asOf)
      : loaders.statementById.load(keyOf("Statement", by.id) ?? 0),

  speakers: (_, args, { database }) => connectionOf(database, speakers.list(args.filter ?? {}, args.orderBy, args)),
  speaker: (_, { by }, { database }) => speakers.findBy(database, by),

  topics: (_, args, { database }) => connectionOf(database, topics.list(args.filter ?? {}, args.orderBy, args)),
  topic: (_, { by }, { database }) => topics.findBy(database, by),

  articles: async (_, args, { database }) =>
    connectionOf(database, await articles.list(database, args.filter ?? {}, args.orderBy, args)),
  article: (_, { by }, { database }) => articles.findBy(database, by),

  sources: (_, args, { database }) => connectionOf(database, sources.list(args.filter ?? {}, args.orderBy, args)),
  source: (_, { by }, { database }) => sources.findBy(database, by),

  viewer: (_, _args, { viewer }) => viewer,
  rateLimit: (_, _args, { rateLimit }) => rateLimit ?? null,

  verifyQuote: (_, args, { database }) => verifyQuote(database, args),

  revisions: (_, args, { database }) => connectionOf(database, history.list(args.filter ?? {}, args)),
  speakerMergeSuggestions: (_, { first }, { database }) => suggestMerges(database, first),
};
