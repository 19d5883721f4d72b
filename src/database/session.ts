import pg from "pg";

const { types } = pg;

/** Rows written by hand-written SQL become JavaScript values that lose nothing. */
const parsers: Partial<Record<number, (text: string) => unknown>> = {
  [types.builtins.INT8]: parseInteger,
  // A column without a zone is read as UTC, the way Prisma writes it; the driver would take the computer's zone.
  [types.builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
  // A day has no instant: "2018-09-07" stays the text it is.
  [types.builtins.DATE]: (text) => text,
};

/** PostgreSQL's int8 as a number, or as a bigint where a number would round it. */
function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

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
