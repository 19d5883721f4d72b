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
  /** Words of the statement, quoted ones in straight quotation marks, as the filter `text` takes them. */
  text?: string;
  /** The year, or both ends of a span of years. */
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

/** All words that stand between two parts of a search. */
export const betweenNames: ReadonlySet<string> = new Set([...ON, ...SAYS]);

const QUOTED = /[“”„‟"«»]([^“”„‟"«»]*)[“”„‟"«»]/gu;
const YEARS =
  /(?:^|\s)(?:in|from|since)?\s*((?:1[5-9]|20)\d\d)(?:\s*(?:-|–|—|to|until)\s*((?:1[5-9]|20)\d\d))?(?=$|\s)/iu;
const LONGEST = 500;

/**
 * Reads what was typed. Only what the order of the words says is read: nothing is looked up. Years count only beside other
 * words or alone; a single word in front of a colon names the speaker.
 */
export function readSearch(typed: string): Search {
  const input = [...typed.normalize("NFC")].slice(0, LONGEST).join("").replaceAll(/\s+/gu, " ").trim();
  const phrases = [...input.matchAll(QUOTED)]
    .map(([, words = ""]) => `"${words.trim()}"`)
    .filter((words) => words !== '""');
  const { rest, ...years } = takeYears(input.replaceAll(QUOTED, " "));
  const whole = tidied(rest);
  const parts = takeApart(rest);
  const text = [...phrases, ...(parts.text ? [parts.text] : [])].join(" ");
  return {
    ...(whole && { whole }),
    ...(parts.speaker && { speaker: parts.speaker }),
    ...(parts.topic && { topic: parts.topic }),
    ...(text && { text }),
    ...years,
  };
}

function takeYears(input: string): { rest: string; from?: string; to?: string } {
  const found = YEARS.exec(input);
  if (!found) return { rest: input };
  const [all, from = "", to = from] = found;
  const rest = `${input.slice(0, found.index)} ${input.slice(found.index + all.length)}`;
  return from <= to ? { rest, from, to } : { rest, from: to, to: from };
}

/** Splits at the first word that stands between a speaker and a topic, or between a speaker and words. */
function takeApart(rest: string): Pick<Search, "speaker" | "topic" | "text"> {
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
  if (on < 0) return {};
  const speaker = tidied(words.slice(0, on).join(" "));
  return { ...(speaker && { speaker }), topic: words.slice(on + 1).join(" ") };
}

/** Removes what punctuation a sentence leaves at the ends: “Putin, on Idlib?” */
function tidied(words: string): string {
  return words.replaceAll(/\s+/gu, " ").replace(/^[\s,;:?!.]+|[\s,;:?!]+$/gu, "");
}
