import { ASKED, BY, findPhrase, OF, ON, POSTPOSED, SAYS, THAT, unwrapped } from "./phrases.ts";
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
  /** A topic, or a speaker and then a topic with nothing between them, as “X Y hakkında” has them in Turkish. */
  together?: string;
  /** Words of the statement, quoted ones in straight quotation marks, as the filter `text` takes them. */
  text?: string;
  /** The ends of a span of years, months or days; both are the same for a single one. */
  from?: string;
  to?: string;
}

const QUOTED = /[“”„‟"«»]([^“”„‟"«»]*)[“”„‟"«»]/gu;
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
  const parts = takeApart(whole);
  const text = [...phrases, ...(parts.text ? [parts.text] : [])].join(" ");
  return { ...(whole && { whole }), ...parts, ...(text && { text }), ...span };
}

type Parts = Partial<Pick<Search, "speaker" | "topic" | "text" | "isBy" | "together">>;

/** Splits at the first words that stand between a speaker and a topic, or between a speaker and words of the text. */
function takeApart(whole: string): Parts {
  const { words: asked, isUnwrapped } = unwrapped(whole);
  const words = asked.split(" ");
  const turkish = takePostposed(words, isUnwrapped);
  if (turkish) return turkish;
  const said = takeSaid(words, isUnwrapped);
  if (said) return said;
  const on = findPhrase(words.slice(0, -1), ON);
  if (on) {
    const [speaker, topic] = [written(words.slice(0, on.at)), written(words.slice(on.at + on.length))];
    if (speaker && topic) return { speaker, topic };
  }
  const start = on ? on.at + on.length : 0;
  const by = findPhrase(words.slice(0, -1), BY, start + 1);
  const topic = written(words.slice(start, by?.at));
  if (by && topic) return { speaker: written(words.slice(by.at + 1)), topic, isBy: true };
  if (on && topic) return { topic };
  return isUnwrapped && asked !== "" ? { speaker: tidied(asked) } : {};
}

/** Reads “X says Y”, “X said about Y”, and “said X that Y”, of which the verb has been taken away. */
function takeSaid(words: readonly string[], isUnwrapped: boolean): Parts | undefined {
  const bare = words.map((word) => word.replace(/[:,،]$/u, ""));
  const says = findPhrase(bare, SAYS, 1) ?? (isUnwrapped ? findPhrase(bare, THAT, 1) : undefined);
  if (!says) return undefined;
  const speaker = written(words.slice(0, says.at));
  const said = words.slice(says.at + says.length);
  const on = findPhrase(said, [...ON, ...OF]);
  if (on?.at === 0) {
    const topic = written(said.slice(on.length));
    return { speaker, ...(topic && { topic }) };
  }
  const that = findPhrase(said, THAT);
  const text = said.slice(that?.at === 0 ? that.length : 0).join(" ");
  return { speaker, ...(text && { text }) };
}

/** A Turkish name in the genitive: “Putin'in”. */
const GENITIVE = /^(.+)['’]n?[ıiuü]n$/iu;

/** Reads “X'in Y hakkında”, “X Y hakkında” and “Y hakkında X”, as in Turkish. */
function takePostposed(words: readonly string[], isUnwrapped: boolean): Parts | undefined {
  const about = findPhrase(words, POSTPOSED, 1);
  const before = words.slice(0, about?.at);
  const rest = about ? words.slice(about.at + about.length) : [];
  const asked = findPhrase(rest, ASKED);
  const behind = rest.slice(asked?.at === 0 ? asked.length : 0);
  const whose = before.findIndex((word) => GENITIVE.test(word));
  if (whose >= 0 && behind.length === 0 && (about || isUnwrapped)) {
    const speaker = written([...before.slice(0, whose), before[whose]?.replace(GENITIVE, "$1") ?? ""]);
    const topic = written(before.slice(whose + 1));
    return { speaker, ...(topic && { topic }) };
  }
  if (!about) return undefined;
  if (behind.length > 0)
    return { speaker: written(behind).replace(GENITIVE, "$1"), topic: written(before), isBy: true };
  return before.length === 1 ? { topic: written(before) } : { together: written(before) };
}

/** Joins words, without what punctuation a sentence leaves at the ends. */
const written = (words: readonly string[]) => tidied(words.join(" "));

/** Removes what punctuation a sentence leaves at the ends: “Putin, on Idlib?” */
function tidied(words: string): string {
  return words.replaceAll(/\s+/gu, " ").replace(/^[\s,،;؛:?؟!.]+|[\s,،;؛:?؟!.]+$/gu, "");
}
