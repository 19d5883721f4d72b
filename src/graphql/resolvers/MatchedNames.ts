import type { Match, Matches } from "../../archive/meant.ts";
import type { MatchedNamesResolvers } from "../../generated/graphql.ts";
import { asNode, type NodeRow } from "../nodes.ts";

/** One name in a filter, and the objects that it matched. */
export interface MatchedNameRow {
  given: string;
  field: string;
  nodes: NodeRow[];
}

export const MatchedNames: MatchedNamesResolvers = {
  speakers: ({ speaker }) => bearers(speaker),
  topics: ({ topic }) => bearers(topic),
  sources: ({ source }) => bearers(source),
  unmatched: (matches) => matchedRows(matches).flatMap(({ given, nodes }) => (nodes.length === 0 ? [given] : [])),
  names: (matches) => matchedRows(matches),
};

function matchedRows({ speaker, topic, source }: Matches): MatchedNameRow[] {
  return [
    ...(speaker ?? []).map(({ given, bearers: found }) => ({
      given,
      field: "speaker",
      nodes: found.map((row) => asNode("Speaker", row)),
    })),
    ...(topic ?? []).map(({ given, bearers: found }) => ({
      given,
      field: "topic",
      nodes: found.map((row) => asNode("Topic", row)),
    })),
    ...(source ?? []).map(({ given, bearers: found }) => ({
      given,
      field: "source",
      nodes: found.map((row) => asNode("Source", row)),
    })),
  ];
}

/** Lists the objects that the names matched, each once. */
function bearers<Row extends { id: number }>(matches: Match<Row>[] | null): Row[] {
  return [...new Map((matches ?? []).flatMap((match) => match.bearers.map((row) => [row.id, row]))).values()];
}
