// `npm run codegen` writes the types of this query, and of every other in this folder, to `generated/`.

import { graphql } from "./generated/index.ts";

export const statementsOn = graphql(`
  query StatementsOn($topic: String!, $after: String) {
    statements(filter: { topic: [$topic] }, first: 20, after: $after) {
      nodes { id text saidOn saidAt speaker { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
