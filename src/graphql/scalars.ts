import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { type Instant, isoOf, readBound, readInstant, type When } from "../document/dates.ts";

/**
 * Reads and writes RFC 3339 instants; a date alone means its first instant in UTC. Errors quote the value and show an
 * example.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  serialize: (value) => isoOf(value as Instant),
  parseValue: readDateTime,
  parseLiteral: (node: ValueNode) => readDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function readDateTime(value: unknown): Date {
  const instant = typeof value === "string" ? readInstant(value) : null;
  if (instant) return instant;
  throw new GraphQLError(
    `Not an instant like "2018-09-07T00:00:00Z" or a date like "2018-09-07": ${shownValue(value)}.`,
  );
}

/** Reads and writes dates of which only the year or the month may be known; they are stored as text. */
export const PartialDate = new GraphQLScalarType<string, string>({
  name: "PartialDate",
  serialize: (value) => value as string,
  parseValue: readPartialDate,
  parseLiteral: (node: ValueNode) => readPartialDate(node.kind === Kind.STRING ? node.value : undefined),
});

function readPartialDate(value: unknown): string {
  if (typeof value === "string" && /^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) return value;
  throw new GraphQLError(`Not a date like "2018", "2018-09" or "2018-09-07": ${shownValue(value)}.`);
}

/** Reads a date of which only the year or the month may be known, or an instant: the ends of a `TimeRange`. */
export const PartialDateTime = new GraphQLScalarType<When, string>({
  name: "PartialDateTime",
  parseValue: readPartialDateTime,
  parseLiteral: (node: ValueNode) => readPartialDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function readPartialDateTime(value: unknown): When {
  const bound = typeof value === "string" ? readBound(value) : null;
  if (bound) return bound;
  throw new GraphQLError(
    `Not a date like "2018", "2018-09" or "2018-09-07" or an instant like "2018-09-07T00:00:00Z": ${shownValue(value)}.`,
  );
}

/** Writes any value that a column of the history holds. No argument has this type. */
export const JsonValue = new GraphQLScalarType<unknown, unknown>({ name: "JSON" });

function shownValue(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 100);
}
