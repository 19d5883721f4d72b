import { decodeGlobalId, type NodeType } from "../archive/globalIds.ts";
import { InputError } from "../archive/lists/inputError.ts";
import { LARGEST_PAGE } from "../archive/lists/page.ts";
import type { TouchedNode } from "../history/nodes.ts";
import type { Loaders } from "./loaders.ts";

/** An object with the name of its type, from which the interface `Node` resolves the type. */
export type NodeRow<Row = { id: number }> = Row & { __typename: NodeType };

/** Makes of a row the value of a field of type `Node`. */
export function asNode<Row extends { id: number }>(type: NodeType, row: Row): NodeRow<Row> {
  return { ...row, __typename: type };
}

/** Loads any object by its global id; null if the id does not exist. */
export async function loadNode(loaders: Loaders, globalId: string): Promise<NodeRow | null> {
  const decoded = decodeGlobalId(globalId);
  if (!decoded) return null;
  const row = await loaderOf(loaders, decoded.type).load(decoded.id);
  return row && asNode(decoded.type, row);
}

/**
 * Loads several objects in the order of their ids, null for an id that does not exist. Throws InputError for too many
 * ids.
 */
export function loadNodes(loaders: Loaders, globalIds: readonly string[]): Promise<(NodeRow | null)[]> {
  if (globalIds.length > LARGEST_PAGE)
    throw new InputError("ids", `\`ids\` takes at most ${LARGEST_PAGE} ids, not ${globalIds.length}.`);
  return Promise.all(globalIds.map((globalId) => loadNode(loaders, globalId)));
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
    Speaker: loaders.speakerById,
    Topic: loaders.topicById,
    Article: loaders.articleById,
    Source: loaders.sourceById,
    Revision: loaders.revisionById,
  };
  return byType[type];
}
