import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from "graphql";

/** What one field of the schema costs, read from its directives. */
export interface FieldCost {
  field: GraphQLField<unknown, unknown>;
  /** The name of the type that it leads to, without lists and `!`. */
  typeName: string;
  /** The cost of one object (or leaf) of it. */
  weight: number;
  /** How many there are where nothing says more: lists without `@listSize` are counted as `UNSTATED_LIST`. */
  times: number;
  list?: ListSize;
}

/** `@listSize` of IBM's "GraphQL Cost Directives Specification", section 2.2. */
export interface ListSize {
  assumedSize?: number | null;
  slicingArguments?: string[] | null;
  sizedFields?: string[] | null;
}

/** A list of objects whose length the schema does not state, such as the roles of a speaker. */
const UNSTATED_LIST = 10;

/** No list is longer than this: resolvers refuse a larger page before any work, and say so better than a cost could. */
const LONGEST_PAGE = 100;

/** Reads the directives of every field of a schema once. Introspection fields are not in the list. */
export function priceList(schema: GraphQLSchema): (typeName: string, fieldName: string) => FieldCost | undefined {
  const prices = new Map<string, FieldCost>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(isObjectType(type) || isInterfaceType(type)) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields()))
      prices.set(`${type.name}.${field.name}`, priceOf(schema, field));
  }
  return (typeName, fieldName) => prices.get(`${typeName}.${fieldName}`);
}

function priceOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): FieldCost {
  const type = getNamedType(field.type);
  const isObject = isCompositeType(type);
  const weight = fieldWeight(schema, field) ?? fieldWeight(schema, type) ?? (isObject ? 1 : 0);
  const times = isObject && isListType(getNullableType(field.type)) ? UNSTATED_LIST : 1;
  const directive = schema.getDirective("listSize");
  const list = directive && field.astNode ? (getDirectiveValues(directive, field.astNode) as ListSize) : undefined;
  return { field, typeName: type.name, weight, times, ...(list && { list }) };
}

function fieldWeight(
  schema: GraphQLSchema,
  element: GraphQLField<unknown, unknown> | GraphQLNamedType,
): number | undefined {
  const directive = schema.getDirective("cost");
  if (!directive || !element.astNode) return undefined;
  const weight = getDirectiveValues(directive, element.astNode)?.weight;
  return weight === undefined ? undefined : Number(weight);
}

/**
 * How many objects a list holds at most: what its slicing arguments ask for (a number, or as many as a list of ids has),
 * else what the schema assumes.
 */
export function listSize(list: ListSize, values: Record<string, unknown>): number {
  const asked = (list.slicingArguments ?? [])
    .map((name) => values[name])
    .map((value) => (Array.isArray(value) ? value.length : value))
    .filter((value) => typeof value === "number");
  const size = asked.length > 0 ? Math.max(...asked) : (list.assumedSize ?? UNSTATED_LIST);
  return Math.min(Math.max(size, 0), LONGEST_PAGE);
}
