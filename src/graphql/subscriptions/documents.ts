import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import { BoundedMap, type Bounds } from "../../bounded.ts";
import { withoutComments } from "../documentStore.ts";
import { type KnownDocuments, refuseUntrusted } from "../documents.ts";
import type { ErrorCode } from "../errors.ts";
import { documentLength, LONGEST_DOCUMENT, MOST_VALIDATION_ERRORS, maximumTokens } from "../limits.ts";

/** A valid document, and the subscription in it that a request means. */
export interface Chosen {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export interface DocumentRules {
  schema: GraphQLSchema;
  /** In production, errors do not suggest names for a misspelt field. */
  isProduction: boolean;
  /** If only known documents are trusted, others are refused; all are run by default. */
  documents?: KnownDocuments;
}

/** Few documents have many subscribers: each is parsed and validated once. */
export const KEPT_SUBSCRIPTIONS: Bounds = { most: 200, mostBytes: 8_000_000 };

/** Makes the function that reads documents with the limits and codes that Apollo Server has over HTTP. */
export function documentReader(rules: DocumentRules) {
  const known = new BoundedMap<string, DocumentNode>(KEPT_SUBSCRIPTIONS);

  function read(text: string): DocumentNode | readonly GraphQLError[] {
    const before = known.get(text);
    if (before) return before;
    const document = parseDocument(text, rules);
    if ("kind" in document && documentLength(document) <= LONGEST_DOCUMENT) known.set(text, withoutComments(document));
    return document;
  }

  return function choose(text: string, operationName: string | null | undefined): Chosen | readonly GraphQLError[] {
    const untrusted = rules.documents && refuseUntrusted(rules.documents, text);
    if (untrusted) return [untrusted];
    const document = read(text);
    if (!("kind" in document)) return document;
    const operation = getOperationAST(document, operationName);
    if (!operation)
      return [coded("OPERATION_RESOLUTION_FAILURE", "The request does not say which of its operations to run.")];
    if (operation.operation === "subscription") return { document, operation };
    return [coded("BAD_REQUEST", `Only subscriptions run here; send a ${operation.operation} to /graphql.`)];
  };
}

function parseDocument(text: string, { schema, isProduction }: DocumentRules): DocumentNode | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: maximumTokens });
  } catch (error) {
    return [withCode(error as GraphQLError, "GRAPHQL_PARSE_FAILED")];
  }
  const errors =
    conditionAtRoot(document, schema) ?? validate(schema, document, undefined, { maxErrors: MOST_VALIDATION_ERRORS });
  if (errors.length === 0) return document;
  return errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED", isProduction));
}

/**
 * Refuses directives on the root field of a subscription: whether it has one must not depend on variables (GraphQL,
 * September 2025, 5.2.4.1). On such documents graphql-js 16 fails with errors that look like internal faults.
 */
function conditionAtRoot(document: DocumentNode, schema: GraphQLSchema): GraphQLError[] | undefined {
  const root = schema.getSubscriptionType()?.name;
  const roots = document.definitions.filter(
    (definition) =>
      (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === "subscription") ||
      (definition.kind === Kind.FRAGMENT_DEFINITION && definition.typeCondition.name.value === root),
  ) as { selectionSet: SelectionSetNode }[];
  if (!roots.some(({ selectionSet }) => hasDirective(selectionSet))) return undefined;
  return [new GraphQLError("The field of a subscription takes no directives.")];
}

function hasDirective({ selections }: SelectionSetNode): boolean {
  return selections.some(
    (selection) =>
      (selection.directives?.length ?? 0) > 0 ||
      (selection.kind === Kind.INLINE_FRAGMENT && hasDirective(selection.selectionSet)),
  );
}

function coded(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Copies an error with a code, and without "Did you mean …?" if it is to be curt. */
function withCode({ message, nodes, source, positions }: GraphQLError, code: ErrorCode, isCurt = false): GraphQLError {
  const text = isCurt ? message.replace(/ ?Did you mean .+\?$/, "") : message;
  return new GraphQLError(text, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}
