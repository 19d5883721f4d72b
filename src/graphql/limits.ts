import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { tooComplex } from "./errors.ts";

/**
 * The limits of an operation's size, with every fragment written out. docs/http.md lists them. The largest page of a list is
 * `LARGEST_PAGE`, which the archive keeps (lists/page.ts).
 */
export const shapeLimits = {
  depth: 12,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  // As many as a page of code holds. It bounds the work that fragments in fragments cause.
  fields: 1_000,
  // Validation bounds the depth of introspection; aliases would multiply it. Tools need one introspection without
  // aliases.
  introspections: 2,
} as const;

/**
 * The most tokens of a document. The validation of graphql-js takes quadratic time for repeated fields (30 ms for the
 * worst document of this size); an introspection query has 190 tokens, a large Relay query about 600.
 */
export const maximumTokens = 1_000;

/** Validation stops after this many errors, and adds one that says so: a client sees at most five. */
export const MOST_VALIDATION_ERRORS = 4;

/** The size of a selection set with all fragments in it written out. */
interface Shape {
  depth: number;
  aliases: number;
  rootFields: number;
  directives: number;
  fields: number;
  /** `__schema` and `__type`, and aliases below them. */
  introspections: number;
}

const limitNames: Record<keyof Shape, string> = {
  depth: "depth",
  aliases: "number of aliases",
  rootFields: "number of root fields",
  directives: "number of directives",
  fields: "number of fields, with fragments written out,",
  introspections: "number of introspections, with aliases in them,",
};

const checked = new WeakMap<OperationDefinitionNode, GraphQLError | undefined>();

/**
 * Returns the error for the first limit that an operation exceeds; undefined if it keeps all of them. The time is
 * linear in the size of the document, even for fragments in fragments, and the result is remembered for documents that
 * come again.
 *
 * @param document a *valid* document: fragments exist and do not spread themselves
 */
export function shapeError(document: DocumentNode, operation: OperationDefinitionNode): GraphQLError | undefined {
  if (!checked.has(operation)) checked.set(operation, findShapeError(document, operation));
  return checked.get(operation);
}

function findShapeError(document: DocumentNode, operation: OperationDefinitionNode): GraphQLError | undefined {
  const shape = measureSelection(operation.selectionSet, fragmentsOf(document), new Map());
  shape.directives += operation.directives?.length ?? 0;
  for (const [limit, allowed] of Object.entries(shapeLimits) as [keyof Shape, number][]) {
    if (shape[limit] > allowed) return tooComplex(limitNames[limit], shape[limit], allowed);
  }
  return undefined;
}

/** Lists the fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function measureSelection(
  selectionSet: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
  known: Map<string, Shape>,
): Shape {
  const total: Shape = { depth: 0, aliases: 0, rootFields: 0, directives: 0, fields: 0, introspections: 0 };
  for (const selection of selectionSet.selections) {
    total.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      const below = selection.selectionSet ? measureSelection(selection.selectionSet, fragments, known) : emptyShape;
      // Validation limits the depth of introspection (graphql-js: MaxIntrospectionDepthRule); tools nest `ofType`
      // deeper than 12.
      const depth = selection.name.value.startsWith("__") ? 1 : 1 + below.depth;
      const alias = selection.alias === undefined ? 0 : 1;
      const isIntrospection = selection.name.value === "__schema" || selection.name.value === "__type";
      const introspections = isIntrospection ? 1 + below.aliases : below.introspections;
      const aliases = below.aliases + alias;
      addShape(total, { ...below, depth, aliases, rootFields: 1, fields: below.fields + 1, introspections });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      addShape(total, measureSelection(selection.selectionSet, fragments, known));
    } else {
      addShape(total, measureFragment(selection.name.value, fragments, known));
    }
  }
  return total;
}

const emptyShape: Shape = { depth: 0, aliases: 0, rootFields: 0, directives: 0, fields: 0, introspections: 0 };

function measureFragment(
  name: string,
  fragments: Map<string, FragmentDefinitionNode>,
  known: Map<string, Shape>,
): Shape {
  const before = known.get(name);
  if (before !== undefined) return before;
  const fragment = fragments.get(name);
  const shape = fragment === undefined ? emptyShape : measureSelection(fragment.selectionSet, fragments, known);
  known.set(name, shape);
  return shape;
}

function addShape(total: Shape, part: Shape): void {
  total.depth = Math.max(total.depth, part.depth);
  total.aliases += part.aliases;
  total.rootFields += part.rootFields;
  total.directives += part.directives;
  total.fields += part.fields;
  total.introspections += part.introspections;
}
