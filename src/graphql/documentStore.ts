import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import type { DocumentNode, Token } from "graphql";
import { BoundedMap, type Bounds } from "../bounded.ts";
import { documentLength, LONGEST_DOCUMENT } from "./limits.ts";

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;
type TextStore = Extract<NonNullable<ApolloServerOptions<BaseContext>["cache"]>, object>;

/** The documents kept after they were parsed and validated. The largest that the limits allow take about 400 kB each. */
export const KEPT_DOCUMENTS: Bounds = { most: 500, mostBytes: 20_000_000 };

/** The texts of persisted queries. */
export const KEPT_TEXTS: Bounds = { most: 2_000, mostBytes: 10_000_000 };

/**
 * Opens Apollo's store of parsed documents, bounded by what they really keep. Apollo's own measures their JSON, in which
 * neither the source text nor the tokens stand; long comments filled the memory of a process with it.
 */
export function openDocumentStore(
  bounds = KEPT_DOCUMENTS,
): DocumentStore & { readonly bytes: number; readonly size: number } {
  const kept = new BoundedMap<string, DocumentNode>(bounds);
  return {
    get bytes() {
      return kept.bytes;
    },
    get size() {
      return kept.size;
    },
    get: async (key) => kept.get(key),
    async set(key, document) {
      // `admission` has still to refuse a query that is too long; a mutation of that length does not come twice.
      if (documentLength(document) <= LONGEST_DOCUMENT) kept.set(key, withoutComments(document));
    },
    delete: async (key) => kept.delete(key),
  };
}

/** Opens the store of the texts of persisted queries. */
export function openTextStore(bounds = KEPT_TEXTS): TextStore {
  const kept = new BoundedMap<string, string>(bounds);
  return {
    get: async (key) => kept.get(key),
    set: async (key, text) => kept.set(key, text),
    delete: async (key) => kept.delete(key),
  };
}

/**
 * Takes the tokens of a document apart, so that only those stay in memory at which a node begins or ends: the comments go,
 * and errors still find their places, for which graphql-js reads the text and graphql-jit these tokens.
 */
export function withoutComments(document: DocumentNode): DocumentNode {
  let token: Mutable<Token> | null | undefined = document.loc?.startToken;
  while (token) {
    const next: Mutable<Token> | null = token.next;
    Object.assign(token, { prev: null, next: null });
    token = next;
  }
  return document;
}

type Mutable<Type> = { -readonly [Field in keyof Type]: Type[Field] };
