import { encodeGlobalId } from "../archive/globalIds.ts";
import type { StandingStance } from "../archive/propositions/stances.ts";
import type { PublishedLink } from "../archive/statements/links.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import { writeWhen } from "../document/dates.ts";
import { urnOf } from "../document/urn.ts";
import { printingOf } from "./statements.ts";

type SpeakerJsonLd = NonNullable<StatementRow["speaker"]>;
type TopicJsonLd = NonNullable<StatementRow["topics"]>[number];
type SourceJsonLd = NonNullable<NonNullable<NonNullable<StatementRow["firstAppearance"]>["article"]>["source"]>;

/** The `genre` of each kind; schema.org itself has no word for a paraphrase. */
const GENRES: Record<StatementRow["kind"], string> = {
  DIRECT: "direct quotation",
  MIXED: "paraphrase with quoted words",
  INDIRECT: "paraphrase",
};
const SPEAKER_TYPES: Record<SpeakerJsonLd["kind"], string> = {
  PERSON: "Person",
  ORGANIZATION: "Organization",
  GOVERNMENT: "GovernmentOrganization",
  GROUP: "Organization",
};
const TOPIC_TYPES: Record<TopicJsonLd["kind"], string> = {
  PLACE: "Place",
  ORGANIZATION: "Organization",
  EVENT: "Event",
  ISSUE: "Thing",
};

/**
 * Writes statements as one document of schema.org: each is a `Quotation` in the `NewsArticle` that printed it first, followed by a
 * `Claim` for each proposition on which it takes a position.
 */
export async function* writeJsonLd(pages: AsyncIterable<StatementRow[]>): AsyncGenerator<string> {
  yield '{"@context":"https://schema.org","@graph":[';
  let separator = "\n";
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + page.flatMap(graphNodesOf).map(inScript).join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}

function graphNodesOf(statement: StatementRow): object[] {
  return [quotationJsonLd(statement), ...(statement.stances ?? []).map((stance) => claimJsonLd(statement, stance))];
}

/** A proposition as one statement takes a position on it; so the same proposition is a node for each statement. */
function claimJsonLd({ uuid }: StatementRow, { position, note, proposition }: StandingStance) {
  return {
    ...namedJsonLd("Claim", proposition),
    appearance: { "@id": urnOf(uuid) },
    additionalProperty: { "@type": "PropertyValue", name: "position", value: position, description: note ?? undefined },
  };
}

/** Writes JSON that may stand in a page within `<script>`, which is how schema.org is published: no tag can end it there. */
function inScript(value: object): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function quotationJsonLd(statement: StatementRow) {
  const printing = printingOf(statement);
  const { speaker, speakerRole, topics = [] } = statement;
  return {
    "@type": "Quotation",
    "@id": urnOf(statement.uuid),
    identifier: encodeGlobalId("Statement", statement.id),
    text: statement.text,
    genre: GENRES[statement.kind],
    inLanguage: statement.language,
    ...(statement.status !== "PUBLISHED" && { creativeWorkStatus: statement.status }),
    spokenByCharacter: speaker ? describeSpeaker(speaker, speakerRole) : undefined,
    ...partiesJsonLd(statement),
    dateCreated: writeWhen(statement.saidAt, statement.saidAtPrecision),
    datePublished: printing && writeWhen(printing.article.publishedAt, printing.article.publishedAtPrecision),
    recordedAt: statement.occasion ? eventJsonLd(statement.occasion) : undefined,
    about: topics.map((topic) => namedJsonLd(TOPIC_TYPES[topic.kind], topic)),
    ...linksJsonLd(statement.links ?? []),
    url: printing?.passageUrl,
    isPartOf: printing && articleJsonLd(printing),
  };
}

/**
 * Addressees are the `audience`, which schema.org wants to be of type `Audience`. It has no word for those by way of whom a quotation
 * comes: they are its `contributor`, in their order.
 */
function partiesJsonLd({ parties }: StatementRow) {
  const audience = (parties?.ADDRESSEE ?? []).map((speaker) => ({
    ...describeSpeaker(speaker, null),
    "@type": ["Audience", SPEAKER_TYPES[speaker.kind]],
  }));
  const contributor = (parties?.VIA ?? []).map((speaker) => describeSpeaker(speaker, null));
  return { ...(audience.length > 0 && { audience }), ...(contributor.length > 0 && { contributor }) };
}

/**
 * schema.org has a term for translations, for what a work is based on, and, at the corrected work, for its correction. For an answer it has
 * none that a quotation may have, so that is `inReplyTo` of Activity Streams.
 */
const LINK_TERMS: readonly [term: string, kind: PublishedLink["kind"], isOwn: boolean][] = [
  ["https://www.w3.org/ns/activitystreams#inReplyTo", "RESPONDS_TO", true],
  ["translationOfWork", "TRANSLATES", true],
  ["workTranslation", "TRANSLATES", false],
  ["correction", "CORRECTS", false],
  ["mentions", "DENIES", true],
  ["isBasedOn", "REPEATS", true],
];

function linksJsonLd(links: readonly PublishedLink[]): Record<string, object[]> {
  const terms = LINK_TERMS.map(([term, kind, isOwn]) => {
    const linked = links.filter((link) => link.kind === kind && link.isOwn === isOwn);
    return [term, linked.map(({ uuid }) => ({ "@id": urnOf(uuid) }))] as const;
  });
  return Object.fromEntries(terms.filter(([, nodes]) => nodes.length > 0));
}

/** schema.org's `recordedAt` is the event at which something was said. */
function eventJsonLd(event: TopicJsonLd) {
  return {
    ...namedJsonLd(TOPIC_TYPES[event.kind], event),
    startDate: event.startsOn ?? undefined,
    endDate: event.endsOn ?? undefined,
    location: event.place ? { "@type": "Place", name: event.place } : undefined,
  };
}

function articleJsonLd({ article, webUrl }: NonNullable<ReturnType<typeof printingOf>>) {
  return {
    "@type": "NewsArticle",
    "@id": article.url,
    url: webUrl,
    headline: article.headline,
    inLanguage: article.language,
    datePublished: writeWhen(article.publishedAt, article.publishedAtPrecision),
    author: article.byline ? { "@type": "Person", name: article.byline } : undefined,
    publisher: article.source ? describeSource(article.source) : undefined,
    sourceOrganization: article.wire ? describeSource(article.wire) : undefined,
  };
}

function describeSource(source: SourceJsonLd) {
  const type = source.kind === "INSTITUTION" ? "Organization" : "NewsMediaOrganization";
  return { ...namedJsonLd(type, source), url: source.url ?? undefined };
}

function describeSpeaker(speaker: SpeakerJsonLd, role: string | null | undefined) {
  const jobTitle = speaker.kind === "PERSON" && role ? { jobTitle: role } : {};
  return { ...namedJsonLd(SPEAKER_TYPES[speaker.kind], speaker), ...jobTitle };
}

function namedJsonLd(
  type: string,
  { slug, name, wikidataId }: { slug: string; name: string; wikidataId: string | null },
) {
  const sameAs = wikidataId ? { sameAs: `http://www.wikidata.org/entity/${wikidataId}` } : {};
  return { "@type": type, identifier: slug, name, ...sameAs };
}
