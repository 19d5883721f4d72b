import { longDate } from "../language/dates.ts";
import { useLanguageTag } from "./reading.ts";

/** A date, as exactly as it is known. */
export function SaidOn({ date }: { date: string }) {
  return <time dateTime={date}>{longDate(date, useLanguageTag())}</time>;
}
