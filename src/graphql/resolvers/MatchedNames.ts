import type { Match, Matches } from "../../archive/meant.ts";
import type { MatchedNamesResolvers } from "../../generated/graphql.ts";
import { asNode, type NodeRow } from "../nodes.ts";

/** One name in a filter, and the objects that it matched. */
export interface MatchedNameRow {
  given: string;
  field: string;
  how: Match<unknown>["how"];
  nodes: NodeRow[];
  suggestions: NodeRow[];
}

export const MatchedNames: MatchedNamesResolvers = {
  speakers: ({ speaker, addressee }) => bearers([...(speaker ?? []), ...(addressee ?? [])]),
  topics: ({ topic, alsoTopic, occasion }) => bearers([...(topic ?? []), ...(alsoTopic ?? []), ...(occasion ?? [])]),
  sources: ({ source }) => bearers(source),
  propositions: ({ proposition }) => bearers(proposition),
  unmatched: (matches) => matchedRows(matches).flatMap(({ given, nodes }) => (nodes.length === 0 ? [given] : [])),
  names: (matches) => matchedRows(matches),
};

function matchedRows({
  speaker,
  addressee,
  topic,
  alsoTopic,
  occasion,
  source,
  proposition,
}: Matches): MatchedNameRow[] {
  return [
    ...rowsOfField("speaker", speaker, (row) => asNode("Speaker", row)),
    ...rowsOfField("addressee", addressee, (row) => asNode("Speaker", row)),
    ...rowsOfField("topic", topic, (row) => asNode("Topic", row)),
    ...rowsOfField("alsoTopic", alsoTopic, (row) => asNode("Topic", row)),
    ...rowsOfField("occasion", occasion, (row) => asNode("Topic", row)),
    ...rowsOfField("source", source, (row) => asNode("Source", row)),
    ...rowsOfField("stance.proposition", proposition, (row) => asNode("Proposition", row)),
  ];
}

function rowsOfField<Row>(field: string, matches: Match<Row>[] | null, node: (row: Row) => NodeRow): MatchedNameRow[] {
  return (matches ?? []).map(({ given, how, bearers: found, suggestions }) => ({
    given,
    field,
    how,
    nodes: found.map(node),
    suggestions: suggestions.map(node),
  }));
}

/** Lists the objects that the names matched, each once. */
function bearers<Row extends { id: number }>(matches: Match<Row>[] | null): Row[] {
  return [...new Map((matches ?? []).flatMap((match) => match.bearers.map((row) => [row.id, row]))).values()];
}
