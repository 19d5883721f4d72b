import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { SearchQuery } from "../../generated/operations.ts";
import { definePage } from "../../page.ts";
import { readSearch, type Search } from "../../search/readSearch.ts";

/**
 * Where the search box leads: it reads what was typed, asks the archive which names it knows, and goes to the list of
 * statements with that filter. It has no view of its own: the address of a search is its query.
 */
export const searchPage = definePage({
  path: "/search",
  document: documents.search,
  variables({ query }) {
    const search = readSearch(query.get("q") ?? "");
    if (!search.whole) return { redirect: listOf(spanOf(search)), isPermanent: false };
    return {
      ...(search.speaker && { speaker: [search.speaker] }),
      ...(search.topic && { topic: [search.topic] }),
      whole: [search.whole],
    };
  },
  show: (data, { address }) => ({
    redirect: listOf(chooseMeaning(readSearch(address.query.get("q") ?? ""), data)),
    isPermanent: false,
  }),
});

type Conditions = Parameters<typeof listOf>[0];

/** What is not a name: quoted words and years. */
function spanOf({ text, from, to }: Search): Conditions {
  return { text, from, to };
}

/**
 * Chooses the filter for a search. A name of one thing goes before the parts that the words between names make of it: “war on
 * terror” is a topic. Of a speaker, a topic and a source of one name, the one with most statements is meant. Parts of which the
 * archive knows one, or knows something like it, are a speaker and a topic; the page of the list then says what was not found.
 * All else is words of the text.
 */
export function chooseMeaning(search: Search, data: SearchQuery): Conditions {
  const { whole, speaker, topic, from, to } = search;
  const phrases = quotedWords(search.text);
  const years = { from, to };
  const isOneName = !speaker && !topic;
  for (const how of isOneName ? HOW : HOW.slice(0, 1)) {
    const field = largestMeaning(data, how);
    if (field) return { [field]: whole, text: phrases, ...years };
  }
  const names = data.parts?.matched.names ?? [];
  const isKnown = names.some(({ how }) => how !== null);
  const isLike = names.every(({ how, suggestions }) => how !== null || suggestions.length > 0);
  if (names.length > 0 && (isKnown || isLike)) return { speaker, topic, text: search.text, ...years };
  return { text: [whole, phrases].filter(Boolean).join(" "), ...years };
}

/** The ways in which a name is found, the surest first. */
const HOW = ["EXACT", "WITHOUT_TITLE", "PART_OF_NAME"] as const;

/** Returns as what the whole is found in this way: as the one with most statements. */
function largestMeaning(data: SearchQuery, wish: (typeof HOW)[number]): "speaker" | "topic" | "source" | undefined {
  const meanings = [
    { field: "speaker", found: data.asSpeaker },
    { field: "topic", found: data.asTopic },
    { field: "source", found: data.asSource },
  ] as const;
  const meant = meanings.filter(({ found }) => found?.matched.names.some(({ how }) => how === wish));
  return meant.toSorted((one, other) => (other.found?.totalCount ?? 0) - (one.found?.totalCount ?? 0))[0]?.field;
}

/** The words of the text that stood in quotation marks. */
function quotedWords(text = ""): string | undefined {
  const phrases = text.match(/"[^"]+"/g);
  return phrases ? phrases.join(" ") : undefined;
}
