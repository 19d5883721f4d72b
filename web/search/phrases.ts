import { fold } from "./fold.ts";

/** The words around the parts of a search, in the languages of the interface. They are compared as `fold` writes them. */

/** A phrase: its words. */
type Phrase = readonly string[];

/** Takes phrases apart at their spaces; `_` stands for a space within one. The longest come first. */
const listed = (phrases: string): readonly Phrase[] =>
  phrases
    .split(" ")
    .map((phrase) => fold(phrase).split("_"))
    .toSorted((one, other) => other.length - one.length);

/** Between a speaker and a topic. */
export const ON = listed(
  "on about regarding concerning über ueber zu zum zur zum_thema zur_frage zu_dem_thema bezüglich in_bezug_auf sur sobre " +
    "о об обо про по по_поводу по_вопросу на_тему насчёт относительно тема тема: konu: عن حول بشأن بخصوص فيما_يخص",
);

/** Between a speaker and words of the statement, or a topic. */
export const SAYS = listed(
  "says say said saying sagt sagte sagten sagen meint meinte erklärt erklärte dit dice dijo сказал сказала сказали говорит " +
    "говорил говорила говорили говорят заявил заявила заявили заявляет dedi diyor söyledi söylüyor قال قالت قالوا يقول تقول صرح صرحت",
);

/** After a verb, between a speaker and a topic: “said of Idlib”. */
export const OF = listed("of von");

/** After a verb, before words of the statement. */
export const THAT = listed("that dass daß что ki أن إن بأن");

/** Between a topic and a speaker. */
export const BY = listed("by von");

/**
 * All single words that stand between two parts of a search, for completion. “von” is left out: it is part of names.
 */
export const betweenNames: ReadonlySet<string> = new Set(
  [...ON, ...SAYS, ...THAT, ["by"]].flatMap((phrase) => (phrase.length === 1 ? phrase : [])),
);

/** Behind a topic, as in Turkish: “İdlib hakkında”. */
export const POSTPOSED = listed("hakkında hakkındaki üzerine konusunda konusundaki ile_ilgili için");

/** Between a topic and a speaker that stand in this order in a Turkish question: “İdlib hakkında ne dedi Putin”. */
export const ASKED = listed("ne_dedi ne_diyor ne_söyledi ne_söylüyor");

/** Behind all of a search in Turkish: “what did they say”, “their statements”. */
const TAIL =
  /\s+(?:ne (?:dedi|diyor|soyledi|soyluyor|dusunuyor|dusundu)|neler (?:dedi|soyledi)|(?:aciklama|soz|demec|gorus|alinti)\S*)$/u;

/** How questions and the headings of lists begin. What follows names a speaker, or `on` and a topic. */
const BEGINNINGS: readonly RegExp[] = [
  /^(?:statements?|quotes?|quotations?) (?=(?:by|on|about|from) )(?:(?:by|from) )?/u,
  /^(?:aussagen?|zitate?|au(?:ß|ss)erung(?:en)?) (?=(?:von|zu|zum|zur|uber) )(?:von )?/u,
  /^(?:was|wann|wo|wie|warum) (?:sagte|sagten|sagt|sagen|meinte?|meinen|denkt|dachte|hat|haben|hatte) /u,
  /^wer (?:sagte|sagt|sprach|spricht|redete) (?:etwas )?(?=(?:zu|zum|zur|uber) )/u,
  /^(?:высказывани[ея]|заявлени[ея]|цитат[аы]|слова):? /u,
  /^(?:что|когда|где|как) (?:сказал[аи]?|говорил[аи]?|говорит|говорят|заявил[аи]?|думает|думал[аи]?) /u,
  /^(?:что|когда|где|как) (?=.* (?:сказал[аи]?|говорил[аи]?|говорит|говорят|заявил[аи]?)(?: |$))/u,
  /^кто (?:говорил|говорит|сказал|высказывался) (?=(?:о|об|про|по) )/u,
  /^(?:تصريحات|تصريح|اقوال) (?:صادرة عن )?/u,
  /^(?:(?:ماذا|متى|اين|كيف|ما الذي) )?(?:قال|قالت|يقول|تقول|صرح|صرحت) /u,
  /^من (?:قال|تحدث|تكلم) (?=(?:عن|حول|بشان) )/u,
];

const ENDINGS = /\s+(?:gesagt|gemeint|erklart)$/u;

/** The English question, which has the speaker within it. */
const QUESTION =
  /^(?:what|when|where|how|why) (?:did|does|do|has|have|had) (.+?) (?:say|says|said|think|thinks|tell|told|talk|speak)(?= |$)/u;
const WHO = /^who (?:said|says|spoke|speaks|talked|talks)(?= )/u;

/**
 * Takes away how a question or a heading begins and ends: “What did Putin say about Idlib” is “Putin said about Idlib”, and
 * “Aussagen von Putin” is “Putin”. Whether anything was taken away says that what is left names a speaker, a topic or both.
 */
export function unwrapped(words: string): { words: string; isUnwrapped: boolean } {
  const folded = fold(words);
  const [question = "", speaker = ""] = QUESTION.exec(folded) ?? [];
  if (question) {
    const start = question.lastIndexOf(speaker);
    return {
      words: `${words.slice(start, start + speaker.length)} said${words.slice(question.length)}`,
      isUnwrapped: true,
    };
  }
  const [start = ""] = [WHO, ...BEGINNINGS].map((pattern) => pattern.exec(folded)?.[0]).filter(Boolean);
  const [end = ""] = ENDINGS.exec(folded) ?? TAIL.exec(folded) ?? [];
  const isUnwrapped = start !== "" || end !== "";
  return { words: words.slice(start.length, words.length - end.length).trim(), isUnwrapped };
}

/** Where a phrase stands in words, and how many words it has. */
export interface Found {
  at: number;
  length: number;
}

/** Finds the first place, from a word on, at which one of the phrases stands; the longest of those that begin there. */
export function findPhrase(words: readonly string[], phrases: readonly Phrase[], from = 0): Found | undefined {
  const folded = words.map((word) => fold(word));
  for (let at = from; at < folded.length; at += 1) {
    const phrase = phrases.find((candidate) => candidate.every((word, i) => folded[at + i] === word));
    if (phrase) return { at, length: phrase.length };
  }
  return undefined;
}
