import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from "graphql";
import { countOperands, MOST_OPERANDS } from "../text/webSearch.ts";
import { tooComplex } from "./errors.ts";

/**
 * Returns what the values of a field's arguments add to its cost. Throws QUERY_TOO_COMPLEX for a text with too many words,
 * which the archive would refuse later: what is refused before it runs takes no points.
 */
export type InputCost = (values: Readonly<Record<string, unknown>>) => number;

/** `@combinations`: the lists of an input whose values are combined, and the cost of each combination beyond the first. */
interface Combinations {
  of: string[];
  weight: string;
}

type Element = GraphQLArgument | GraphQLInputField;
type PriceOfValue = (value: unknown) => number;

/**
 * Makes the function that prices the arguments of fields by the directives of their definitions; undefined for a field of
 * which no argument costs anything. Inputs within lists are not looked into: none of them is for searching.
 */
export function inputCosts(schema: GraphQLSchema) {
  const [cost, combinations] = [schema.getDirective("cost"), schema.getDirective("combinations")];
  const known = new Map<GraphQLNamedType, PriceOfValue | undefined>();

  function weightOf({ astNode }: Element | GraphQLEnumValue): number | undefined {
    const weight = cost && astNode ? getDirectiveValues(cost, astNode)?.weight : undefined;
    return weight === undefined ? undefined : Number(weight);
  }

  function priceOfType(type: GraphQLNamedType): PriceOfValue | undefined {
    if (known.has(type)) return known.get(type);
    known.set(type, undefined); // for an input that holds itself
    const price = isEnumType(type) ? priceOfEnum(type.getValues()) : priceOfInput(type);
    known.set(type, price);
    return price;
  }

  function priceOfEnum(values: readonly GraphQLEnumValue[]): PriceOfValue | undefined {
    const weights = new Map(values.map((each) => [each.value, weightOf(each)]));
    return [...weights.values()].some((weight) => weight) ? (value) => weights.get(value) ?? 0 : undefined;
  }

  function priceOfInput(type: GraphQLNamedType): PriceOfValue | undefined {
    if (!isInputObjectType(type)) return undefined;
    const fields = priceOfElements(Object.values(type.getFields()));
    const directive = combinations && type.astNode ? getDirectiveValues(combinations, type.astNode) : undefined;
    const { of = [], weight } = (directive ?? {}) as Partial<Combinations>;
    if (!fields && weight === undefined) return undefined;
    return (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return 0;
      const given = value as Record<string, unknown>;
      const combined = of.reduce((product, name) => product * Math.max(1, sizeOf(given[name] ?? null)), 1);
      return (fields?.(given) ?? 0) + Number(weight ?? 0) * (combined - 1);
    };
  }

  function priceOfElements(elements: readonly Element[]): InputCost | undefined {
    const priced = elements.flatMap((element) => {
      const [weight, within] = [weightOf(element), priceOfType(getNamedType(element.type as GraphQLInputType))];
      return weight === undefined && !within ? [] : [{ name: element.name, weight: weight ?? 0, within }];
    });
    if (priced.length === 0) return undefined;
    return (values) => {
      let sum = 0;
      for (const { name, weight, within } of priced) {
        const value = values[name] ?? null;
        if (value !== null) sum += weight * sizeOf(value) + (within?.(value) ?? 0);
      }
      return sum;
    };
  }

  return (args: readonly GraphQLArgument[]): InputCost | undefined => priceOfElements(args);
}

/** Returns how many there are of a value: the entries of a list, the words and phrases of a text; otherwise one. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "string") return 1;
  const operands = countOperands(value);
  if (operands > MOST_OPERANDS) throw tooComplex("number of words and phrases in a text", operands, MOST_OPERANDS);
  return operands;
}

/** The deepest that inputs are nested; what is deeper does not fit the schema. */
const DEEPEST_INPUT = 6;

/** Writes down all of a variable that can change a cost: numbers, Booleans, values of enums, lengths of lists and texts. */
export function sizesOf(value: unknown, depth = 0): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === "string") return /^[A-Z_]{1,40}$/.test(value) ? value : `"${countOperands(value)}"`;
  if (typeof value !== "object" || value === null) return String(value);
  if (depth === DEEPEST_INPUT) return "…";
  return `{${Object.entries(value).map(([name, each]) => `${name}:${sizesOf(each, depth + 1)}`)}}`;
}
