import { nodeTypes } from "../archive/globalIds.ts";
import { groupedByKey } from "../archive/lists/inKeyOrder.ts";
import { LARGEST_PAGE } from "../archive/lists/page.ts";
import type { Sight } from "../archive/unchecked.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { KeptNode } from "./revisions.ts";
import { revisionSeenBy } from "./unchecked.ts";

const { sql } = Prisma;

/** A noun that a change affected; it may have been deleted since. */
export interface TouchedNode {
  type: KeptNode;
  id: number;
}

/** Returns the type that the column `node` of a revision stands for. */
export function typeOf(node: string): KeptNode {
  return nodeTypes.find((type) => type.toUpperCase() === node) as KeptNode;
}

/** Returns the nouns that each change affected, in the order of the changes: at most 100 for each, in the order affected. */
export async function nodesOf(
  database: Database,
  changeIds: readonly number[],
  sight: Sight,
): Promise<TouchedNode[][]> {
  const rows = await database.query<{ change: number; node: string; id: number }>(
    sql`
/* revisions.nodes */
SELECT given.id AS change, touched.node, touched.node_id AS id
FROM unnest(${changeIds}::bigint[]) AS given (id)
CROSS JOIN LATERAL (
  SELECT node, node_id, min(id) AS first
  FROM revision
  WHERE change_id = given.id AND node_id IS NOT NULL AND ${revisionSeenBy(sight)}
  GROUP BY node, node_id
  ORDER BY first
  LIMIT ${LARGEST_PAGE}
) AS touched
ORDER BY given.id, touched.first`,
  );
  return groupedByKey(changeIds, rows, ({ change }) => change).map((touched) =>
    touched.map(({ node, id }) => ({ type: typeOf(node), id })),
  );
}
