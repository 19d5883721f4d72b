import type { StatementFilter, StatementOrder } from "../generated/operations.ts";
import { type Place, placeOf } from "./place.ts";

/**
 * The address of a list of statements is its query: the same parameters as those of `/statements.csv` and of `onrecord
 * export`, then the order and the place in the list.
 */

/** The parameters that narrow a list, in the order in which addresses have them. */
export const filterNames = [
  "speaker",
  "addressee",
  "topic",
  "alsoTopic",
  "topicBasis",
  "text",
  "from",
  "to",
  "kind",
  "source",
  "article",
  "occasion",
  "respondsTo",
  "proposition",
  "position",
  "stanceStatus",
  "role",
  "language",
  "speakerStatus",
  "speakerKind",
  "status",
  "isFictional",
] as const;

export type FilterName = (typeof filterNames)[number];

/** The order of a list, and its place: the cursors of the pages. */
const placeNames = ["order", "after", "before"] as const;

/** How many statements a page has. */
export const PAGE_SIZE = 20;

/** Reads the filter from an address. Parameters that it does not know, such as those of trackers, do not count. */
export function filterOf(query: URLSearchParams): StatementFilter {
  const list = (name: FilterName) => {
    const values = query.getAll(name).filter((value) => value.trim() !== "");
    return values.length > 0 ? values : undefined;
  };
  const single = (name: FilterName) => list(name)?.[0];
  const [from, to] = [single("from"), single("to")];
  const [proposition, position, status] = [list("proposition"), list("position"), list("stanceStatus")];
  const isFictional = single("isFictional");
  const given = {
    speaker: list("speaker"),
    addressee: list("addressee"),
    topic: list("topic"),
    alsoTopic: list("alsoTopic"),
    topicBasis: list("topicBasis"),
    text: single("text"),
    said: from || to ? { from, to } : undefined,
    kind: list("kind"),
    source: list("source"),
    article: list("article"),
    occasion: list("occasion"),
    respondsTo: list("respondsTo"),
    stance: proposition || position || status ? { proposition, position, status } : undefined,
    role: list("role"),
    language: list("language"),
    speakerStatus: list("speakerStatus"),
    speakerKind: list("speakerKind"),
    status: list("status"),
    isFictional: isFictional === undefined ? undefined : isFictional === "true",
  };
  // The API tells of a value that is not one of an enumeration.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as StatementFilter;
}

/** Reads the order of the list from an address; newest first by default. */
export function orderOf(query: URLSearchParams): StatementOrder | undefined {
  if (query.get("order") === "oldest") return { field: "SAID_AT", direction: "ASC" };
  if (query.get("order") === "best" && query.get("text")) return { field: "RELEVANCE" };
  return undefined;
}

/** Reads the place in the list from an address. */
export function pageOf(query: URLSearchParams): Place {
  return placeOf(query, PAGE_SIZE);
}

/** The conditions of an address, each with its parameter and value. */
export function conditionsOf(query: URLSearchParams): { name: FilterName; value: string }[] {
  return filterNames.flatMap((name) =>
    query
      .getAll(name)
      .filter((value) => value.trim() !== "")
      .map((value) => ({ name, value })),
  );
}

/** Writes the address of a list: known parameters only, in one order, so that equal lists have equal addresses. */
export function statementsAddress(query: URLSearchParams, path = "/statements"): string {
  const clean = new URLSearchParams();
  for (const name of [...filterNames, ...placeNames]) {
    for (const value of query.getAll(name)) if (value.trim() !== "") clean.append(name, value);
  }
  const text = clean.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Writes the address of a list with these conditions. */
export function listOf(conditions: Partial<Record<FilterName, string | readonly string[] | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(conditions))
    for (const value of [values ?? []].flat()) query.append(name, value);
  return statementsAddress(query);
}

/** Writes the address of the list with one more condition, from its first page. */
export function narrowed(query: URLSearchParams, name: FilterName, value: string): string {
  const changed = fromTheFirstPage(query);
  changed.append(name, value);
  return statementsAddress(changed);
}

/** Writes the address of the list with these conditions in the place of all others of their names, from its first page. */
export function replaced(query: URLSearchParams, conditions: Partial<Record<FilterName | "order", string>>): string {
  const changed = fromTheFirstPage(query);
  for (const [name, value] of Object.entries(conditions)) changed.set(name, value);
  return statementsAddress(changed);
}

/** Writes the address of the list without these values of a condition, from its first page. */
export function widened(query: URLSearchParams, name: FilterName, values: readonly string[]): string {
  const changed = fromTheFirstPage(query);
  for (const value of values) changed.delete(name, value);
  return statementsAddress(changed);
}

/** Writes the address of the list with another value in the place of one of a condition, from its first page. */
export function exchanged(
  query: URLSearchParams,
  name: FilterName,
  [value, other]: readonly [value: string, other: string],
  path?: string,
): string {
  const changed = fromTheFirstPage(query);
  changed.delete(name, value);
  changed.append(name, other);
  return statementsAddress(changed, path);
}

/** Writes the address of another page of the list. */
export function turned(query: URLSearchParams, place: { after: string } | { before: string }): string {
  const changed = fromTheFirstPage(query);
  for (const [name, value] of Object.entries(place)) changed.set(name, value);
  return statementsAddress(changed);
}

/** Writes the address of the whole list as a file or a feed. */
export function exported(query: URLSearchParams, extension: "csv" | "atom" | "jsonld" | "xlsx"): string {
  const whole = fromTheFirstPage(query);
  whole.delete("order");
  return statementsAddress(whole, `/statements.${extension}`);
}

function fromTheFirstPage(query: URLSearchParams): URLSearchParams {
  const first = new URLSearchParams(query);
  first.delete("after");
  first.delete("before");
  return first;
}
