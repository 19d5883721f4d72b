import {
  joints,
  monthNumbers,
  type Opening,
  openingsBefore,
  openingsBehind,
  plainBefore,
  plainBehind,
  type SearchSpan,
  unitsBefore,
  unitsBehind,
} from "./dateWords.ts";
import { fold } from "./fold.ts";

/** Makes a pattern of any of these words, the longest first. */
const anyOf = (words: Iterable<string>) =>
  [...words]
    .toSorted((one, other) => other.length - one.length)
    .join("|")
    .replaceAll(" ", String.raw`\s+`);

const YEAR = String.raw`(?:1[5-9]|20)\d\d(?!\d)`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th|\.)?`;
/** A month, also by two names that mean the same: “أيلول/سبتمبر”. */
const MONTH = String.raw`(?:${anyOf(monthNumbers.keys())})\.?(?:\s*/\s*(?:${anyOf(monthNumbers.keys())}))?`;
const DATE = [
  String.raw`${YEAR}-\d\d(?:-\d\d)?`,
  String.raw`\d{1,2}\.\d{1,2}\.${YEAR}`,
  String.raw`${MONTH}\s+${DAY},?\s+${YEAR}`,
  String.raw`(?:(?:${DAY}\s+(?:of\s+)?)?${MONTH},?\s+)?${YEAR}`,
].join("|");
/** A word for a year behind it, or an ending of Turkish: “2018 года”, “2018'den”. */
const BEHIND = String.raw`(?:['’]\p{L}{1,4}|\s+(?:${anyOf(unitsBehind)})(?!\p{L})\.?)?`;
const BEFORE = String.raw`(?:(?:${anyOf(unitsBefore)})\s+)?`;
/** What stands between the ends of a span. In Arabic “and” is written together with the next word, in Turkish “from” with the last. */
const JOINT = String.raw`\s*[-–—]\s*|\s+(?:${anyOf(joints)})\s+|\s+و\s*|(?<=['’][dt][ae]n)\s+`;
const SPAN = new RegExp(
  String.raw`(?:^|(?<=\s))(?:(${anyOf([...openingsBefore.keys(), ...plainBefore])})\s+)?` +
    `${BEFORE}(${DATE})${BEHIND}(?:(?:${JOINT})${BEFORE}(${DATE})${BEHIND})?` +
    String.raw`(?:\s+(${anyOf([...openingsBehind.keys(), ...plainBehind])}))?(?=$|[\s,،;:?!؟]|\.(?:\s|$))`,
  "u",
);

/**
 * Takes the dates out of what was typed, in any language of the interface: “in 2018”, “since September 2018”, “before 2019”, “2016 to
 * 2018”, “seit September 2018”, “в сентябре 2018 года”, “2018'den beri”, “منذ عام 2018”. “After” and “before” a year leave the
 * year itself out. What is no date of the calendar stays in the rest.
 */
export function takeSpan(input: string): { rest: string } & SearchSpan {
  const first = takeOne(input);
  if (!first) return { rest: input };
  const second = takeOne(first.rest);
  // “after 2016 and before 2018”: the second closes what the first leaves open.
  if (second && first.from !== undefined && first.to === undefined && second.from === undefined)
    return {
      ...inOrder({ from: first.from, ...second }),
      rest: second.rest.replace(/\s(?:and|but|und|и|ve|و)\s*$/iu, " "),
    };
  return first;
}

function takeOne(input: string): ({ rest: string } & SearchSpan) | undefined {
  const found = SPAN.exec(fold(withoutNames(input)));
  if (!found) return undefined;
  const [all, word = "", one = "", other, behind = ""] = found;
  const [start, end] = [written(one), other === undefined ? undefined : written(other)];
  if (start === undefined || (other !== undefined && end === undefined)) return undefined;
  const rest = `${input.slice(0, found.index)} ${input.slice(found.index + all.length)}`;
  if (end !== undefined) return { rest, ...inOrder({ from: start, to: end }) };
  const open: Opening | undefined =
    openingsBehind.get(behind.replaceAll(/\s+/gu, " ")) ?? openingsBefore.get(word.replaceAll(/\s+/gu, " "));
  return { rest, ...(open?.(start) ?? { from: start, to: start }) };
}

/**
 * Hides names that are written like words of dates: “Theresa May 2018” is about a speaker in a year, and “AB 2018” is the European
 * Union in Turkish. The places of all other characters stay.
 */
function withoutNames(input: string): string {
  return input
    .replaceAll(/(?<=^|\s)AB(?=\s)/gu, "\0\0")
    .replaceAll(/(?<=(?:^|\s)(\p{Lu}\p{Ll}+)\s)May(?=\s+\d{4})/gu, (month, before: string) =>
      dateWordsBefore.has(fold(before)) ? month : "\0\0\0",
    );
}

const dateWordsBefore: ReadonlySet<string> = new Set([...openingsBefore.keys(), ...plainBefore, ...joints]);

/** Writes a date, as `fold` left it, as addresses do. Returns undefined for one that the calendar does not have. */
function written(date: string): string | undefined {
  const parts = partsOf(date);
  if (!parts) return undefined;
  const iso = parts.map((part) => String(part).padStart(2, "0")).join("-");
  const time = new Date(`${`${iso}-01-01`.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined;
}

/** Returns the year, month and day that a date has. */
function partsOf(date: string): (string | number)[] | undefined {
  if (/^\d{4}(?:-\d\d)*$/u.test(date)) return date.split("-");
  if (date.includes(".") && !/\p{L}/u.test(date)) return date.split(".").toReversed();
  const [year = ""] = /(?<!\d)\d{4}(?!\d)/u.exec(date) ?? [];
  const [day] = /(?<!\d)\d{1,2}(?!\d)/u.exec(date) ?? [];
  const months = [...date.matchAll(MONTHS)].map(([name]) => monthNumbers.get(name.replaceAll(/\s+/gu, " ")));
  return new Set(months).size === 1 ? [year, months[0] as number, ...(day ? [day] : [])] : undefined;
}

const MONTHS = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(monthNumbers.keys())})(?!\p{L})`, "gu");

function inOrder<Found extends SearchSpan>(span: Found): Found {
  const { from, to } = span;
  return from !== undefined && to !== undefined && from > to ? { ...span, from: to, to: from } : span;
}
