import { shortDate } from "../language/dates.ts";
import { useLanguageTag } from "./reading.ts";

/** A span of time in milliseconds, from the first instant of its first date to the last of its last. */
export interface Span {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;

/** Returns the first instant of a date of which the day or the month may be unknown, or the instant after its last. */
function instantOf(date: string, end: "start" | "end" = "start"): number {
  const [year = 0, month, day] = date.split("-").map(Number);
  if (end === "start") return Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (month === undefined) return Date.UTC(year + 1, 0, 1);
  return day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day) + DAY_MS;
}

/** Returns the span of some dates, a little wider than they are; undefined without a date. */
export function spanOf(dates: readonly (string | null | undefined)[]): Span | undefined {
  const known = dates.filter((date): date is string => typeof date === "string");
  if (known.length === 0) return undefined;
  const from = Math.min(...known.map((date) => instantOf(date)));
  const to = Math.max(...known.map((date) => instantOf(date, "end")));
  const margin = Math.max((to - from) * 0.02, DAY_MS);
  return { from: from - margin, to: to + margin };
}

/** Makes the function that places dates in a span, in percent of its width. */
export function timeScale({ from, to }: Span) {
  return (date: string, end: "start" | "end" = "start") => (100 * (instantOf(date, end) - from)) / (to - from);
}

/** Writes a share of the width of a picture. */
export const percent = (share: number) => `${Math.round(share * 1_000) / 1_000}%`;

/** The steps between marks of the axis, in months; for less than two months, days. */
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200];
const MOST_TICKS = 8;
/** As many dates as a narrow window has room for. */
const FEW_TICKS = 3;

/** Returns the dates that are marked on the axis: about as many as have room, at the beginnings of months and years. */
function ticksOf({ from, to }: Span): string[] {
  const months = (to - from) / (30.4 * DAY_MS);
  if (months < 2) {
    const step = Math.max(1, Math.ceil((to - from) / DAY_MS / MOST_TICKS));
    const first = Math.ceil(from / DAY_MS) * DAY_MS;
    const days = Array.from({ length: MOST_TICKS + 1 }, (_, i) => first + i * step * DAY_MS);
    return days.filter((day) => day < to).map((day) => new Date(day).toISOString().slice(0, 10));
  }
  const step = STEPS.find((step) => months / step <= MOST_TICKS) ?? 12_000;
  const start = new Date(from);
  const first = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step;
  return Array.from({ length: MOST_TICKS + 1 }, (_, i) => first + i * step)
    .map(
      (month) => `${Math.floor(month / 12)}${step % 12 === 0 ? "" : `-${String((month % 12) + 1).padStart(2, "0")}`}`,
    )
    .filter((date) => instantOf(date) < to);
}

/** The axis below a picture: a line with dates. */
export function TimeAxis({ span, top }: { span: Span; top: number }) {
  const language = useLanguageTag();
  const x = timeScale(span);
  const ticks = ticksOf(span);
  // A narrow window has room for a few dates; the style leaves out two of three if there are more.
  const isFull = ticks.length > FEW_TICKS;
  return (
    <>
      <line class="axis" x1="0" x2="100%" y1={top} y2={top} />
      {ticks.map((date, i) => (
        <g key={date} class={isFull ? `tick tick-${i % 3}` : "tick"}>
          <line class="axis" x1={percent(x(date))} x2={percent(x(date))} y1={top} y2={top + 5} />
          <text x={percent(x(date))} y={top + 19} text-anchor={x(date) > 92 ? "end" : x(date) < 3 ? "start" : "middle"}>
            {shortDate(date, language)}
          </text>
        </g>
      ))}
    </>
  );
}
