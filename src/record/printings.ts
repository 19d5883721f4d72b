import type { Database } from "../database.ts";
import type { ReadArticle, ReadDocument, ReadPassage, ReadStatement } from "../document/document.ts";
import { type DocumentProblem, RecordError } from "../document/errors.ts";
import { printingKey, type SpeakerColumns, whoOf } from "../document/printingKey.ts";
import { digestOfWords } from "../document/verbatim.ts";
import type { DatePrecision, SaidAtBasis, SpanRole, TagBasis } from "../generated/prisma/client.ts";
import type { Body } from "../text/anchor/body.ts";
import { anchor } from "../text/anchor.ts";
import type { RecordedArticle } from "./articles.ts";
import type { Recorder } from "./assertions.ts";
import { type GivenParties, partyIds } from "./parties.ts";
import { resolve, resolveEvents } from "./references.ts";
import type { GivenStance } from "./stances.ts";
import { type Naming, namingOf } from "./urns.ts";

/** A passage as it is stored: with offsets, and context from the body, where there is one. */
export interface StoredPassage {
  exact: string;
  prefix: string;
  suffix: string;
  start?: number | undefined;
  end?: number | undefined;
  spans: { role: SpanRole; start: number; end: number; text: string }[];
}

/** A statement of the document with one printing of it; all its references are resolved. */
export interface Printing extends SpeakerColumns {
  articleId: number;
  isRetitled: boolean;
  given: ReadStatement;
  language: string;
  tags: { topicId: number; basis: TagBasis }[];
  /** The event at which it was said. */
  occasionId: number | undefined;
  parties: GivenParties;
  /** Undefined if the document does not say, so that those on record stay. */
  stances: GivenStance[] | undefined;
  saidAt: Date;
  saidAtPrecision: DatePrecision;
  saidAtBasis: SaidAtBasis;
  /** Null if other printings cannot be recognised as the same statement by its wording. */
  digest: string | null;
  passage: StoredPassage;
  naming: Naming;
}

interface DocumentPlace {
  article: ReadArticle;
  recorded: RecordedArticle;
  given: ReadStatement;
  path: string;
}

/**
 * Returns the printings of the document, in its order.
 *
 * @throws RecordError naming every unknown speaker, topic, event and proposition, every passage that is not in its body and every repeated
 *   one
 */
export async function readPrintings(
  database: Database,
  recorder: Recorder,
  { articles }: ReadDocument,
  recorded: readonly RecordedArticle[],
): Promise<Printing[]> {
  const places = articles.flatMap((article, i) =>
    (article.statements ?? []).map((given, j) => ({
      article,
      recorded: recorded[i] as RecordedArticle,
      given,
      path: `articles[${i}].statements[${j}]`,
    })),
  );
  const speakerIds = await resolve(
    database,
    recorder,
    "speaker",
    places.flatMap(({ given: { speaker, addressees, via }, path }) => [
      ...(speaker ? [{ path: `${path}.speaker`, slug: speaker }] : []),
      ...addressees.map((slug, k) => ({ path: `${path}.addressees[${k}]`, slug })),
      ...via.map((slug, k) => ({ path: `${path}.via[${k}]`, slug })),
    ]),
  );
  const topicIds = await resolve(
    database,
    recorder,
    "topic",
    places.flatMap(({ given: { topics, mentions = [] }, path }) => [
      ...topics.map((slug, k) => ({ path: `${path}.topics[${k}]`, slug })),
      ...mentions.map(({ topic: slug }, k) => ({ path: `${path}.mentions[${k}].topic`, slug })),
    ]),
  );
  const occasionIds = await resolveEvents(
    database,
    recorder,
    places.flatMap(({ given: { occasion }, path }) => (occasion ? [{ path: `${path}.occasion`, slug: occasion }] : [])),
  );
  const propositionIds = await resolve(
    database,
    recorder,
    "proposition",
    places.flatMap(({ given: { stances = [] }, path }) =>
      stances.map(({ proposition: slug }, k) => ({ path: `${path}.stances[${k}].proposition`, slug })),
    ),
  );
  const partiesOf = ({ speaker, addressees, via }: ReadStatement): GivenParties => {
    const speakerId = speaker ? (speakerIds.get(speaker) ?? null) : null;
    const idsOf = (slugs: readonly string[]) => slugs.map((slug) => speakerIds.get(slug) as number);
    return { ADDRESSEE: partyIds(idsOf(addressees), speakerId), VIA: partyIds(idsOf(via), speakerId) };
  };
  const uncounted = recorder.kind === "EXTRACTOR" ? findProgramsVerdicts(places) : [];
  const checked = places.map(checkPassage);
  const printings = places.map((place, i) => ({
    ...describeColumns(place),
    naming: namingOf(place.article, place.given, (checked[i] as CheckedPassage).passage),
    articleId: place.recorded.id,
    isRetitled: place.recorded.isRetitled,
    speakerId: place.given.speaker ? (speakerIds.get(place.given.speaker) ?? null) : null,
    tags: [
      ...place.given.topics.map((topic) => ({ topic, basis: "STATED" as const })),
      ...(place.given.mentions ?? []),
    ].map(({ topic, basis }) => ({ topicId: topicIds.get(topic) as number, basis })),
    parties: partiesOf(place.given),
    occasionId: place.given.occasion ? occasionIds.get(place.given.occasion) : undefined,
    stances: place.given.stances?.map(({ proposition, ...stance }) => ({
      ...stance,
      propositionId: propositionIds.get(proposition) as number,
    })),
    passage: (checked[i] as CheckedPassage).passage,
  }));
  const problems = [
    ...uncounted,
    ...checked.flatMap((passage) => passage.problems),
    ...findRepetitions(places, printings),
  ];
  if (problems.length > 0) throw new RecordError(problems);
  return printings;
}

