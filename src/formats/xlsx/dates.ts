import type { DateForm } from "./styles.ts";

const DAY_SECONDS = 86_400;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
/** Excel believes that 1900 was a leap year: this is its 29 February. */
const NO_DAY = 60;

/**
 * Returns the date that Excel counts as this number, as exactly as its cell shows it, with the time of day if it has one. An
 * empty text for 0, which a formula gives for an empty cell; null if the number is no date.
 */
export function dateOfSerial(serial: number, form: DateForm, is1904: boolean): string | null {
  const seconds = Math.round((serial % 1) * DAY_SECONDS);
  const day = Math.floor(serial) + Math.floor(seconds / DAY_SECONDS);
  if (!(serial >= 0 && day <= LAST_DAY)) return null;
  const time = new Date((seconds % DAY_SECONDS) * 1_000).toISOString().slice(11, 19);
  if (day === 0 && !is1904) return seconds === 0 ? "" : time;
  if (day === 0 && form === "time") return time;
  const date = dayOfSerial(day, is1904);
  if (form === "year") return date.slice(0, 4);
  if (form === "month") return date.slice(0, 7);
  return seconds % DAY_SECONDS === 0 ? date : `${date} ${time}`;
}

function dayOfSerial(day: number, is1904: boolean): string {
  if (!is1904 && day === NO_DAY) return "1900-02-29";
  const before = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day > NO_DAY ? 30 : 31);
  return new Date(before + day * DAY_SECONDS * 1_000).toISOString().slice(0, 10);
}

/** Reads a number of five digits in a column of dates: days since 1900, in a cell that does not show them as a date. */
export function readBareSerial(cell: string, is1904: boolean): string {
  return /^[1-9]\d{4}(\.\d+)?$/.test(cell) ? (dateOfSerial(Number(cell), "day", is1904) ?? cell) : cell;
}
