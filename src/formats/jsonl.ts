import type { LinkEntry } from "../document/document.ts";
import type { Defaults, Format, Reading } from "./drafts.ts";
import { readArticle } from "./jsonl/article.ts";
import { problemsOf, rejectionOf } from "./jsonl/problems.ts";
import type { Place } from "./rejections.ts";

/** The nouns that a line may have, each with its list in a document. */
const NOUN_LISTS = { source: "sources", topic: "topics", speaker: "speakers", proposition: "propositions" } as const;

/** OnRecord's own format, in which `onrecord export jsonl` writes the archive (docs/import/jsonl.md). */
export const jsonl: Format = {
  name: "jsonl",
  description:
    "OnRecord's own: each line is a source, a topic, a speaker, a proposition, an article with its statements, or a link",
  records: "sources, topics, speakers, propositions, statements and links",
  isOwn: (name) => /\.(jsonl|ndjson)$/i.test(name),
  async *read(file, defaults) {
    const seen = new Set<string>();
    for await (const { number: line, text } of file.lines()) {
      const place = { file: file.path, line };
      if (text === null) yield tooLong(place);
      else if (text.trim() !== "") yield* readLine(text, place, defaults, seen);
    }
  },
};

function tooLong(place: Place): Reading {
  const message = "The line is longer than 16 MB: shorten the article, whose statements must be on the same line.";
  return { rejected: { place, code: "TOO_LARGE", message } };
}

function* readLine(text: string, place: Place, defaults: Defaults, seen: Set<string>): Generator<Reading> {
  const line = parseLine(text);
  const keys = typeof line === "object" && line !== null && !Array.isArray(line) ? Object.keys(line) : [];
  const [key] = keys;
  if (
    keys.length !== 1 ||
    key === undefined ||
    !(key === "article" || key === "link" || Object.hasOwn(NOUN_LISTS, key))
  ) {
    const message =
      'The line is not in this format: write one JSON object like {"source": …}, {"topic": …}, {"speaker": …}, {"proposition": …}, {"article": …} or {"link": …}.';
    yield { rejected: { place, code: "MALFORMED", message } };
    return;
  }
  const entry = (line as Record<string, unknown>)[key];
  if (key === "article") yield* readArticle(entry, place, defaults, seen);
  else if (key === "link") yield readLink(entry, place);
  else yield readNoun(NOUN_LISTS[key as keyof typeof NOUN_LISTS], entry, place);
}

/** Returns undefined if the text is not JSON. */
function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readNoun(list: (typeof NOUN_LISTS)[keyof typeof NOUN_LISTS], entry: unknown, place: Place): Reading {
  const document = { [list]: [entry] };
  const problems = problemsOf(document);
  return problems.length > 0
    ? { rejected: rejectionOf(place, problems, `${list}[0]`) }
    : { nouns: { place, document } };
}

function readLink(entry: unknown, place: Place): Reading {
  const problems = problemsOf({ links: [entry] });
  return problems.length > 0
    ? { rejected: rejectionOf(place, problems, "links[0]") }
    : { link: { place, entry: entry as LinkEntry, isRecord: true } };
}
