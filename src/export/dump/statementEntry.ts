import type { StatementRow } from "../../archive/statements/rows.ts";
import { writeWhen } from "../../document/dates.ts";
import type { CompleteEntry, StanceEntry, StatementEntry } from "../../document/document.ts";
import { LONGEST_NAME } from "../../document/limits.ts";
import { urnOf } from "../../document/urn.ts";
import type {
  Appearance,
  AppearanceSpan,
  DatePrecision,
  PartyRole,
  StancePosition,
  StanceStatus,
  TagBasis,
} from "../../generated/prisma/client.ts";
import { OBEYED } from "../../text/clean.ts";

/** The parts of an article that its statements leave out if they are the same. */
export interface ArticleDefaults {
  id: number;
  language: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
}

/** A printing of a statement, and the slugs of its speaker and its occasion. */
export interface DumpedPrinting {
  statement: StatementRow;
  appearance: Appearance;
  speaker: string | null;
  occasion: string | null;
}

/** A tag of a statement. */
export interface StatedTag {
  /** The statement's id. */
  id: number;
  /** The topic's slug. */
  topic: string;
  basis: TagBasis;
}

/** The slugs of the parties of a statement. */
export type NamedParties = Readonly<Record<PartyRole, string[]>>;

/** A stance of a statement, under the name of who judged. */
export interface DumpedStance {
  /** The statement's id. */
  id: number;
  /** The proposition's slug. */
  proposition: string;
  position: StancePosition;
  note: string | null;
  judge: string;
  judgedAt: Date;
  status: StanceStatus;
}

/**
 * Describes a statement as an article prints it, in the terms of a document.
 *
 * @param spans null if the body is left out, and with it the places of spans
 */
export function describeStatement(
  { statement, appearance, speaker, occasion }: DumpedPrinting,
  article: ArticleDefaults,
  { tags, stances, parties }: { tags: readonly StatedTag[]; stances: readonly DumpedStance[]; parties: NamedParties },
  spans: readonly AppearanceSpan[] | null,
): CompleteEntry<StatementEntry> {
  const { text, kind, language, speakerStatus } = statement;
  const stated = tags.filter(({ basis }) => basis === "STATED").map(({ topic }) => topic);
  return {
    urn: urnOf(statement.uuid),
    kind,
    text,
    language: language === article.language ? undefined : language,
    originalLanguage: statement.originalLanguage ?? undefined,
    speaker: speaker ?? undefined,
    speakerStatus: speakerStatus === "IDENTIFIED" ? undefined : speakerStatus,
    ...describeDate(statement, article),
    addressees: parties.ADDRESSEE.length > 0 ? parties.ADDRESSEE : undefined,
    via: parties.VIA.length > 0 ? parties.VIA : undefined,
    occasion: occasion ?? undefined,
    topics: stated.length > 0 ? stated : undefined,
    // Always given: recording a document without mentions would look for them in the words again.
    mentions: tags.flatMap(({ topic, basis }) => (basis === "STATED" ? [] : [{ topic, basis }])),
    stances: stances.length > 0 ? stances.map(describeStance) : undefined,
    status: statement.status === "PUBLISHED" ? undefined : statement.status,
    statusReason: statement.statusReason ?? undefined,
    // How it was found matters to those who review it in this archive.
    proposal: undefined,
    appearance: describePrinting(statement, appearance, spans),
  };
}

/** Always names the judge: whoever records the dump did not judge. */
function describeStance({
  proposition,
  position,
  note,
  judge,
  judgedAt,
  status,
}: DumpedStance): CompleteEntry<StanceEntry> {
  return {
    proposition,
    position,
    note: note ?? undefined,
    judge: judgeName(judge),
    judgedAt: writeWhen(judgedAt, "TIME"),
    status: status === "PUBLISHED" ? undefined : status,
  };
}

/** Returns the name of a judge: that of an origin may have the path of a file, in which a document does not take everything. */
export function judgeName(name: string): string {
  return [...name.normalize("NFC").replaceAll(new RegExp(OBEYED, "gu"), "")].slice(0, LONGEST_NAME).join("");
}

/** Leaves out the article's own date. The date of another article that prints the same statement is given. */
function describeDate({ saidAt, saidAtPrecision, saidAtBasis }: DumpedPrinting["statement"], article: ArticleDefaults) {
  const said = writeWhen(saidAt, saidAtPrecision);
  if (saidAtBasis === "STATED") return { saidAt: said, saidAtBasis: undefined };
  const isOwn = said === writeWhen(article.publishedAt, article.publishedAtPrecision);
  return isOwn ? { saidAt: undefined, saidAtBasis: undefined } : { saidAt: said, saidAtBasis };
}

/** Gives text and kind only if they are not the statement's own. */
function describePrinting(
  { text, kind }: DumpedPrinting["statement"],
  appearance: Appearance,
  spans: readonly AppearanceSpan[] | null,
): CompleteEntry<StatementEntry["appearance"]> {
  return {
    text: appearance.text === text ? undefined : appearance.text,
    kind: appearance.kind === kind ? undefined : appearance.kind,
    attributionText: appearance.attributionText ?? undefined,
    cue: appearance.cue ?? undefined,
    originalKind: appearance.originalKind ?? undefined,
    media: appearance.media.length > 0 ? appearance.media : undefined,
    addressee: appearance.addressee ?? undefined,
    passage: describePassage(appearance, spans),
  };
}

function describePassage(appearance: Appearance, spans: readonly AppearanceSpan[] | null) {
  const { exact, prefix, suffix, startOffset, endOffset } = appearance;
  const quote = { exact, prefix: prefix || undefined, suffix: suffix || undefined };
  if (spans === null || startOffset === null || endOffset === null) return quote;
  const placed = spans.map((span) => ({
    role: span.role,
    exact: span.text,
    start: span.startOffset,
    end: span.endOffset,
  }));
  return { ...quote, start: startOffset, end: endOffset, spans: placed.length > 0 ? placed : undefined };
}
