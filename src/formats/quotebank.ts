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

/** The quotation-centric files of Quotebank (quotes-YYYY.json.bz2): see docs/import/quotebank.md. */
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
    const examined = isKnown(line.value.quoteID) ? KNOWN : examine(line.value);
    if ("code" in examined) yield { rejected: { place, ...examined } };
    else for (const article of readQuotedArticles(line.value, examined.date, place, defaults)) yield { article };
  }
}

const KNOWN: Problem = { code: "DUPLICATE", message: "A quotation with this quoteID was read already." };

/** The day of a quotation that can be taken. */
function examine({ quotation: text, speaker, date, urls }: QuotebankLine): { date: string } | Problem {
  if (text.trim() === "") return { code: "INCOMPLETE", message: "The quotation is empty." };
  if (isLonger(text, LONGEST_TEXT)) {
    return { code: "TOO_LARGE", message: `The quotation is longer than ${LONGEST_TEXT} characters.` };
  }
  if (isLonger(speaker ?? "", LONGEST_NAME)) {
    return { code: "TOO_LARGE", message: `The speaker is longer than ${LONGEST_NAME} characters.` };
  }
  if (!date) return { code: "NO_DATE", message: "The quotation has no date." };
  if (urls.some(sourceOf)) return readDate(date);
  return {
    code: "INCOMPLETE",
    message: "None of the urls is an address of the web: nothing tells where it was printed.",
  };
}

/**
 * An article for each address. Other lines may print in it too, and on other days: so it is a part only, and the statement
 * has its own day.
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

/** Who bears several ids is known by name only. */
function readQuotebankSpeaker({ speaker, qids: [id, ...others] }: QuotebankLine): SpeakerDraft {
  if (!speaker?.trim() || speaker === "None") return { status: "UNKNOWN" };
  return id && others.length === 0 ? { name: speaker, wikidataId: id } : { mention: speaker };
}
