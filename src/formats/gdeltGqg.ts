import { z } from "zod";
import { isLonger, LONGEST_HEADLINE, LONGEST_TEXT } from "../document/limits.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { languageByName } from "../text/languageNames.ts";
import type { ArticleDraft, Defaults, Format, InputFile, Reading, StatementDraft } from "./drafts.ts";
import { readDate } from "./reading/dates.ts";
import { readJsonLines } from "./reading/jsonLines.ts";
import { sourceOf, UNTITLED } from "./reading/webSource.ts";
import type { Place, Problem, RejectCode } from "./rejections.ts";

const gdeltQuote = z.object({ pre: z.string().default(""), quote: z.string(), post: z.string().default("") });
const page = z.object({
  date: z.string().nullish(),
  url: z.string(),
  title: z.string().nullish(),
  lang: z.string().nullish(),
  quotes: z.array(gdeltQuote),
});
type WebPage = z.output<typeof page>;

/** GDELT's Global Quotation Graph (docs/import/gdelt-gqg.md). */
export const gdeltGqg: Format = {
  name: "gdelt-gqg",
  description: "GDELT's Global Quotation Graph: a JSON object for each page, with its quotations",
  records: "quotations",
  isOwn: (name) => /\.jsonl?$/i.test(name),
  read: readGdeltFile,
};

async function* readGdeltFile(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  for await (const line of readJsonLines(file, page)) {
    if ("rejected" in line) yield line;
    else yield* readWebPage(line.value, line.place, defaults);
  }
}

function* readWebPage(read: WebPage, place: Place, defaults: Defaults): Generator<Reading> {
  const records = read.quotes.length;
  const reject = (code: RejectCode, message: string): Reading => ({ rejected: { place, code, message, records } });
  const source = sourceOf(read.url);
  const title = read.title?.trim();
  if (!source) return yield reject("MALFORMED", "The url is not a web address: begin it with http:// or https://.");
  if (!read.date) return yield reject("NO_DATE", "The page has no date: add it.");
  const day = readDate(read.date);
  if (!("date" in day)) return yield reject(day.code, day.message);
  if (title && isLonger(title, LONGEST_HEADLINE))
    return yield reject("TOO_LARGE", `The title is longer than ${LONGEST_HEADLINE} characters: shorten it.`);
  const article: ArticleDraft = {
    place,
    url: read.url,
    headline: title || UNTITLED,
    publishedAt: day.date,
    language: languageByName(read.lang) ?? defaults.language ?? "und",
    source,
    isPartial: true,
    statements: [],
  };
  const seen = new Set<string>();
  for (const [i, given] of read.quotes.entries()) {
    const at = { ...place, record: `quotation ${i + 1}` };
    const problem = findProblem(given.quote, seen);
    if (problem) yield { rejected: { place: at, ...problem } };
    else article.statements.push(readGdeltQuote(given, at));
  }
  if (article.statements.length > 0) yield { article };
}

function findProblem(text: string, seen: Set<string>): Problem | null {
  if (text.trim() === "")
    return { code: "INCOMPLETE", message: "The quotation is empty: add its words, or remove it." };
  if (isLonger(text, LONGEST_TEXT))
    return { code: "TOO_LARGE", message: `The quotation is longer than ${LONGEST_TEXT} characters: shorten it.` };
  if (seen.has(text))
    return { code: "DUPLICATE", message: "The page has the same quotation already: remove one of the two." };
  seen.add(text);
  return null;
}

function readGdeltQuote({ pre, quote: text, post }: z.output<typeof gdeltQuote>, place: Place): StatementDraft {
  const passage = { exact: text, prefix: endOfContext(pre), suffix: startOfContext(post) };
  return { place, kind: "DIRECT", text, speaker: { status: "UNKNOWN" }, appearance: { passage } };
}

// A code point has at most two UTF-16 units.
function endOfContext(text: string): string {
  return [...text.normalize("NFC").slice(-2 * CONTEXT_LENGTH)].slice(-CONTEXT_LENGTH).join("");
}

function startOfContext(text: string): string {
  return [...text.normalize("NFC").slice(0, 2 * CONTEXT_LENGTH)].slice(0, CONTEXT_LENGTH).join("");
}
