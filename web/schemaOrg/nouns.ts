import { sourceAddress, speakerAddress, topicAddress } from "../address/nouns.ts";
import type { SourceKind, SpeakerKind, TopicKind } from "../generated/operations.ts";

/** A speaker, topic or source, with what schema.org wants to know. */
export interface NamedFacts<Kind extends string> {
  slug: string;
  name: string;
  kind: Kind;
  wikidataId?: string | null | undefined;
}

const SPEAKER_TYPES: Record<SpeakerKind, string> = {
  PERSON: "Person",
  ORGANIZATION: "Organization",
  GOVERNMENT: "GovernmentOrganization",
  GROUP: "Organization",
};
const TOPIC_TYPES: Record<TopicKind, string> = {
  PLACE: "Place",
  ORGANIZATION: "Organization",
  EVENT: "Event",
  ISSUE: "Thing",
};
const SOURCE_TYPES: Record<SourceKind, string> = {
  OUTLET: "NewsMediaOrganization",
  AGENCY: "NewsMediaOrganization",
  INSTITUTION: "Organization",
};

/** What a person can have besides; organisations have no job title. */
export interface SpeakerFacts extends NamedFacts<SpeakerKind> {
  description?: string | null | undefined;
  /** The role on the day of a statement. */
  role?: string | null | undefined;
  /** Other names. */
  otherNames?: readonly string[] | undefined;
}

/** Describes a speaker as a `Person` or an `Organization` of schema.org. The origin is that of the site. */
export function speakerOfSchemaOrg(speaker: SpeakerFacts, origin: string) {
  const { description, role, otherNames = [] } = speaker;
  return {
    ...named(SPEAKER_TYPES[speaker.kind], speaker, `${origin}${speakerAddress(speaker.slug)}`),
    ...(description && { description }),
    ...(speaker.kind === "PERSON" && role && { jobTitle: role }),
    ...(otherNames.length > 0 && { alternateName: otherNames }),
  };
}

/** Describes a topic as a `Place`, an `Organization`, an `Event` or a `Thing`. */
export function topicOfSchemaOrg(topic: NamedFacts<TopicKind>, origin: string) {
  return named(TOPIC_TYPES[topic.kind], topic, `${origin}${topicAddress(topic.slug)}`);
}

/** Describes a source as an organisation. */
export function sourceOfSchemaOrg(source: NamedFacts<SourceKind>, origin: string) {
  return named(SOURCE_TYPES[source.kind], source, `${origin}${sourceAddress(source.slug)}`);
}

function named(type: string, { slug, name, wikidataId }: NamedFacts<string>, url: string) {
  const sameAs = wikidataId ? { sameAs: `http://www.wikidata.org/entity/${wikidataId}` } : {};
  return { "@type": type, identifier: slug, name, url, ...sameAs };
}
