import type { NodeResolvers } from "../../generated/graphql.ts";
import type { NodeRow } from "../nodes.ts";

export const Node: Pick<NodeResolvers, "__resolveType"> = {
  __resolveType: (node) => (node as unknown as NodeRow).__typename,
};
