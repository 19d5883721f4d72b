import pg from "pg";

const { types } = pg;

/** Types in PostgreSQL's catalogue (pg_type.dat) that the driver does not name. */
const [INT4_ARRAY, TEXT_ARRAY, INT8_ARRAY] = [1007, 1009, 1016];

/** Parsers that turn the rows of hand-written SQL into JavaScript values without loss. */
const parsers: Partial<Record<number, (text: string) => unknown>> = {
  [types.builtins.INT8]: parseInteger,
  // A column without a zone is read as UTC, as Prisma writes it; the driver would assume the computer's zone.
  [types.builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
  [types.builtins.TIMESTAMPTZ]: parseInstant,
  [INT4_ARRAY]: parseIntegers,
  [INT8_ARRAY]: parseIntegers,
  // A day is not an instant: "2018-09-07" stays text.
  [types.builtins.DATE]: (text) => text,
};

/**
 * Returns PostgreSQL's int8 as a number.
 *
 * @throws RangeError for an integer that a number would round: no id and no count of ours is that large, so something is wrong
 */
function parseInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(
    `The database returned the integer ${text}, which is beyond ±(2^53 − 1): cast it to text in the SQL.`,
  );
}

/**
 * Parses an instant. Sessions use UTC, so an instant arrives as "2018-09-07 12:30:00.5+00"; rewritten with a T and a Z, it
 * is parsed several times faster by JavaScript than by the driver. The driver handles the rest ("infinity", years before 1
 * or after 9999).
 */
function parseInstant(text: string): unknown {
  return isOrdinary(text)
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : types.getTypeParser(types.builtins.TIMESTAMPTZ, "text")(text);
}

/** Returns the instant as a Date would write it, always with exactly three digits of a second. */
function writeInstant(text: string): unknown {
  if (!isOrdinary(text)) return parseInstant(text);
  const fraction =
    text.length === WITH_MILLISECONDS ? text.slice(19, 23) : `${text.slice(19, -3) || "."}000`.slice(0, 4);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}${fraction}Z`;
}

const WITH_MILLISECONDS = "2018-09-07 12:30:00.500+00".length;

function isOrdinary(text: string): boolean {
  return text.charAt(4) === "-" && text.endsWith("+00");
}

/** Parses a plain list of integers: "{1,2,3}". `parseNested` handles lists with dimensions, signs, nulls or long numbers. */
function parseIntegers(text: string): unknown {
  if (text === "{}") return [];
  if (!ORDINARY_INTEGERS.test(text)) return parseNested(text);
  const integers: number[] = [];
  for (let i = 1, integer = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit >= 0 && digit <= 9) {
      integer = integer * 10 + digit;
    } else {
      integers.push(integer);
      integer = 0;
    }
  }
  return integers;
}

/** Parses any list of integers, with the driver's parser for lists of texts. */
function parseNested(text: string): unknown {
  const integersOf = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(integersOf) : typeof value === "string" ? parseInteger(value) : value;
  return integersOf(types.getTypeParser(TEXT_ARRAY as never, "text")(text));
}

const ORDINARY_INTEGERS = /^\{\d{1,15}(,\d{1,15})*\}$/;
const ZERO = "0".charCodeAt(0);

/** Type parsers for hand-written SQL; Prisma brings its own with every statement. */
export const rowTypes: pg.CustomTypesConfig = typesOf(parsers);

/** The same with instants as ISO 8601 text: a page has forty, which would become Dates only to be written out again. */
export const rowTypesWithText: pg.CustomTypesConfig = typesOf({
  ...parsers,
  [types.builtins.TIMESTAMPTZ]: writeInstant,
});

function typesOf(own: typeof parsers): pg.CustomTypesConfig {
  const getTypeParser = (oid: number, format?: "text" | "binary") =>
    (format !== "binary" && own[oid]) || types.getTypeParser(oid, format as "text");
  return { getTypeParser: getTypeParser as typeof types.getTypeParser };
}

/**
 * Completes the address so that every session speaks UTC: Prisma's adapter drops the zone of the instants that it sends,
 * and would store them wrongly in a database with another zone.
 *
 * @param url a `postgres://` address; its `options` are kept
 */
export function utcAddress(url: string): string {
  const address = new URL(url);
  const given = address.searchParams.get("options") ?? "";
  address.searchParams.set("options", `${given} -c TimeZone=UTC`.trim());
  return address.href;
}
