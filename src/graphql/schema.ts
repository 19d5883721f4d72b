import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeExecutableSchema } from "@graphql-tools/schema";
import type { GraphQLSchema } from "graphql";
import { packageRoot } from "../packageRoot.ts";
import { resolvers } from "./resolvers/index.ts";

/** The public contract with its resolvers: `schema.graphql` is the only place where the schema is written. */
export function loadSchema(): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: readFileSync(join(packageRoot(), "schema.graphql"), "utf8"), resolvers });
}
