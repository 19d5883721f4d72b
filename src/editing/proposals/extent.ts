import { z } from "zod";
import type { Database } from "../../database.ts";
import { isLonger, LONGEST_TEXT } from "../../document/limits.ts";
import { type AppearanceSpan, Prisma, type StatementKind } from "../../generated/prisma/client.ts";
import { openBody } from "../../text/anchor/body.ts";
import { anchor } from "../../text/anchor.ts";
import { hasQuotationMark } from "../../text/quotation/marks.ts";
import { quotedRegions, type Stretch } from "../../text/quotation/regions.ts";
import { readQuotation } from "../../text/quotation.ts";
import type { Edit } from "../edit.ts";
import { refuse } from "../problems.ts";

const { sql } = Prisma;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** An extent as an editor gives it: offsets in the body, in code points. */
export const extentInput = z
  .object({ start: z.int().min(0, "is less than 0"), end: z.int().min(1, "is less than 1") })
  .refine(({ start, end }) => start < end, { path: ["end"], message: "is not after `start`" });

/** The words of an extent, as a printing has them. */
export interface ExtentWords {
  kind: StatementKind;
  text: string;
  /** The words between quotation marks; empty without any. */
  quoted: string;
  /** The words as printed. */
  printed: string;
}

/**
 * Reads the extent of a proposal in its article's body. A cue and a speaker within it are not part of the words. Refuses (INVALID) an
 * extent that is outside of the body, has no words, is too long, or begins or ends within a character.
 *
 * @returns the columns of the passage, the parts of the content and the words
 */
export async function readExtent(
  database: Database,
  { id, articleId }: { id: number; articleId: number },
  { start, end }: Stretch,
) {
  const { body } = await database.prisma.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { body: true },
  });
  if (body === null) return refuse("INVALID", "extent", "The archive does not hold the article's body.");
  const points = [...body];
  if (end > points.length) {
    refuse(
      "INVALID",
      "extent.end",
      `\`extent\` ends outside of the article's body, which has ${points.length} characters.`,
    );
  }
  for (const [field, offset] of Object.entries({ start, end })) {
    if (!isBoundary(body, points, offset)) {
      refuse(
        "INVALID",
        `extent.${field}`,
        `\`extent.${field}\` is within a character, such as an emoji of several parts.`,
      );
    }
  }
  const exact = points.slice(start, end).join("");
  if (!LETTER_OR_DIGIT.test(exact)) refuse("INVALID", "extent", "`extent` has no words.");
  if (isLonger(exact, LONGEST_TEXT))
    refuse("INVALID", "extent", `\`extent\` is longer than ${LONGEST_TEXT} characters.`);
  const frame = await readFrame(database, id);
  const parts = withoutFrame(points, { start, end }, frame);
  const { place } = anchor(openBody(body), { exact, prefix: "", suffix: "", start });
  const { prefix = "", suffix = "" } = place ?? {};
  return {
    passage: { exact, prefix, suffix, startOffset: start, endOffset: end },
    parts: parts.map((part) => ({ ...part, text: points.slice(part.start, part.end).join("") })),
    words: wordsOf(points, parts, frame),
  };
}

/** Tells whether an offset is between two characters as a reader sees them (UAX #29). */
function isBoundary(body: string, points: readonly string[], offset: number): boolean {
  const unit = points.slice(0, offset).join("").length;
  if (unit === 0 || unit === body.length) return true;
  return new Intl.Segmenter("und", { granularity: "grapheme" }).segment(body).containing(unit)?.index === unit;
}

/** Reads the places of a printing's cue and speaker. */
async function readFrame(database: Database, appearanceId: number): Promise<Stretch[]> {
  return database.query<Stretch>(
    sql`
/* editing.proposals.frame */
SELECT start_offset AS start, end_offset AS "end"
FROM appearance_span
WHERE appearance_id = ${appearanceId}::bigint AND role IN ('CUE', 'SPEAKER')
ORDER BY start_offset`,
  );
}

/** Returns the parts of an extent before and after the cue and the speaker within it, without the spaces and punctuation around them. */
function withoutFrame(points: readonly string[], extent: Stretch, frame: readonly Stretch[]): Stretch[] {
  const within = frame.filter(({ start, end }) => start >= extent.start && end <= extent.end);
  if (within.length === 0) return [extent];
  const from = Math.min(...within.map(({ start }) => start));
  const to = Math.max(...within.map(({ end }) => end));
  const parts = [
    { start: extent.start, end: from },
    { start: to, end: extent.end },
  ].map((part) => trim(points, part));
  const worded = parts.filter(({ start, end }) => LETTER_OR_DIGIT.test(points.slice(start, end).join("")));
  return worded.length > 0 ? worded : [extent];
}

function trim(points: readonly string[], { start, end }: Stretch): Stretch {
  let [from, to] = [start, end];
  while (from < to && /^[\s,;:—–-]$/u.test(points[from] as string)) from += 1;
  while (to > from && /^\s$/u.test(points[to - 1] as string)) to -= 1;
  return { start: from, end: to };
}

function wordsOf(points: readonly string[], parts: readonly Stretch[], frame: readonly Stretch[]): ExtentWords {
  const { quoted, printed, between } = readQuotation(points, quotedRegions(points), parts, frame);
  if (quoted === "ALL") return { kind: "DIRECT", text: between, quoted: between, printed };
  const kind = quoted === "SOME" && hasQuotationMark(printed) ? "MIXED" : "INDIRECT";
  return { kind, text: printed, quoted: between, printed };
}

/** Replaces the parts of a printing's content. Its cue and its speaker stay. */
export async function replaceContent(
  { database }: Edit,
  appearanceId: number,
  parts: readonly (Stretch & Pick<AppearanceSpan, "text">)[],
): Promise<void> {
  await database.query(
    sql`/* editing.proposals.content */ DELETE FROM appearance_span WHERE appearance_id = ${appearanceId}::bigint AND role = 'CONTENT'`,
  );
  await database.prisma.appearanceSpan.createMany({
    data: parts.map(({ start, end, text }) => ({
      appearanceId,
      startOffset: start,
      endOffset: end,
      text,
      role: "CONTENT" as const,
    })),
  });
}
