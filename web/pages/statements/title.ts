import type { FilterName } from "../../address/statements.ts";
import { longDate } from "../../language/dates.ts";
import type { Language } from "../../language/languages.ts";
import { languageName } from "../../language/names.ts";
import { type MeantName, nameMeant } from "../nameMeant.ts";

type Reading = Pick<Language, "messages" | "tag">;

/** Writes the heading of a list: “Statements by Vladimir Putin on Idlib”. */
export function titleOf(query: URLSearchParams, meanings: readonly MeantName[], { messages: t, tag }: Reading): string {
  const named = (field: string) => {
    const names = query.getAll(field).map((given) => nameMeant(meanings, field, given));
    return names.length > 0 ? t.anyOf(names) : undefined;
  };
  const [speaker, addressee, topic, occasion, source] = ["speaker", "addressee", "topic", "occasion", "source"].map(
    named,
  );
  const proposition = named("proposition");
  const positions = query.getAll("position").map((position) => t.conditionValue[`position ${position}`] ?? position);
  const [text, from, to] = ["text", "from", "to"].map((name) => query.get(name) || undefined);
  const conditions = [
    speaker && t.by(speaker),
    addressee && t.to(addressee),
    topic && t.on(topic),
    ...query.getAll("alsoTopic").map((given) => t.alsoOn(nameMeant(meanings, "alsoTopic", given))),
    proposition && t.positionOn(proposition, positions.length > 0 ? t.anyOf(positions) : undefined),
    text && t.withWords(text.replace(/^"(.*)"$/, "$1")),
    occasion && t.at(occasion),
    source && t.in(source),
    from && from === to && t.said(longDate(from, tag)),
    from && from !== to && t.since(longDate(from, tag)),
    to && from !== to && t.until(longDate(to, tag)),
  ];
  return t.listTitle(
    t.statements,
    conditions.filter((condition): condition is string => Boolean(condition)),
  );
}

interface Condition {
  name: FilterName;
  value: string;
  /** Whether the list begins and ends on one date. */
  isOneDate: boolean;
}

/** Writes a condition for readers: “Vladimir Putin” for `speaker=putin`, “since 2018” for `from=2018`. */
export function conditionWords(
  { name, value, isOneDate }: Condition,
  meanings: readonly MeantName[],
  { messages: t, tag }: Reading,
): string {
  if (name === "alsoTopic") return t.alsoOn(nameMeant(meanings, name, value));
  if (name === "text") return t.quoted(value.replace(/^"(.*)"$/, "$1"));
  if (name === "from") return isOneDate ? t.said(longDate(value, tag)) : t.since(longDate(value, tag));
  if (name === "to") return t.until(longDate(value, tag));
  if (name === "language") return languageName(value, tag);
  if (name === "kind") return t[`kind${value as "DIRECT"}`] ?? value;
  return t.conditionValue[`${name} ${value}`] ?? nameMeant(meanings, name, value);
}

/**
 * Writes what the search box shows for a list, so that somebody can go on typing: words from which the box makes the same list, as far
 * as a search can have its conditions. Names stand as they were typed, and those that links write as slugs in full.
 */
export function searchWords(
  query: URLSearchParams,
  meanings: readonly MeantName[],
  { messages: t, tag }: Reading,
): string {
  const named = (field: string) =>
    query
      .getAll(field)
      .filter(Boolean)
      .map((given) => (isSlug(meanings, given) ? nameMeant(meanings, field, given) : given))
      .join(", ");
  const [speaker, topic, source] = ["speaker", "topic", "source"].map(named);
  const about = speaker && topic ? t.searchOn(speaker, topic) : speaker || topic || source;
  return [about, query.get("text"), spanWords(query, { messages: t, tag })].filter(Boolean).join(" ");
}

function spanWords(query: URLSearchParams, { messages: t, tag }: Reading): string {
  const [from, to] = [query.get("from"), query.get("to")];
  if (from && to) return from === to ? from : `${from} – ${to}`;
  return from ? t.since(longDate(from, tag)) : to ? t.until(longDate(to, tag)) : "";
}

/** Whether a name is the slug of what it means. */
function isSlug(meanings: readonly MeantName[], given: string): boolean {
  const nodes = meanings.find((meaning) => meaning.given === given)?.nodes ?? [];
  return nodes.some((node) => "slug" in node && node.slug === given);
}
