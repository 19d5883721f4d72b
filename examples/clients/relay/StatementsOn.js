// The queries of relay.js. `npm run relay` compiles them to `relay/__generated__`; in an app, babel-plugin-relay puts the compiled
// ones in the place of these.

import { graphql } from "relay-runtime";

export const statementsOn = graphql`
  query StatementsOnQuery($topic: String!, $after: String) {
    statements(filter: { topic: [$topic] }, first: 2, after: $after)
      @connection(key: "StatementsOn_statements", filters: ["filter"]) {
      edges {
        node {
          id
          text
          saidOn
          speaker {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const past = graphql`
  query StatementsOnPastQuery($id: ID!, $asOf: DateTime!) {
    statement(by: { id: $id }, asOf: $asOf) {
      id
      asOf
      text
      current {
        id
        text
      }
    }
  }
`;
