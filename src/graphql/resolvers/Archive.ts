import { type Counted, countAll, saidOnAtEnd } from "../../archive/totals.ts";
import type { ArchiveResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";

const count =
  (noun: Counted) =>
  (_: unknown, _args: unknown, { database }: Context) =>
    countAll(database, noun);

// Each field is read only if it is selected.
export const Archive: ArchiveResolvers = {
  statementCount: count("statement"),
  appearanceCount: count("appearance"),
  speakerCount: count("speaker"),
  topicCount: count("topic"),
  propositionCount: count("proposition"),
  articleCount: count("article"),
  sourceCount: count("source"),
  firstSaidOn: (_, _args, { database }) => saidOnAtEnd(database, "ASC"),
  lastSaidOn: (_, _args, { database }) => saidOnAtEnd(database, "DESC"),
};
