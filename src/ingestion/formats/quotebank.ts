import { z } from "zod";
import { readDate } from "../dates.ts";
import type { ArticleDraft, Defaults, Format, InputFile, Place, Reading, RejectCode, SpeakerDraft } from "../drafts.ts";
import { readJsonLines } from "../jsonLines.ts";
import { rememberRecent } from "../recent.ts";
import { sourceOf } from "../webSource.ts";

const quotation = z.object({
  quoteID: z.string().min(1),
  quotation: z.string(),
  speaker: z.string().nullish(),
  qids: z.array(z.string().regex(/^Q[1-9]\d*$/, "is no Wikidata id")).default([]),
  date: z.string().nullish(),
  urls: z.array(z.string()),
});
type Quotation = z.output<typeof quotation>;

/** As the archive has them (archive/record), in code points. */
const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 300;

/** The quotation-centric files of Quotebank (quotes-YYYY.json.bz2): see docs/import/quotebank.md. */
export const quotebank: Format = {
  name: "quotebank",
  description: "Quotebank, quotation-centric: a JSON object for each quotation, with the addresses that print it",
  records: "quotations",
  isOwn: (name) => /\.jsonl?$/i.test(name),
  read,
};

async function* read(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const isKnown = rememberRecent();
  for await (const line of readJsonLines(file, quotation)) {
    if ("rejected" in line) {
      yield line;
      continue;
    }
    const place = { ...line.place, record: line.value.quoteID };
    const problem = isKnown(line.value.quoteID)
      ? { code: "DUPLICATE" as const, message: "A quotation with this quoteID was read already." }
      : findProblem(line.value);
    if (problem) yield { rejected: { place, ...problem } };
    else for (const article of readArticles(line.value, place, defaults)) yield { article };
  }
}

function findProblem({
  quotation: text,
  speaker,
  date,
  urls,
}: Quotation): { code: RejectCode; message: string } | null {
  if (text.trim() === "") return { code: "INCOMPLETE", message: "The quotation is empty." };
  if ([...text].length > LONGEST_TEXT)
    return { code: "TOO_LARGE", message: `The quotation is longer than ${LONGEST_TEXT} characters.` };
  if ([...(speaker ?? "")].length > LONGEST_NAME)
    return { code: "TOO_LARGE", message: `The speaker is longer than ${LONGEST_NAME} characters.` };
  if (!date) return { code: "NO_DATE", message: "The quotation has no date." };
  const day = readDate(date);
  if (!("date" in day)) return day;
  return urls.some(sourceOf)
    ? null
    : { code: "INCOMPLETE", message: "None of the urls is an address of the web: nothing tells where it was printed." };
}

/** An article for each address. Other lines may print in it too, so that it is only a part. */
function* readArticles(read: Quotation, place: Place, defaults: Defaults): Generator<ArticleDraft> {
  const day = readDate(read.date ?? "");
  const publishedAt = "date" in day ? day.date : "";
  for (const url of new Set(read.urls)) {
    const source = sourceOf(url);
    if (!source) continue;
    const text = read.quotation;
    yield {
      place,
      url,
      headline: `Untitled, ${publishedAt}`,
      publishedAt,
      language: defaults.language ?? "en",
      source,
      isPartial: true,
      statements: [
        { place, kind: "DIRECT", text, speaker: readSpeaker(read), appearance: { passage: { exact: text } } },
      ],
    };
  }
}

/** Who bears several ids is known by name only. */
function readSpeaker({ speaker, qids: [wikidataId, ...others] }: Quotation): SpeakerDraft {
  if (!speaker?.trim() || speaker === "None") return { status: "UNKNOWN" };
  return wikidataId && others.length === 0 ? { name: speaker, wikidataId } : { mention: speaker };
}
