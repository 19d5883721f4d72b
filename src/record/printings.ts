import type { Database } from "../database.ts";
import type { ReadArticle, ReadDocument, ReadPassage, ReadStatement } from "../document/document.ts";
import { type DocumentProblem, RecordError } from "../document/errors.ts";
import type { TagBasis } from "../generated/prisma/client.ts";
import { anchor, type Body } from "../text/anchor.ts";
import { wordingDigest } from "../text/wording.ts";
import type { RecordedArticle } from "./articles.ts";
import type { Recorder } from "./assertions.ts";
import { resolve } from "./references.ts";

/** A passage as it is stored: with offsets, and context from the body, where there is one. */
export interface StoredPassage {
  exact: string;
  prefix: string;
  suffix: string;
  start?: number | undefined;
  end?: number | undefined;
  spans: { role: string; start: number; end: number; text: string }[];
}

/** A statement of the document with one printing of it, everything that it refers to resolved. */
export interface Printing {
  articleId: number;
  isRetitled: boolean;
  given: ReadStatement;
  language: string;
  speakerId: number | null;
  speakerStatus: "IDENTIFIED" | "UNNAMED" | "UNKNOWN";
  tags: { topicId: number; basis: TagBasis }[];
  saidAt: Date;
  saidAtPrecision: string;
  saidAtBasis: "STATED" | "PUBLICATION";
  /** Null where the wording does not make it one with others. */
  digest: string | null;
  passage: StoredPassage;
}

interface DocumentPlace {
  article: ReadArticle;
  recorded: RecordedArticle;
  given: ReadStatement;
  path: string;
}

/**
 * The printings of the document, in its order. Throws RecordError naming every speaker and topic that is not there, every
 * passage that does not hold and every one that stands twice.
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
    places.flatMap(({ given, path }) => (given.speaker ? [{ path: `${path}.speaker`, slug: given.speaker }] : [])),
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
  const problems: DocumentProblem[] = [];
  const printings = places.map((place) => ({
    ...describeColumns(place),
    articleId: place.recorded.id,
    isRetitled: place.recorded.isRetitled,
    speakerId: place.given.speaker ? (speakerIds.get(place.given.speaker) ?? null) : null,
    tags: [
      ...place.given.topics.map((topic) => ({ topic, basis: "STATED" as const })),
      ...(place.given.mentions ?? []),
    ].map(({ topic, basis }) => ({ topicId: topicIds.get(topic) as number, basis })),
    passage: hold(place, problems),
  }));
  reportRepeated(places, printings, problems);
  if (problems.length > 0) throw new RecordError(problems);
  return printings;
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
    digest: given.kind === "DIRECT" ? wordingDigest(given.text) : null,
  };
}

/** The rule of the passage: with a body it is what the body has at its place; without one it is a quote only. */
function hold(
  { recorded: { body }, given, path: statementPath }: DocumentPlace,
  problems: DocumentProblem[],
): StoredPassage {
  const { passage } = given.appearance;
  const path = `${statementPath}.appearance.passage`;
  if (body) return holdInBody(body, passage, path, problems);
  const { exact, prefix, suffix } = passage;
  if (passage.start !== undefined || passage.spans.length > 0) {
    problems.push({ path, message: "has offsets or spans, but the archive does not hold the article's body" });
  }
  return { exact, prefix, suffix, spans: [] };
}

function holdInBody(body: Body, passage: ReadPassage, path: string, problems: DocumentProblem[]): StoredPassage {
  const place = anchor(body, passage);
  if (typeof place === "string") problems.push({ path, message: place });
  const spans = passage.spans.flatMap((span, i) => {
    const at = anchor(body, span);
    if (typeof at !== "string") return [{ role: span.role, start: at.start, end: at.end, text: at.exact }];
    problems.push({ path: `${path}.spans[${i}]`, message: at });
    return [];
  });
  return typeof place === "string" ? { ...passage, spans } : { ...place, spans };
}

/** A passage is how a printing is known again, so one speaker has it once at a place. */
function reportRepeated(
  places: readonly DocumentPlace[],
  printings: readonly Printing[],
  problems: DocumentProblem[],
): void {
  const seen = new Set<string>();
  for (const [i, printing] of printings.entries()) {
    const { articleId, speakerId, speakerStatus, passage } = printing;
    const { exact, prefix, suffix, start } = passage;
    const key = JSON.stringify([articleId, speakerId ?? speakerStatus, exact, prefix, suffix, start]);
    if (seen.has(key))
      problems.push({
        path: `${places[i]?.path}.appearance.passage`,
        message:
          "stands in the article twice, by one speaker or both times by nobody who is known: keep one of the two",
      });
    seen.add(key);
  }
}
