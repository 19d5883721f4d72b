import { languageOfArticle } from "../text/languages.ts";
import { readQuotation } from "../text/quotation.ts";
import { analyseText, type ReadText } from "./article.ts";
import type { AttributionCandidate } from "./candidate.ts";
import { pointsOfUnits } from "./codePoints.ts";
import type { Span } from "./gold.ts";
import type { ExtractionModel } from "./model.ts";
import { DEFAULT_MIN_SCORE, type PointSpan, type Proposal, type Proposals, type ProposedSpeaker } from "./proposal.ts";
import { tagByRules, tagQuotations } from "./rules.ts";
import { contentSpans, partSpans } from "./spans.ts";
import { resolveSpeakers, type SourceSpeaker } from "./speakers.ts";
import { tagText } from "./tagging.ts";

export { DEFAULT_MIN_SCORE, type PointSpan, type Proposal, type Proposals, type ProposedSpeaker } from "./proposal.ts";

export interface ProposeOptions {
  /** The model; null for rules alone. */
  model: ExtractionModel | null;
  /** Proposals that are less sure are left out. */
  minScore?: number;
  /** The language of the text, if it is known: a BCP 47 tag. */
  language?: string;
}

/** What made proposals without a model. */
export const RULES_NAME = "rules@1";

/** The language of the rules; others have no model, and only their quotations are read. */
const ENGLISH = "en";

/**
 * Proposes the statements of an article's plain text, in reading order. Nothing is changed before places are taken, so they are
 * those of the text as given. In other languages than the model's, only quotations with a speaker beside them are proposed. The
 * time grows with the length of the text.
 */
export function propose(
  text: string,
  { model, minScore = DEFAULT_MIN_SCORE, language = languageOfArticle(text) }: ProposeOptions,
): Proposals {
  const read = analyseText(text);
  const isEnglish = language === ENGLISH || language === "und" || language.startsWith(`${ENGLISH}-`);
  const found = isEnglish ? (model ? tagText(read, model) : tagByRules(read)) : tagQuotations(read);
  const sure = found.filter(({ score }) => score >= minScore);
  const placed = sure
    .map((candidate) => ({ candidate, content: contentSpans(read, candidate) }))
    .filter(({ content }) => content.length > 0)
    .sort((one, other) => startOf(one.content) - startOf(other.content));
  const speakers = resolveSpeakers(
    read,
    placed.map(({ candidate: { sourceUnits } }) => ({ units: sourceUnits })),
  );
  const toPoints = pointSpans(text);
  return {
    language,
    extractor: isEnglish && model ? `${model.name}@${model.version}` : RULES_NAME,
    proposals: placed.map(({ candidate, content }, i) =>
      describeProposed(read, candidate, content, speakers[i] as SourceSpeaker, toPoints),
    ),
  };
}

function startOf([first]: readonly Span[]): number {
  return first?.[0] ?? 0;
}

type ToPoints = (spans: readonly Span[]) => PointSpan[];

function pointSpans(text: string): ToPoints {
  const point = pointsOfUnits(text);
  return (spans) => spans.map(([start, end]) => ({ start: point(start), end: point(end) }));
}

function describeProposed(
  read: ReadText,
  candidate: AttributionCandidate,
  spans: readonly Span[],
  speaker: SourceSpeaker,
  toPoints: ToPoints,
): Proposal {
  const content = toPoints(spans);
  const cue = toPoints(partSpans(read, { units: candidate.cueUnits, words: candidate.cue }));
  const sourceSpans = partSpans(read, { units: candidate.sourceUnits, words: candidate.source });
  const source = toPoints(sourceSpans);
  const { quoted, printed, between } = readQuotation(read.points, read.regions, content, [...cue, ...source]);
  return {
    kind: quoted === "ALL" ? "DIRECT" : quoted === "SOME" ? "MIXED" : "INDIRECT",
    text: quoted === "ALL" ? between : printed,
    content,
    cue,
    source,
    mention:
      sourceSpans
        .map(([start, end]) => read.text.slice(start, end))
        .join(" ")
        .replace(/\s+/g, " ") || null,
    speaker: speakerOf(speaker, toPoints),
    otherSpeakers: (speaker.others ?? []).map(({ name, share }) => ({ name, confidence: rounded(share) })),
    otherExtents: otherExtents(read, candidate, spans, toPoints),
    confidence: rounded(candidate.score),
  };
}

/** Returns where the candidates stand that this one has displaced, unless it is the same place. */
function otherExtents(
  read: ReadText,
  { others = [] }: AttributionCandidate,
  spans: readonly Span[],
  toPoints: ToPoints,
): Proposal["otherExtents"] {
  const own = extentOf(spans).join();
  const found = others.flatMap((other) => {
    const place = contentSpans(read, other);
    if (place.length === 0 || extentOf(place).join() === own) return [];
    return toPoints([extentOf(place)]).map((extent) => ({ ...extent, confidence: rounded(other.score) }));
  });
  return [...new Map(found.map((extent) => [`${extent.start} ${extent.end}`, extent])).values()];
}

function extentOf(spans: readonly Span[]): Span {
  return [startOf(spans), Math.max(...spans.map(([, end]) => end))];
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}

function speakerOf({ others: _, ...speaker }: SourceSpeaker, toPoints: ToPoints): ProposedSpeaker {
  if (speaker.status !== "NAMED") return speaker;
  const { evidence } = speaker;
  return { ...speaker, evidence: evidence ? (toPoints([[evidence.start, evidence.end]])[0] ?? null) : null };
}
