import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeExecutableSchema } from "@graphql-tools/schema";
import type { GraphQLSchema } from "graphql";
import { packageRoot } from "../packageRoot.ts";
import { resolvers } from "./resolvers/index.ts";

/** Loads the public schema with its resolvers. Its only source is `schema.graphql`. */
export function loadSchema(): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: readFileSync(join(packageRoot(), "schema.graphql"), "utf8"), resolvers });
}
