/** A span of time: years, months or days as addresses write them, both ends included. An end that is absent is open. */
export interface SearchSpan {
  from?: string;
  to?: string;
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const YEAR = String.raw`(?:1[5-9]|20)\d\d`;
const DATE = String.raw`${YEAR}-\d\d-\d\d|${YEAR}-\d\d|(?:(?:\d{1,2}\s+)?(?:${MONTHS.join("|")})\s+)?${YEAR}`;

/** What the word before a date makes of it. A date after any other word, or after none, is the span itself. */
const OPEN: Readonly<Record<string, (date: string) => SearchSpan>> = {
  since: (from) => ({ from }),
  from: (from) => ({ from }),
  seit: (from) => ({ from }),
  depuis: (from) => ({ from }),
  desde: (from) => ({ from }),
  after: (date) => ({ from: neighbour(date, 1) }),
  before: (date) => ({ to: neighbour(date, -1) }),
  until: (to) => ({ to }),
  till: (to) => ({ to }),
  through: (to) => ({ to }),
  bis: (to) => ({ to }),
};
const SPAN = new RegExp(
  String.raw`(?:^|(?<=\s))(?:(${Object.keys(OPEN).join("|")}|in|on|during|between)\s+)?(${DATE})` +
    String.raw`(?:\s*(?:-|–|—|to|until|till|through|and)\s*(${DATE}))?(?=$|[\s,;:?!]|\.(?:\s|$))`,
  "iu",
);

/**
 * Takes the dates out of what was typed: “in 2018”, “since September 2018”, “before 2019”, “2016 to 2018”. “After” and “before” a
 * year leave the year itself out. What is no date of the calendar stays in the rest.
 */
export function takeSpan(input: string): { rest: string } & SearchSpan {
  const first = takeOne(input);
  if (!first) return { rest: input };
  const second = takeOne(first.rest);
  // “after 2016 and before 2018”: the second closes what the first leaves open.
  if (second && first.from !== undefined && first.to === undefined && second.from === undefined)
    return { ...inOrder({ from: first.from, ...second }), rest: second.rest.replace(/\s(?:and|but)\s*$/iu, " ") };
  return first;
}

function takeOne(input: string): ({ rest: string } & SearchSpan) | undefined {
  const found = SPAN.exec(input);
  if (!found) return undefined;
  const [all, word = "", one = "", other] = found;
  const [start, end] = [written(one), other === undefined ? undefined : written(other)];
  if (start === undefined || (other !== undefined && end === undefined)) return undefined;
  const rest = `${input.slice(0, found.index)} ${input.slice(found.index + all.length)}`;
  if (end !== undefined) return { rest, ...inOrder({ from: start, to: end }) };
  return { rest, ...(OPEN[word.toLowerCase()]?.(start) ?? { from: start, to: start }) };
}

/** Writes a date as addresses do. Returns undefined for one that the calendar does not have. */
function written(date: string): string | undefined {
  const words = date.toLowerCase().split(/\s+/u);
  const [year = "", month, day] = words.length > 1 || words[0]?.length === 4 ? words.toReversed() : date.split("-");
  const number = month === undefined ? undefined : MONTHS.indexOf(month) + 1 || Number(month);
  const parts = [year, number, day].filter((part) => part !== undefined).map((part) => String(part).padStart(2, "0"));
  const iso = parts.join("-");
  const time = new Date(`${[...parts, "01", "01"].slice(0, 3).join("-")}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined;
}

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

function inOrder<Found extends SearchSpan>(span: Found): Found {
  const { from, to } = span;
  return from !== undefined && to !== undefined && from > to ? { ...span, from: to, to: from } : span;
}
