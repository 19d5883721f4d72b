import { fold } from "./fold.ts";

/** The words of dates in the languages of the interface, and what they make of a date. All are matched as `fold` writes them. */

/** A span of time: years, months or days as addresses write them, both ends included. An end that is absent is open. */
export interface SearchSpan {
  from?: string;
  to?: string;
}

/** Takes words apart at their spaces; `_` stands for a space within one. */
const listed = (words: string) => words.split(" ").map((word) => fold(word.replaceAll("_", " ")));

/** The months: their names in every case, and their abbreviations. */
const MONTHS = [
  "january jan januar jänner январь января январе янв ocak يناير كانون_الثاني",
  "february feb februar февраль февраля феврале фев şubat فبراير شباط",
  "march mar märz maerz март марта марте мар mart مارس آذار",
  "april apr апрель апреля апреле апр nisan أبريل نيسان",
  "may mai май мая мае mayıs مايو أيار",
  "june jun juni июнь июня июне haziran يونيو يونيه حزيران",
  "july jul juli июль июля июле temmuz يوليو يوليه تموز",
  "august aug август августа августе авг ağustos أغسطس آب",
  "september sep sept сентябрь сентября сентябре сен сент eylül سبتمبر أيلول",
  "october oct oktober okt октябрь октября октябре окт ekim أكتوبر تشرين_الأول",
  "november nov ноябрь ноября ноябре ноя kasım نوفمبر تشرين_الثاني",
  "december dec dezember dez декабрь декабря декабре дек aralık ديسمبر كانون_الأول",
];

/** The number of every month by its names. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, i) => listed(names).map((name) => [name, i + 1] as const)),
);

/** What a word makes of a date. */
export type Opening = (date: string) => SearchSpan;

const since: Opening = (from) => ({ from });
const after: Opening = (date) => ({ from: neighbour(date, 1) });
const before: Opening = (date) => ({ to: neighbour(date, -1) });
const until: Opening = (to) => ({ to });

/** Words that stand before a date and open its span; of several words, the longest is meant. */
const OPEN_BEFORE: readonly (readonly [string, Opening])[] = [
  ["since from seit ab depuis desde с со начиная_с منذ من başlangıç:", since],
  ["after nach после بعد", after],
  ["before vor перед قبل", before],
  ["until till through bis до по حتى إلى bitiş:", until],
];

/** Words that stand behind a date and open its span, as in Turkish. */
const OPEN_BEHIND: readonly (readonly [string, Opening])[] = [
  ["beri bu_yana itibaren", since],
  ["sonra sonraki sonrası", after],
  ["önce önceki öncesi", before],
  ["kadar", until],
];

const byWord = (openings: typeof OPEN_BEFORE): ReadonlyMap<string, Opening> =>
  new Map(openings.flatMap(([words, opening]) => listed(words).map((word) => [word, opening] as const)));

export const openingsBefore = byWord(OPEN_BEFORE);
export const openingsBehind = byWord(OPEN_BEHIND);

/** Words before a date that say only that it is one. */
export const plainBefore = listed(
  "in on during between im am vom von aus zwischen в во за между от في خلال بين tarih:",
);

/** Words behind a date that say only that it is one. */
export const plainBehind = listed("arası arasında arasındaki");

/** Words for a year or a month before the number or the name: “im Jahr 2018”, “في شهر سبتمبر 2018”. */
export const unitsBefore = listed("the_year year dem_jahr jahr jahre jahren عام العام سنة شهر");

/** Words for a year behind the number: “2018 года”, “2018 yılında”. */
export const unitsBehind = listed(
  "года году год годов годы гг г yılı yılında yılındaki yılından yılına yıllarında yılları",
);

/** Words between the ends of a span. */
export const joints = listed("to until till through and bis und по до и إلى حتى ile ve");

/** Returns the year, month or day beside this one. */
function neighbour(date: string, step: 1 | -1): string {
  const [year = 0, month, day] = date.split("-").map(Number);
  const time = new Date(
    month === undefined
      ? Date.UTC(year + step, 0)
      : day === undefined
        ? Date.UTC(year, month - 1 + step)
        : Date.UTC(year, month - 1, day + step),
  );
  return time.toISOString().slice(0, date.length);
}
