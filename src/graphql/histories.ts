import type { PageArguments } from "../archive/lists/keyset.ts";
import { type KeptNode, listOfNode, type RevisionRow } from "../history/revisions.ts";
import { type Connection, connectBelow } from "./connections.ts";
import type { Context } from "./context.ts";

/** Makes the connection of the field `history` of a noun. */
export function connectHistory(
  type: KeptNode,
  id: number,
  page: PageArguments,
  context: Context,
): Promise<Connection<RevisionRow>> {
  return connectBelow(context, `history:${type}:${JSON.stringify(page)}`, id, () => listOfNode(type, page));
}
