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
 * terror” is a topic. Parts of which the archive knows one, or knows something like it, are a speaker and a topic; the page
 * of the list then says what was not found. All else is words of the text.
 */
export function chooseMeaning(search: Search, data: SearchQuery): Conditions {
  const { whole, speaker, topic, from, to } = search;
  const phrases = quotedWords(search.text);
  const years = { from, to };
  for (const wish of ["EXACT", "WITHOUT_TITLE", "PART_OF_NAME"]) {
    for (const [field, meanings] of [
      ["speaker", data.asSpeaker],
      ["topic", data.asTopic],
      ["source", data.asSource],
    ] as const) {
      const isMeant = meanings?.matched.names.some(({ how }) => how === wish);
      if (isMeant && (wish === "EXACT" || (!speaker && !topic))) return { [field]: whole, text: phrases, ...years };
    }
  }
  const names = data.parts?.matched.names ?? [];
  const isKnown = names.some(({ how }) => how !== null);
  const isLike = names.length > 0 && names.every(({ how, suggestions }) => how !== null || suggestions.length > 0);
  if (names.length > 0 && (isKnown || isLike)) return { speaker, topic, text: search.text, ...years };
  return { text: [whole, phrases].filter(Boolean).join(" "), ...years };
}

/** The words of the text that stood in quotation marks. */
function quotedWords(text = ""): string | undefined {
  const phrases = text.match(/"[^"]+"/g);
  return phrases ? phrases.join(" ") : undefined;
}