/** An extractor proposes: an editor decides what counts. */
function findProgramsVerdicts(places: readonly DocumentPlace[]): DocumentProblem[] {
  return places.flatMap(({ given: { stances = [] }, path }) =>
    stances.flatMap(({ status = "PROPOSED" }, k) =>
      status === "PROPOSED"
        ? []
        : [{ path: `${path}.stances[${k}].status`, message: `must be PROPOSED for an extractor, not ${status}` }],
    ),
  );
}

function describeColumns({ article, given }: DocumentPlace) {
  const saidAt = given.saidAt ?? article.publishedAt;
  return {
    given,
    language: given.language ?? article.language,
    speakerStatus: given.speakerStatus ?? ("IDENTIFIED" as const),
    saidAt: saidAt.at,
    saidAtPrecision: saidAt.precision,
    saidAtBasis: given.saidAtBasis ?? (given.saidAt ? ("STATED" as const) : ("PUBLICATION" as const)),
    digest: digestOfWords(given),
  };
}

/** A passage as it would be stored, and what is wrong with it. */
interface CheckedPassage {
  passage: StoredPassage;
  problems: readonly DocumentProblem[];
}

/** Anchors a passage in the article's body; without a body it stays a quote, which cannot have offsets or spans. */
function checkPassage({ recorded: { body }, given, path: statementPath }: DocumentPlace): CheckedPassage {
  const { passage } = given.appearance;
  const path = `${statementPath}.appearance.passage`;
  if (body) return anchorPassage(body, passage, path);
  const { exact, prefix, suffix, start, spans } = passage;
  const isPlaced = start !== undefined || spans.length > 0;
  const message = "has offsets or spans, but the archive does not hold the article's body";
  return { passage: { exact, prefix, suffix, spans: [] }, problems: isPlaced ? [{ path, message }] : [] };
}

function anchorPassage(body: Body, passage: ReadPassage, path: string): CheckedPassage {
  const problems: DocumentProblem[] = [];
  const { place, refusal } = anchor(body, passage);
  if (refusal !== null) problems.push({ path, message: refusal });
  const spans = passage.spans.flatMap((span, i) => {
    const found = anchor(body, span);
    if (found.place) return { role: span.role, start: found.place.start, end: found.place.end, text: span.exact };
    problems.push({ path: `${path}.spans[${i}]`, message: found.refusal });
    return [];
  });
  return { passage: { ...(place ?? passage), spans }, problems };
}

const REPEATED = "is in the article twice, by the same speaker or both times without a known one: keep one of the two";

/** Finds the printings whose key an earlier printing of the document has. */
function findRepetitions(places: readonly DocumentPlace[], printings: readonly Printing[]): DocumentProblem[] {
  const seen = new Set<string>();
  return printings.flatMap((printing, i) => {
    const { articleId, passage } = printing;
    const key = printingKey({ articleId, who: whoOf(printing), ...passage });
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? { path: `${places[i]?.path}.appearance.passage`, message: REPEATED } : [];
  });
}
