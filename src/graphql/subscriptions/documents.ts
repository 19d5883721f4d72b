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
import type { ErrorCode } from "../errors.ts";
import { maximumTokens } from "../limits.ts";

/** A valid document and the subscription in it that was asked for. */
export interface Chosen {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export interface DocumentRules {
  schema: GraphQLSchema;
  /** In production nobody is told what a misspelt field may have meant. */
  isProduction: boolean;
}

/** With the one that says that there were more, five errors of validation. */
const MOST_VALIDATION_ERRORS = 4;

/** Documents are few and their followers many: each is read once, and its limits are looked at once. */
const MOST_DOCUMENTS_KEPT = 200;
const LONGEST_KEPT = 10_000;

/** Reads documents as Apollo Server reads those that come over HTTP, with the same limits and codes; throws nothing else. */
export function documentReader(rules: DocumentRules) {
  const known = new Map<string, DocumentNode | readonly GraphQLError[]>();

  function read(text: string): DocumentNode | readonly GraphQLError[] {
    const before = known.get(text);
    if (before) return before;
    const document = parseDocument(text, rules);
    if (text.length <= LONGEST_KEPT) known.set(text, document);
    const [oldest] = known.keys();
    if (known.size > MOST_DOCUMENTS_KEPT && oldest !== undefined) known.delete(oldest);
    return document;
  }

  return function choose(text: string, operationName: string | null | undefined): Chosen | readonly GraphQLError[] {
    const document = read(text);
    if (!("kind" in document)) return document;
    const operation = getOperationAST(document, operationName);
    if (!operation)
      return [coded("OPERATION_RESOLUTION_FAILURE", "The request does not say which of its operations to run.")];
    if (operation.operation === "subscription") return { document, operation };
    return [coded("BAD_REQUEST", `Only subscriptions are answered here; send a ${operation.operation} to /graphql.`)];
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
 * Whether a subscription is one at all must not depend on variables (GraphQL, September 2025, 5.2.4.1); graphql-js 16 fails on
 * such documents with errors that are none of the client's.
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

/** The same error under a code, and without "Did you mean …?" where that is not told. */
function withCode({ message, nodes, source, positions }: GraphQLError, code: ErrorCode, isCurt = false): GraphQLError {
  const text = isCurt ? message.replace(/ ?Did you mean .+\?$/, "") : message;
  return new GraphQLError(text, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}
