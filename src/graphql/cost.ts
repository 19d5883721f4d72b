import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { type FieldCost, listSize, priceList } from "./costDirectives.ts";
import { sizesOf } from "./inputCosts.ts";
import { fragmentsOf } from "./limits.ts";

type Variables = Record<string, unknown>;

/** The data that a walk over an operation needs at every step. */
interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Variables;
  prices: (typeName: string, fieldName: string) => FieldCost | undefined;
  known: Map<string, number>;
}

/**
 * The number of objects that a field announces for some of its subfields: `sizedFields` of IBM's cost specification.
 */
interface Sized {
  fields: readonly string[];
  size: number;
}

/**
 * Makes the function that computes what an operation costs before it runs: roughly, how many objects it can bring.
 *
 * The schema says what things cost, by `@cost` and `@listSize` of IBM's "GraphQL Cost Directives Specification": an
 * object costs 1 and a leaf 0 unless `@cost` says otherwise; a list costs that for each entry that its slicing argument
 * asks for. Arguments that take long to answer cost by their values (`inputCosts`). Alternatives that exclude each other (`... on A`, `... on B`) are all counted, so a cost is never too low.
 *
 * The function returns undefined if the variables do not fit their types: such an operation is refused before it runs.
 * Costs are remembered for each operation and each set of values that matters, because every request asks for one.
 */
export function costAnalysis(schema: GraphQLSchema) {
  const prices = priceList(schema);
  const answers = new WeakMap<OperationDefinitionNode, Map<string, number>>();

  return function costOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables = {},
  ): number | undefined {
    const known = answers.get(operation) ?? new Map<string, number>();
    answers.set(operation, known);
    const key = sizesIn(operation, variables);
    const before = known.get(key);
    if (before !== undefined) return before;
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced;
    const root = schema.getRootType(operation.operation);
    if (coerced === undefined || root == null) return undefined;
    const walk = { schema, fragments: fragmentsOf(document), variables: coerced, prices, known: new Map() };
    // Weights may be fractions, whose sums are off in the last digits.
    const cost = Math.ceil(Number(costOfSelections(walk, operation.selectionSet, root.name).toFixed(3)));
    if (key.length > LONGEST_KEY) return cost;
    if (known.size >= MOST_COSTS_KEPT) known.clear();
    if (key.length <= LONGEST_COST_KEY) known.set(key, cost);
    return cost;
  };
}

/** The most costs kept for one operation, and the longest key of one; clients page in few sizes. */
export const [MOST_COSTS_KEPT, LONGEST_KEY] = [50, 100];

/** Longer than the values of honest variables are when written down. */
const LONGEST_COST_KEY = 500;

/** Writes down the parts of the variables that can change a cost. */
function sizesIn(operation: OperationDefinitionNode, variables: Variables): string {
  return (operation.variableDefinitions ?? []).map(({ variable }) => sizesOf(variables[variable.name.value])).join();
}

function costOfSelections(walk: Walk, selectionSet: SelectionSetNode, typeName: string, sized?: Sized): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (!isIncluded(selection, walk.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      cost += costOfField(walk, selection, typeName, sized);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = selection.typeCondition?.name.value ?? typeName;
      cost += costOfSelections(walk, selection.selectionSet, inner, sized);
    } else {
      cost += costOfFragment(walk, selection.name.value, sized);
    }
  }
  return cost;
}

function costOfFragment(walk: Walk, name: string, sized?: Sized): number {
  const key = sized === undefined ? name : `${name} ${sized.size} ${sized.fields.join(" ")}`;
  const before = walk.known.get(key);
  if (before !== undefined) return before;
  const fragment = walk.fragments.get(name);
  if (fragment === undefined) return 0;
  const cost = costOfSelections(walk, fragment.selectionSet, fragment.typeCondition.name.value, sized);
  walk.known.set(key, cost);
  return cost;
}

function costOfField(walk: Walk, node: FieldNode, typeName: string, sized?: Sized): number {
  const price = walk.prices(typeName, node.name.value);
  // Introspection has its own limits (limits.ts); `__typename` is free.
  if (price === undefined) return 0;
  const values = price.list || price.inputs ? argumentsOf(price, node, walk.variables) : {};
  const ownSize = price.list === undefined ? undefined : listSize(price.list, values);
  const below: Sized | undefined =
    ownSize !== undefined && price.list?.sizedFields ? { fields: price.list.sizedFields, size: ownSize } : undefined;
  const times = below === undefined ? (ownSize ?? sizeFromAbove(sized, node) ?? price.times) : 1;
  const children = node.selectionSet ? costOfSelections(walk, node.selectionSet, price.typeName, below) : 0;
  return (price.inputs?.(values) ?? 0) + times * (price.weight + children);
}

function sizeFromAbove(sized: Sized | undefined, node: FieldNode): number | undefined {
  return sized?.fields.includes(node.name.value) ? sized.size : undefined;
}

function argumentsOf(price: FieldCost, node: FieldNode, variables: Variables): Variables {
  try {
    return getArgumentValues(price.field, node, variables);
  } catch {
    return {}; // the executor refuses this field for the same reason, so that it costs nothing
  }
}

/** Returns whether `@skip` and `@include` leave a selection in. */
export function isIncluded(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}
