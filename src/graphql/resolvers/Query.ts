import * as proposals from "../../archive/appearances/proposals.ts";
import * as articles from "../../archive/articles.ts";
import { suggestMerges } from "../../archive/mergeSuggestions.ts";
import * as propositions from "../../archive/propositions.ts";
import * as sources from "../../archive/sources.ts";
import * as speakers from "../../archive/speakers.ts";
import * as topics from "../../archive/topics.ts";
import { verifyQuote } from "../../archive/verification.ts";
import type { QueryResolvers } from "../../generated/graphql.ts";
import * as history from "../../history/revisions.ts";
import { latestImports } from "../../record/listedImports.ts";
import { connectionOf } from "../connections.ts";
import { loadNode, loadNodes, loadStatement } from "../nodes.ts";
import { connectStatements } from "../statementLists.ts";

export const Query: QueryResolvers = {
  node: (_, { id }, context) => loadNode(context, id),
  nodes: (_, { ids }, context) => loadNodes(context, ids),

  statements: (_, args, context, info) => connectStatements(args, context, info),
  statement: (_, { by, asOf }, context) => loadStatement(context, by, asOf),

  speakers: async (_, args, { database }) =>
    connectionOf(database, await speakers.list(database, args.filter ?? {}, args.orderBy, args)),
  speaker: (_, { by }, { database }) => speakers.findBy(database, by),

  topics: (_, args, { database }) => connectionOf(database, topics.list(args.filter ?? {}, args.orderBy, args)),
  topic: (_, { by }, { database }) => topics.findBy(database, by),

  proposals: async (_, args, { database }) =>
    connectionOf(database, await proposals.list(database, args.filter ?? {}, args.orderBy ?? "READING", args)),

  propositions: async (_, args, { database }) =>
    connectionOf(database, await propositions.list(database, args.filter ?? {}, args)),
  proposition: (_, { by }, { database }) => propositions.findBy(database, by),

  articles: async (_, args, { database }) =>
    connectionOf(database, await articles.list(database, args.filter ?? {}, args.orderBy, args)),
  article: (_, { by }, { database }) => articles.findBy(database, by),

  sources: (_, args, { database }) => connectionOf(database, sources.list(args.filter ?? {}, args.orderBy, args)),
  source: (_, { by }, { database }) => sources.findBy(database, by),

  imports: (_, { first }, { database }) => latestImports(database, first),

  archive: () => ({}) as never,
  viewer: (_, _args, { viewer }) => viewer,
  rateLimit: (_, _args, { rateLimit }) => rateLimit ?? null,

  verifyQuote: (_, args, { database }) => verifyQuote(database, args),

  revisions: (_, args, { database, sight }) => connectionOf(database, history.list(args.filter ?? {}, args, sight)),
  speakerMergeSuggestions: (_, { first }, { database }) => suggestMerges(database, first),
};
