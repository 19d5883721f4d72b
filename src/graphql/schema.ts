import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { type GraphQLSchema, GraphQLSpecifiedByDirective, getDirectiveValues, isScalarType } from "graphql";
import { packageRoot } from "../packageRoot.ts";
import { resolvers } from "./resolvers/index.ts";

/** Loads the public schema with its resolvers. Its only source is `schema.graphql`. */
export function loadSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readFileSync(join(packageRoot(), "schema.graphql"), "utf8"),
    resolvers,
  });
  // The resolvers of the scalars hide what the document says of them.
  for (const type of Object.values(schema.getTypeMap()))
    if (isScalarType(type) && type.astNode)
      type.specifiedByURL = getDirectiveValues(GraphQLSpecifiedByDirective, type.astNode)?.url as string | undefined;
  return schema;
}
