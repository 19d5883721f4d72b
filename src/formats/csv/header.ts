import { normalizeName } from "../../text/names.ts";
import { type Column, columnAliases, columnNames } from "./columnNames.ts";
import { splitRow } from "./rows.ts";

/** What the first row says of those below it. */
export interface Header {
  /** The number of its cells. */
  width: number;
  /** The index of each column that is read. */
  places: ReadonlyMap<Column, number>;
  /** The indexes of cells without a name. */
  unnamed: ReadonlySet<number>;
  /** The names of the columns that are not read. */
  unread: readonly string[];
}

const columnByName = new Map<string, Column>(
  columnNames.flatMap((column) =>
    [column, ...columnAliases[column]].map((name): [string, Column] => [condenseHeader(name), column]),
  ),
);

const DELIMITERS = [",", ";", "\t", "|"];

/** Makes "Said by", "said_by", "SaidBy" and "Säid-by:" equal. */
function condenseHeader(name: string): string {
  return normalizeName(name).replaceAll(" ", "");
}

/** Returns the delimiter that gives the most known columns; a comma if no delimiter gives any. */
export function delimiterOf(header: string, chosen: ReadonlyMap<Column, string> = new Map()): string {
  const names = new Set([...columnByName.keys(), ...[...chosen.values()].map(condenseHeader)]);
  const known = DELIMITERS.map((delimiter) => {
    const cells = splitRow(header, delimiter) ?? [];
    return cells.filter((cell) => names.has(condenseHeader(cell))).length;
  });
  return DELIMITERS[known.indexOf(Math.max(...known))] as string;
}

/**
 * Reads the first row. A column's own name takes precedence over its other names.
 *
 * @param chosen the names of columns that the person gives, which take precedence over all others
 * @returns a string that says why the row cannot be used as a header
 */
export function readHeader(cells: readonly string[], chosen: ReadonlyMap<Column, string> = new Map()): Header | string {
  const named = cells.map((cell, at) => ({ at, name: condenseHeader(cell), cell: cell.trim() }));
  const given = new Set([...chosen.values()].map(condenseHeader));
  const places = new Map<Column, number>();
  for (const column of columnNames) {
    const wanted = chosen.get(column);
    const all = named.filter(({ name }) =>
      wanted === undefined ? columnByName.get(name) === column && !given.has(name) : name === condenseHeader(wanted),
    );
    if (wanted !== undefined && all.length === 0) return `The first row has no column “${wanted}”: check --column.`;
    const own = all.filter(({ name }) => name === condenseHeader(column));
    const [first, second] = own.length > 0 ? own : all;
    if (first && second)
      return `Two columns mean “${column}”: “${first.cell}” and “${second.cell}”. Rename one of them.`;
    if (first) places.set(column, first.at);
  }
  const missing = missingFrom(places);
  if (missing) return missing;
  const read = new Set(places.values());
  const others = named.filter(({ at, cell }) => cell !== "" && !read.has(at));
  const unnamed = new Set(named.flatMap(({ at, cell }) => (cell === "" ? at : [])));
  return { width: cells.length, places, unnamed, unread: others.map(({ cell }) => cell) };
}

/** The columns of which a table needs one. */
export const DATE_COLUMNS = ["date", "saidOn", "publishedOn"] as const;

function missingFrom(places: ReadonlyMap<Column, number>): string | null {
  const hasDate = DATE_COLUMNS.some((column) => places.has(column));
  const missing = [...(places.has("text") ? [] : ["text"]), ...(hasDate ? [] : ["date"])];
  if (missing.length === 0) return null;
  const wanted = missing.map((column) => `“${column}”`).join(" and ");
  return (
    `The first row has no column ${wanted}: name the columns ${columnNames.join(", ")}, of which text and date are ` +
    `required, or say which column is meant, as in --column ${missing[0]}="its name".`
  );
}
