import type { FilterName } from "../../address/statements.ts";
import type { StatementsQuery } from "../../generated/operations.ts";
import type { Messages } from "../../language/messages.ts";
import { languageName } from "../../language/names.ts";
import type { ChosenValue, Facet, FacetValue } from "../../views/Facets.tsx";

type Found = Pick<NonNullable<StatementsQuery["statements"]>, "facets" | "matched">;
type Named = { id: string; slug: string; name: string };
type Counted = readonly { count: number; node: Named }[];

/** How many values of a facet are shown beside those that are chosen. */
const MOST = { speaker: 8, topic: 8, publisher: 6, wire: 4 };

/**
 * Makes the facets of a list of those that the API counted. A facet says what the list would hold with another value in
 * the place of the chosen ones, so each number is that of the list to which its link leads; it is left out if nobody
 * counted that list. Chosen values come first, whatever was counted.
 */
export function facetsOf({ facets, matched }: Found, query: URLSearchParams, t: Messages, tag: string): Facet[] {
  const chosenNodes = (name: FilterName) => chosenOf(query, name, matched.names);
  const [speakers, sources] = [chosenNodes("speaker"), chosenNodes("source")];
  const also = chosenNodes("alsoTopic").map((chosen) => ({ ...chosen, name: "alsoTopic" as const }));
  const topics = [...chosenNodes("topic"), ...also];
  const wires = sources.filter(({ key }) => facets.wires.some(({ node }) => node.id === key));
  const publishers = sources.filter((source) => !wires.includes(source));
  return [
    {
      title: t.facetSpeakers,
      name: "speaker",
      chosen: speakers,
      others: othersOf(facets.speakers, speakers, MOST.speaker),
    },
    { title: t.facetTopics, name: "topic", chosen: topics, others: otherTopics(facets, topics, query) },
    {
      title: t.facetPublishers,
      name: "source",
      chosen: publishers,
      others: othersOf(withoutShared(facets.publishers, facets.wires), sources, MOST.publisher),
    },
    {
      title: t.facetWires,
      name: "source",
      chosen: wires,
      others: othersOf(withoutShared(facets.wires, facets.publishers), sources, MOST.wire),
    },
    wordFacet(query, t.facetKinds, "kind", facets.kinds, (kind) => t[`kind${kind as "DIRECT"}`]),
    wordFacet(query, t.facetLanguages, "language", facets.languages, (language) => languageName(language, tag)),
  ];
}

/** The nodes that the address names, each with the values that mean it; a value that means nothing stands for itself. */
function chosenOf(query: URLSearchParams, name: FilterName, meanings: Found["matched"]["names"]): ChosenValue[] {
  const chosen = new Map<string, { key: string; label: string; givens: string[] }>();
  for (const given of new Set(query.getAll(name).filter((value) => value.trim() !== ""))) {
    const nodes = meanings.find((meaning) => meaning.field === name && meaning.given === given)?.nodes ?? [];
    const meant = nodes.map((node) => ({ key: node.id, label: "name" in node ? node.name : given }));
    for (const { key, label } of meant.length > 0 ? meant : [{ key: given, label: given }]) {
      const entry = chosen.get(key) ?? { key, label, givens: [] };
      entry.givens.push(given);
      chosen.set(key, entry);
    }
  }
  return [...chosen.values()];
}

function othersOf(values: readonly { count?: number; node: Named }[], chosen: readonly ChosenValue[], most: number) {
  return values
    .filter(({ node }) => chosen.every(({ key }) => key !== node.id))
    .slice(0, most)
    .map(({ count, node }): FacetValue => ({ value: node.slug, label: node.name, count }));
}

/**
 * If topics are chosen, the others are those that their statements are on, too: those of the whole archive would lead
 * elsewhere. How many statements a topic has in the place of the chosen ones is known if it is among the most frequent.
 */
function otherTopics(
  { topics, topicsWithin }: Found["facets"],
  chosen: readonly ChosenValue[],
  query: URLSearchParams,
) {
  // The reasons for a topic are kept in the address, but not in the count.
  const known = query.has("topicBasis") ? [] : topics;
  const candidates = chosen.length === 0 || topicsWithin.length === 0 ? topics : topicsWithin;
  const counts = new Map(known.map(({ count, node }) => [node.id, count]));
  return othersOf(
    candidates.map(({ node }) => ({ node, count: counts.get(node.id) })),
    chosen,
    MOST.topic,
  )
    .map((other) => ({ ...other, both: bothWith(topicsWithin, other.value) }))
    .sort((one, other) => (other.count ?? 0) - (one.count ?? 0));
}

/** The list of those statements that are on a topic, too. */
function bothWith(topicsWithin: Counted, slug: string): FacetValue["both"] {
  const count = topicsWithin.find(({ node }) => node.slug === slug)?.count;
  return count === undefined ? undefined : { name: "alsoTopic", count };
}

/** The filter `source` finds what somebody published and what they supplied: neither number alone is that of the link. */
function withoutShared(own: Counted, other: Counted): { count?: number; node: Named }[] {
  const shared = new Set(other.map(({ node }) => node.id));
  return own.map(({ count, node }) => (shared.has(node.id) ? { node } : { node, count }));
}

function wordFacet(
  query: URLSearchParams,
  title: string,
  name: FilterName,
  values: readonly { count: number; value: string }[],
  label: (value: string) => string,
): Facet {
  const chosen = [...new Set(query.getAll(name))].filter((value) => value.trim() !== "");
  return {
    title,
    name,
    chosen: chosen.map((value) => ({ key: value, label: label(value), givens: [value] })),
    others: values
      .filter(({ value }) => !chosen.includes(value))
      // `en` finds `en-GB`, too.
      .map(({ value, count }) => {
        const isWider = values.some((other) => other.value.startsWith(`${value}-`));
        return { value, label: label(value), count: isWider ? undefined : count };
      }),
  };
}
