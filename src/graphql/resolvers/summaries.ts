import type { Resolvers, StatementConnectionResolvers } from "../../generated/graphql.ts";
import type { FacetName } from "../../summaries/facets.ts";
import type { TimelineSeriesRow } from "../../summaries/timeline.ts";
import type { Context } from "../context.ts";
import { required } from "../required.ts";
import { readFacet, readTimeline, type Summarized } from "../summaries.ts";

const facet =
  (name: FacetName) =>
  (summarized: Summarized, args: { first: number; ignoreOwnFilter: boolean }, { database }: Context) =>
    readFacet(database, summarized, name, args);

/** Loads the noun that a series is of; null if its series are of something else, or if it is the rest. */
const noun =
  (split: TimelineSeriesRow["splitBy"], loader: "speakerById" | "topicById" | "sourceById") =>
  ({ splitBy, value }: TimelineSeriesRow, _: unknown, { loaders }: Context) =>
    splitBy === split && value !== null ? loaders[loader].load(Number(value)) : null;

const plain =
  (split: TimelineSeriesRow["splitBy"]) =>
  ({ splitBy, value }: TimelineSeriesRow) =>
    splitBy === split ? value : null;

const node =
  (loader: "speakerById" | "topicById" | "sourceById") =>
  ({ value }: { value: number }, _: unknown, { loaders }: Context) =>
    required<unknown>(loaders[loader].load(value));

/** The fields of a statement connection that count the whole list. */
export const wholeList: Pick<StatementConnectionResolvers, "facets" | "timeline"> = {
  facets: ({ summarized }) => summarized,
  timeline: ({ summarized }, args, { database }) => readTimeline(database, summarized, args),
};

/** The types that these fields lead to. */
export const summaries = {
  StatementFacets: {
    speakers: facet("speakers"),
    addressees: facet("addressees"),
    topics: facet("topics"),
    publishers: facet("publishers"),
    wires: facet("wires"),
    kinds: facet("kinds"),
    languages: facet("languages"),
    speakerStatuses: facet("speakerStatuses"),
    occasions: facet("occasions"),
    roles: facet("roles"),
    years: facet("years"),
    isExact: (summarized: Summarized) => summarized("isExact"),
  },
  SpeakerFacet: { node: node("speakerById") },
  TopicFacet: { node: node("topicById") },
  SourceFacet: { node: node("sourceById") },
  TimelineSeries: {
    speaker: noun("SPEAKER", "speakerById"),
    topic: noun("TOPIC", "topicById"),
    source: noun("PUBLISHER", "sourceById"),
    kind: plain("KIND"),
    position: plain("POSITION"),
  },
} as unknown as Resolvers;
