import type { StatementRow } from "../../archive/statements/rows.ts";
import { writeWhen } from "../../document/dates.ts";
import type { StatementEntry } from "../../document/document.ts";
import type { Appearance, AppearanceSpan, DatePrecision, TagBasis } from "../../generated/prisma/client.ts";

/** What of an article its statements leave out where it is the same. */
export interface ArticleDefaults {
  id: number;
  language: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
}

/** A printing of a statement, and the slug of who said it. */
export interface DumpedPrinting {
  statement: StatementRow;
  appearance: Appearance;
  speaker: string | null;
}

/** A tag of a statement. */
export interface StatedTag {
  /** The statement's. */
  id: number;
  /** By slug. */
  topic: string;
  basis: TagBasis;
}

/**
 * A statement as an article prints it, in the terms of a document.
 *
 * @param spans null where the body is not told, in which they have their places
 */
export function describeStatement(
  { statement, appearance, speaker }: DumpedPrinting,
  article: ArticleDefaults,
  tags: readonly StatedTag[],
  spans: readonly AppearanceSpan[] | null,
): StatementEntry {
  const { text, kind, language } = statement;
  const stated = tags.filter(({ basis }) => basis === "STATED").map(({ topic }) => topic);
  return {
    kind,
    text,
    language: language === article.language ? undefined : language,
    originalLanguage: statement.originalLanguage ?? undefined,
    ...(speaker === null ? { speakerStatus: statement.speakerStatus as "UNNAMED" | "UNKNOWN" } : { speaker }),
    ...describeDate(statement, article),
    topics: stated.length > 0 ? stated : undefined,
    // Always told, for what is not told is looked for in the words again.
    mentions: tags.flatMap(({ topic, basis }) => (basis === "STATED" ? [] : [{ topic, basis }])),
    status: statement.status === "PUBLISHED" ? undefined : statement.status,
    statusReason: statement.statusReason ?? undefined,
    appearance: {
      text: appearance.text === text ? undefined : appearance.text,
      kind: appearance.kind === kind ? undefined : appearance.kind,
      attributionText: appearance.attributionText ?? undefined,
      cue: appearance.cue ?? undefined,
      originalKind: appearance.originalKind ?? undefined,
      media: appearance.media.length > 0 ? appearance.media : undefined,
      addressee: appearance.addressee ?? undefined,
      passage: describePassage(appearance, spans),
    },
  };
}

/** The article's own date goes without saying; that of another article, which prints the same, does not. */
function describeDate({ saidAt, saidAtPrecision, saidAtBasis }: DumpedPrinting["statement"], article: ArticleDefaults) {
  const said = writeWhen(saidAt, saidAtPrecision);
  if (saidAtBasis === "STATED") return { saidAt: said };
  if (said === writeWhen(article.publishedAt, article.publishedAtPrecision)) return {};
  return { saidAt: said, saidAtBasis };
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
