import type { ApolloServerPlugin, BaseContext, HTTPGraphQLRequest } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { ErrorCode } from "./errors.ts";

/** The documents that requests may name by an id, and whether they are the only ones. */
export interface KnownDocuments {
  /** Their texts by their ids, `sha256:…`. */
  texts: ReadonlyMap<string, string>;
  areTrusted: boolean;
}

/**
 * Lets requests name a document by `documentId` in the place of `query`, as the draft "Persisted documents" of GraphQL over
 * HTTP has it. If only these documents are trusted, refuses every other text (`BAD_REQUEST`, HTTP 400), however it came.
 */
export function documentsPlugin(documents: KnownDocuments): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart({ request }) {
      const id = request.query === undefined ? documentIdOf(request.http as HTTPGraphQLRequest | undefined) : undefined;
      const text = id === undefined ? undefined : documents.texts.get(id);
      if (id !== undefined) request.query = text ?? STAND_IN;
      return {
        async didResolveOperation({ source }) {
          if (id !== undefined && text === undefined) throw unknownDocument(id);
          const refusal = refuseUntrusted(documents, source);
          if (refusal) throw refusal;
        },
      };
    },
  };
}

/** Takes the place of a document that the server does not have, until the request is refused. */
const STAND_IN = "query Unknown { __typename }";

/** Reads the id from the body of a POST, or from the query string of a GET. */
function documentIdOf(request: HTTPGraphQLRequest | undefined): string | undefined {
  if (!request) return undefined;
  const { method, body, search } = request;
  const id =
    method === "GET" ? new URLSearchParams(search).get("documentId") : (body as { documentId?: unknown })?.documentId;
  return typeof id === "string" ? id : undefined;
}

function unknownDocument(id: string): GraphQLError {
  return new GraphQLError(
    `The server has no document ${JSON.stringify(id.slice(0, 100))}. Send its text as \`query\`.`,
    {
      extensions: { code: "PERSISTED_QUERY_NOT_FOUND" satisfies ErrorCode, http: { status: 404 } },
    },
  );
}

/** Returns the error for a text that may not be run because only known documents are trusted; undefined if it may. */
export function refuseUntrusted({ texts, areTrusted }: KnownDocuments, text: string): GraphQLError | undefined {
  if (!areTrusted || [...texts.values()].includes(text)) return undefined;
  return new GraphQLError(
    "This server runs only the documents of its site. Name one of them by `documentId`; the operator may allow others (ONRECORD_DOCUMENTS=any).",
    { extensions: { code: "BAD_REQUEST" satisfies ErrorCode, http: { status: 400 } } },
  );
}
