import { takeSpan } from "./takeSpan.ts";

/**
 * What somebody means who types into the search box: “Putin on Idlib”, “Merkel said "we can manage"”, “Idlib 2018”. Pure;
 * which of the names exist is for the archive to say.
 */

/** What was typed, taken apart. A part that was not typed is absent. */
export interface Search {
  /** Everything but quoted words and years, as typed: the name of a speaker, a topic or a source, or words of the text. */
  whole?: string;
  /** Who speaks, if it was written as “X on Y” or “X says Y”. */
  speaker?: string;
  /** On what, if it was written as “X on Y” or “on Y”. */
  topic?: string;
  /** Whether it was written as “Y by X”, which may as well be words of a statement: “killed by a shell”. */
  isBy?: true;
  /** Words of the statement, quoted ones in straight quotation marks, as the filter `text` takes them. */
  text?: string;
  /** The ends of a span of years, months or days; both are the same for a single one. */
  from?: string;
  to?: string;
}

/** Words between a speaker and a topic, in the languages in which they stand between them. */
const ON = [
  "on",
  "about",
  "regarding",
  "über",
  "zu",
  "zum",
  "zur",
  "sur",
  "sobre",
  "о",
  "об",
  "обо",
  "про",
  "тема",
  "тема:",
  "konu:",
  "عن",
  "حول",
];
/** Words between a speaker and words of the statement. */
const SAYS = [
  "says",
  "said",
  "saying",
  "sagt",
  "sagte",
  "sagten",
  "dit",
  "dice",
  "dijo",
  "сказал",
  "сказала",
  "сказали",
  "говорит",
  "قال",
  "قالت",
];

/** A word between a topic and a speaker. */
const BY = "by";

/** All words that stand between two parts of a search. */
export const betweenNames: ReadonlySet<string> = new Set([...ON, ...SAYS, BY]);

const QUOTED = /[“”„‟"«»]([^“”„‟"«»]*)[“”„‟"«»]/gu;
/** How a question begins: “What did Putin say about”, and how a list is headed: “Statements by”. */
const QUESTION =
  /^(?:what|when|where|how|why)\s+(?:did|does|do|has|have|had)\s+(.+?)\s+(?:say|says|said|think|thinks|tell|told|talk|speak)(?=[\s?]|$)/iu;
const WHO = /^who\s+(?:said|says|spoke|speaks|talked|talks)(?=\s)/iu;
const HEADING = /^(?:(?:statements?|quotes?|quotations?)\s+(?=(?:by|on|about|from)\s))(?:(?:by|from)\s+)?/iu;

/** The most characters that may be typed. */
export const LONGEST_SEARCH = 500;

/**
 * Reads what was typed. Only what the order of the words says is read: nothing is looked up. What is too long
 * (`LONGEST_SEARCH`) is for the caller to refuse.
 */
export function readSearch(typed: string): Search {
  const input = typed.normalize("NFC").replaceAll(/\s+/gu, " ").trim();
  const phrases = [...input.matchAll(QUOTED)]
    .map(([, words = ""]) => `"${words.trim()}"`)
    .filter((words) => words !== '""');
  const { rest, ...span } = takeSpan(input.replaceAll(QUOTED, " "));
  const whole = tidied(rest);
  const asked = whole.replace(QUESTION, "$1 said").replace(WHO, "");
  const headed = asked.replace(HEADING, "");
  const apart = takeApart(headed);
  const isSpeakerAlone = headed !== asked && !apart.speaker && !apart.topic;
  const parts = isSpeakerAlone ? { speaker: headed } : apart;
  const text = [...phrases, ...(parts.text ? [parts.text] : [])].join(" ");
  return {
    ...(whole && { whole }),
    ...(parts.speaker && { speaker: parts.speaker }),
    ...(parts.topic && { topic: parts.topic }),
    ...(text && { text }),
    ...(parts.isBy && { isBy: parts.isBy }),
    ...span,
  };
}

/** Splits at the first word that stands between a speaker and a topic, or between a speaker and words. */
function takeApart(rest: string): Partial<Pick<Search, "speaker" | "topic" | "text" | "isBy">> {
  const words = tidied(rest).split(" ");
  const lower = words.map((word) => word.toLowerCase());
  const says = lower.findIndex((word, i) => i > 0 && SAYS.includes(word.replace(/:$/, "")));
  if (says > 0) {
    const spoken = words.slice(says + 1);
    const isAbout = ON.includes(spoken[0]?.toLowerCase() ?? "");
    const said = spoken.slice(isAbout ? 1 : 0).join(" ");
    const speaker = tidied(words.slice(0, says).join(" "));
    return { speaker, ...(said && (isAbout ? { topic: said } : { text: said })) };
  }
  const on = lower.findIndex((word, i) => i < words.length - 1 && ON.includes(word));
  const by = lower.indexOf(BY);
  if (by > 0 && by < words.length - 1 && on < 0)
    return { speaker: words.slice(by + 1).join(" "), topic: tidied(words.slice(0, by).join(" ")), isBy: true };
  if (on < 0) return {};
  const speaker = tidied(words.slice(0, on).join(" "));
  return { ...(speaker && { speaker }), topic: words.slice(on + 1).join(" ") };
}

/** Removes what punctuation a sentence leaves at the ends: “Putin, on Idlib?” */
function tidied(words: string): string {
  return words.replaceAll(/\s+/gu, " ").replace(/^[\s,;:?!.]+|[\s,;:?!]+$/gu, "");
}
