import { z } from "zod";
import { wikidataId } from "../document/fields.ts";
import { isLonger, LONGEST_NAME, LONGEST_TEXT } from "../document/limits.ts";
import type { ArticleDraft, Defaults, Format, InputFile, Reading, SpeakerDraft } from "./drafts.ts";
import { readDate } from "./reading/dates.ts";
import { readJsonLines } from "./reading/jsonLines.ts";
import { rememberRecent } from "./reading/recent.ts";
import { sourceOf, UNTITLED } from "./reading/webSource.ts";
import type { Place, Problem } from "./rejections.ts";

const quotebankLine = z.object({
  quoteID: z.string().min(1),
  quotation: z.string(),
  speaker: z.string().nullish(),
  qids: z.array(wikidataId).default([]),
  date: z.string().nullish(),
  urls: z.array(z.string()),
});
type QuotebankLine = z.output<typeof quotebankLine>;

/** The quotation-centric files of Quotebank, quotes-YYYY.json.bz2 (docs/import/quotebank.md). */
export const quotebank: Format = {
  name: "quotebank",
  description: "Quotebank, quotation-centric: a JSON object for each quotation, with the addresses that print it",
  records: "quotations",
  isOwn: (name) => /\.jsonl?$/i.test(name),
  read: readQuotebankFile,
};

async function* readQuotebankFile(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const isKnown = rememberRecent();
  for await (const line of readJsonLines(file, quotebankLine)) {
    if ("rejected" in line) {
      yield line;
      continue;
    }
    const place = { ...line.place, record: line.value.quoteID };
    const checked = isKnown(line.value.quoteID) ? REPEATED_ID : checkQuotation(line.value);
    if ("code" in checked) yield { rejected: { place, ...checked } };
    else for (const article of readQuotedArticles(line.value, checked.date, place, defaults)) yield { article };
  }
}

const REPEATED_ID: Problem = {
  code: "DUPLICATE",
  message: "A quotation with this quoteID was read already: remove one of the two.",
};

/** Returns the date of a quotation, or the problem for which it is rejected. */
function checkQuotation({ quotation: text, speaker, date, urls }: QuotebankLine): { date: string } | Problem {
  if (text.trim() === "")
    return { code: "INCOMPLETE", message: "The quotation is empty: add its words, or remove it." };
  if (isLonger(text, LONGEST_TEXT)) {
    return { code: "TOO_LARGE", message: `The quotation is longer than ${LONGEST_TEXT} characters: shorten it.` };
  }
  if (isLonger(speaker ?? "", LONGEST_NAME)) {
    return {
      code: "TOO_LARGE",
      message: `The name of the speaker is longer than ${LONGEST_NAME} characters: shorten it.`,
    };
  }
  if (!date) return { code: "NO_DATE", message: "The quotation has no date: add it." };
  if (urls.some(sourceOf)) return readDate(date);
  return {
    code: "INCOMPLETE",
    message: "The quotation has no url that is a web address: add the address of an article that prints it.",
  };
}

/**
 * Yields an article for each address. Other lines may belong to the same article, with other dates, so each is only a part of
 * it, and the statement has its own date.
 */
function* readQuotedArticles(
  read: QuotebankLine,
  date: string,
  place: Place,
  defaults: Defaults,
): Generator<ArticleDraft> {
  const { quotation: text } = read;
  const passage = { exact: text };
  const statement = {
    place,
    kind: "DIRECT" as const,
    text,
    speaker: readQuotebankSpeaker(read),
    saidAt: date,
    appearance: { passage },
  };
  for (const url of new Set(read.urls)) {
    const source = sourceOf(url);
    if (!source) continue;
    const language = defaults.language ?? "en";
    const article = { place, url, headline: UNTITLED, publishedAt: date, language, source };
    yield { ...article, isPartial: true, statements: [statement] };
  }
}

/** Returns the speaker; one with several ids is known by name only. */
function readQuotebankSpeaker({ speaker, qids: [id, ...others] }: QuotebankLine): SpeakerDraft {
  if (!speaker?.trim() || speaker === "None") return { status: "UNKNOWN" };
  return id && others.length === 0 ? { name: speaker, wikidataId: id } : { mention: speaker };
}
