import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i;

// What four digits of a year can write in UTC: an offset can lead out of it.
const EARLIEST = new Date("0001-01-01T00:00:00.000Z");
const LATEST = new Date("9999-12-31T23:59:59.999Z");

/** RFC 3339 instants; a date alone is its first instant in UTC. Errors name the value and what is wanted. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  serialize: (value) => (value as Date).toISOString(),
  parseValue: readInstant,
  parseLiteral: (node: ValueNode) => readInstant(node.kind === Kind.STRING ? node.value : undefined),
});

function readInstant(value: unknown): Date {
  const [, year, month, day] = (typeof value === "string" && INSTANT.exec(value)) || [];
  const instant = new Date(year === undefined ? Number.NaN : String(value));
  if (!isDay(Number(year), Number(month), Number(day)) || !(instant >= EARLIEST && instant <= LATEST)) {
    throw new GraphQLError(`Not an instant like "2018-09-07T00:00:00Z" or a date like "2018-09-07": ${shown(value)}.`);
  }
  return instant;
}

/** `Date` takes 31 February for 3 March. */
function isDay(year: number, month: number, day: number): boolean {
  return year > 0 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
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

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 100);
}
