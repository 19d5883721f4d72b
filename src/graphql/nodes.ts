import { decodeGlobalId, type NodeType } from "../archive/globalIds.ts";
import { InputError } from "../archive/lists/inputError.ts";
import { LARGEST_PAGE } from "../archive/lists/page.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import { uuidIn } from "../document/urn.ts";
import type { StatementBy } from "../generated/graphql.ts";
import type { TouchedNode } from "../history/nodes.ts";
import type { Context } from "./context.ts";
import type { Loaders } from "./loaders.ts";
import { momentOf } from "./moments.ts";

/** An object with the name of its type, from which the interface `Node` resolves the type. */
export type NodeRow<Row = { id: number }> = Row & { __typename: NodeType };

/** Makes of a row the value of a field of type `Node`. */
export function asNode<Row extends { id: number }>(type: NodeType, row: Row): NodeRow<Row> {
  return { ...row, __typename: type };
}

/** Loads any object by its global id, as it is or as it was; null if the id does not exist. */
export async function loadNode(context: Context, globalId: string): Promise<NodeRow | null> {
  const decoded = decodeGlobalId(globalId);
  if (!decoded) return null;
  const { type, id, asOf } = decoded;
  const row = await loaderOf(momentOf(context, asOf).loaders, type).load(id);
  return row && asNode(type, asOf ? { ...row, asOf } : row);
}

/** The most instants of the past in one request for several objects: the archive is put together anew for each. */
const MOST_INSTANTS = 20;

/**
 * Loads several objects in the order of their ids, null for an id that does not exist. Throws InputError for too many
 * ids.
 */
export async function loadNodes(context: Context, globalIds: readonly string[]): Promise<(NodeRow | null)[]> {
  if (globalIds.length > LARGEST_PAGE)
    throw new InputError("ids", `\`ids\` takes at most ${LARGEST_PAGE} ids, not ${globalIds.length}.`);
  const instants = new Set(globalIds.flatMap((globalId) => decodeGlobalId(globalId)?.asOf?.getTime() ?? []));
  if (instants.size > MOST_INSTANTS)
    throw new InputError("ids", `\`ids\` takes ids of at most ${MOST_INSTANTS} past instants, not ${instants.size}.`);
  return Promise.all(globalIds.map((globalId) => loadNode(context, globalId)));
}

/**
 * Loads one statement by its global id or its URN, as it is or as it was at an instant; an id of the past has an
 * instant of its own.
 */
export async function loadStatement(
  context: Context,
  { id, urn }: StatementBy,
  asOf: Date | null | undefined,
): Promise<StatementRow | null> {
  if (typeof urn === "string") {
    const uuid = uuidIn(urn);
    return uuid === null
      ? null
      : shownAsOf(asOf, await momentOf(context, asOf ?? undefined).loaders.statementByUuid.load(uuid));
  }
  const decoded = decodeGlobalId(id ?? "");
  return decoded?.type === "Statement" ? statementThen(context, decoded.id, asOf ?? decoded.asOf) : null;
}

/** Loads a statement by its key, as it is or as it was. */
export async function statementThen(
  context: Context,
  id: number,
  asOf: Date | undefined,
): Promise<StatementRow | null> {
  return shownAsOf(asOf, await momentOf(context, asOf).loaders.statementById.load(id));
}

function shownAsOf(asOf: Date | null | undefined, row: StatementRow | null): StatementRow | null {
  return row && asOf ? { ...row, asOf } : row;
}

/**
 * Loads the objects that a change touched, as they are now: without those that no longer exist, and merged speakers
 * once.
 */
export async function loadTouched(loaders: Loaders, touched: readonly TouchedNode[]): Promise<NodeRow[]> {
  const rows = await Promise.all(
    touched.map(async ({ type, id }) => {
      const row = await loaderOf(loaders, type).load(id);
      return row && asNode(type, row);
    }),
  );
  return [...new Map(rows.flatMap((row) => (row ? [[`${row.__typename}:${row.id}`, row] as const] : []))).values()];
}

function loaderOf(loaders: Loaders, type: NodeType): { load(id: number): Promise<{ id: number } | null> } {
  const byType = {
    Statement: loaders.statementById,
    Appearance: loaders.appearanceById,
    Proposal: loaders.proposalById,
    Speaker: loaders.speakerById,
    Topic: loaders.topicById,
    Proposition: loaders.propositionById,
    Article: loaders.articleById,
    Source: loaders.sourceById,
    Revision: loaders.revisionById,
  };
  return byType[type];
}
