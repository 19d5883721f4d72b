import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { type Instant, isoOf, readInstant } from "../document/dates.ts";

/** RFC 3339 instants; a date alone is its first instant in UTC. Errors name the value and what is wanted. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  serialize: (value) => isoOf(value as Instant),
  parseValue: readDateTime,
  parseLiteral: (node: ValueNode) => readDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function readDateTime(value: unknown): Date {
  const instant = typeof value === "string" ? readInstant(value) : null;
  if (instant) return instant;
  throw new GraphQLError(`Not an instant like "2018-09-07T00:00:00Z" or a date like "2018-09-07": ${shown(value)}.`);
}

/** Dates known in part are stored, and given, as text; none is taken as an argument. */
export const PartialDate = new GraphQLScalarType<string, string>({
  name: "PartialDate",
  serialize: (value) => value as string,
  parseValue: readPartialDate,
  parseLiteral: (node: ValueNode) => readPartialDate(node.kind === Kind.STRING ? node.value : undefined),
});

function readPartialDate(value: unknown): string {
  if (typeof value === "string" && /^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) return value;
  throw new GraphQLError(`Not a date like "2018", "2018-09" or "2018-09-07": ${shown(value)}.`);
}

/** Whatever a column of the history holds; it is only given, never taken. */
export const JsonValue = new GraphQLScalarType<unknown, unknown>({ name: "JSON" });

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 100);
}
