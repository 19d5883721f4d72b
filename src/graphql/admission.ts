import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Viewer } from "../keys/keys.ts";
import { authorization } from "./authorization.ts";
import { costAnalysis } from "./cost.ts";
import { tooComplex } from "./errors.ts";
import { shapeError } from "./limits.ts";

export interface AdmissionRules {
  /** The highest cost of one operation, in the units of `costAnalysis`. */
  maximumCost: number;
  /** Whether fields without `@auth` need no key. */
  isReadingOpen: boolean;
}

/**
 * Makes the function that every transport asks before it runs an operation. It returns the points that the operation
 * takes: its cost, at least one. It throws UNAUTHENTICATED or FORBIDDEN if the viewer may not run it, and
 * QUERY_TOO_COMPLEX, naming the limit, if it is too large.
 */
export function admission(schema: GraphQLSchema, { maximumCost, isReadingOpen }: AdmissionRules) {
  const costOf = costAnalysis(schema);
  const authorize = authorization(schema, { isReadingOpen });
  return (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown> | undefined,
    viewer: Viewer | null,
  ): number => {
    const error = authorize(document, operation, variables, viewer) ?? shapeError(document, operation);
    if (error) throw error;
    const cost = costOf(document, operation, variables) ?? 1;
    if (cost > maximumCost) throw tooComplex("cost", cost, maximumCost);
    return Math.max(1, cost);
  };
}
