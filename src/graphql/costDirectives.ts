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
import { LARGEST_PAGE } from "../archive/lists/page.ts";

/** The cost of one field of the schema, read from its directives. */
export interface FieldCost {
  field: GraphQLField<unknown, unknown>;
  /** The name of its type, without lists and `!`. */
  typeName: string;
  /** The cost of one of its objects or leaves. */
  weight: number;
  /** The number of entries to assume: `UNSTATED_LIST` for a list without `@listSize`, otherwise 1. */
  times: number;
  list?: ListSize;
}

/** `@listSize` of IBM's "GraphQL Cost Directives Specification", section 2.2. */
export interface ListSize {
  assumedSize?: number | null;
  slicingArguments?: string[] | null;
  sizedFields?: string[] | null;
}

/** The assumed length of a list that the schema states no length for, such as the roles of a speaker. */
const UNSTATED_LIST = 10;

/** Reads the directives of every field of a schema once. Introspection fields have no cost here. */
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
 * Returns the most objects that a list can hold: the number that its slicing arguments ask for (a number, or the length
 * of a list of ids), otherwise the size that the schema assumes.
 */
export function listSize(list: ListSize, values: Record<string, unknown>): number {
  const asked = (list.slicingArguments ?? [])
    .map((name) => values[name])
    .map((value) => (Array.isArray(value) ? value.length : value))
    .filter((value) => typeof value === "number");
  const size = asked.length > 0 ? Math.max(...asked) : (list.assumedSize ?? UNSTATED_LIST);
  // Resolvers refuse a larger page before any work, and with a clearer message than a cost has.
  return Math.min(Math.max(size, 0), LARGEST_PAGE);
}
