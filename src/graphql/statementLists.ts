import type { GraphQLResolveInfo } from "graphql";
import type { StatementRow } from "../archive/statements/rows.ts";
import * as statements from "../archive/statements.ts";
import { listAsOf } from "../archive/statementsAsOf.ts";
import type { QueryStatementsArgs } from "../generated/graphql.ts";
import { connectBelow, connectionOf } from "./connections.ts";
import type { StatementConnectionRow } from "./connectionTypes.ts";
import type { Context } from "./context.ts";
import { wantedBy } from "./lookahead.ts";
import { countRankedLists } from "./rankedLists.ts";
import { summarizedBy } from "./summaries.ts";

/** Makes the connection of the root field `statements`. */
export async function connectStatements(
  args: QueryStatementsArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<StatementConnectionRow> {
  const { database } = context;
  const request = requestOf(args, context, info);
  const list = args.asOf ? listAsOf(database, request, args.asOf) : statements.list(database, request);
  const connection = connectionOf<StatementRow, statements.StatementList>(database, await list);
  return { ...connection, summarized: summarizedBy(database, connection.list, null) };
}

/** Makes the connection of the field `statements` of a speaker or a topic. */
export async function connectStatementsBelow(
  below: "speaker" | "topic",
  parentId: number,
  args: QueryStatementsArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<StatementConnectionRow> {
  const request = { ...requestOf(args, context, info), below };
  const { companions, fields } = request.wanted;
  const key = `statements:${below}:${JSON.stringify(args)}:${[...companions].join()}:${Object.values(fields).map((names) => [...names].join())}`;
  const { database } = context;
  const connection = await connectBelow<StatementRow, statements.StatementList>(context, key, parentId, () =>
    statements.list(database, request),
  );
  return { ...connection, summarized: summarizedBy(database, connection.list, parentId) };
}

function requestOf(args: QueryStatementsArgs, context: Context, info: GraphQLResolveInfo): statements.StatementRequest {
  const request = { filter: args.filter ?? {}, order: args.orderBy, page: args, wanted: wantedBy(info) };
  if (args.orderBy?.field !== "RELEVANCE") return request;
  context.rankedLists ??= countRankedLists(info);
  return { ...request, rankedLists: context.rankedLists };
}
