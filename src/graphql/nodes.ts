import { decodeGlobalId, type NodeType } from "../archive/globalIds.ts";
import { InputError } from "../archive/lists/inputError.ts";
import type { TouchedNode } from "../history/nodes.ts";
import type { Loaders } from "./loaders.ts";

/** An object with the name of its type, by which the interface `Node` tells what it is. */
export type NodeRow<Row = { id: number }> = Row & { __typename: NodeType };

const MOST_NODES = 100;

/** The row as what a field of type `Node` gives. */
export function asNode<Row extends { id: number }>(type: NodeType, row: Row): NodeRow<Row> {
  return { ...row, __typename: type };
}

/** Any object by its global id; null where there is none. */
export async function loadNode(loaders: Loaders, globalId: string): Promise<NodeRow | null> {
  const decoded = decodeGlobalId(globalId);
  if (!decoded) return null;
  const row = await loaderOf(loaders, decoded.type).load(decoded.id);
  return row && asNode(decoded.type, row);
}

/** Several objects in the order asked, null where there is none. Throws InputError for more than 100. */
export function loadNodes(loaders: Loaders, globalIds: readonly string[]): Promise<(NodeRow | null)[]> {
  if (globalIds.length > MOST_NODES)
    throw new InputError("ids", `\`ids\` takes at most ${MOST_NODES} ids, not ${globalIds.length}.`);
  return Promise.all(globalIds.map((globalId) => loadNode(loaders, globalId)));
}

/** What a change did something to, as it is now; what has gone is left out, and two speakers that are one by now are one. */
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
