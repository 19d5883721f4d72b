import pg from "pg";

const { types } = pg;

/** The type `int4[]` in PostgreSQL's catalogue (pg_type.dat), which the driver does not name. */
const INT4_ARRAY = 1007;

/** Rows written by hand-written SQL become JavaScript values that lose nothing. */
const parsers: Partial<Record<number, (text: string) => unknown>> = {
  [types.builtins.INT8]: parseInteger,
  // A column without a zone is read as UTC, the way Prisma writes it; the driver would take the computer's zone.
  [types.builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
  [types.builtins.TIMESTAMPTZ]: parseInstant,
  [INT4_ARRAY]: parseIntegers,
  // A day has no instant: "2018-09-07" stays the text it is.
  [types.builtins.DATE]: (text) => text,
};

/** PostgreSQL's int8 as a number, or as a bigint where a number would round it. */
function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/**
 * Every session speaks UTC, so an instant reads "2018-09-07 12:30:00.5+00", which JavaScript's own parser takes when it is
 * written with a T and a Z: several times faster than the driver, on a page with sixty of them. The driver takes the rest
 * ("infinity", years before 1 or beyond 9999).
 */
function parseInstant(text: string): unknown {
  return ORDINARY_INSTANT.test(text)
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : types.getTypeParser(types.builtins.TIMESTAMPTZ, "text")(text);
}

const ORDINARY_INSTANT = /^\d{4}-[\d-]{5} [\d:.]{8,15}\+00$/;

/** A plain list of integers: "{1,2,3}". The driver takes what has more dimensions or nulls. */
function parseIntegers(text: string): unknown {
  if (text === "{}") return [];
  return ORDINARY_INTEGERS.test(text)
    ? text.slice(1, -1).split(",").map(Number)
    : types.getTypeParser(INT4_ARRAY as never, "text")(text);
}

const ORDINARY_INTEGERS = /^\{[-\d,]+\}$/;

/** Type parsers for hand-written SQL; Prisma brings its own with every statement. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers[oid]) || types.getTypeParser(oid, format as "text")) as typeof types.getTypeParser,
};

/**
 * The address, completed so that every session speaks UTC: Prisma's adapter drops the zone of the instants that it
 * sends and so stores them wrongly in a database of another zone.
 *
 * @param url a `postgres://` address; `options` that it carries are kept
 */
export function utcAddress(url: string): string {
  const address = new URL(url);
  const given = address.searchParams.get("options") ?? "";
  address.searchParams.set("options", `${given} -c TimeZone=UTC`.trim());
  return address.href;
}
