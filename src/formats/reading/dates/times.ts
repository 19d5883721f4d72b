/** Abbreviations that mean one offset: those of RFC 2822, without "CST", which is China's too, and Central Europe's. */
const NAMED_ZONES: Record<string, string> = {
  ...{ z: "Z", utc: "Z", gmt: "Z", ut: "Z" },
  ...{ est: "-05:00", edt: "-04:00", cdt: "-05:00", mst: "-07:00", mdt: "-06:00" },
  ...{ pst: "-08:00", pdt: "-07:00", cet: "+01:00", cest: "+02:00" },
};
const TIME =
  /(?:^|(?<=\d{4}-?\d\d-?\d\d)t|,?\s+(?:at\s+|um\s+|à\s+)?)(\d{1,2})(?::(\d\d))(?::(\d\d)(?:[.,](\d+))?)?\s*([ap]\.?m\.?)?(?:\s*(?:(?:utc|gmt)(?=[+-]))?(z|[+-]\d\d(?::?\d\d)?(?::00)?|[a-z]{2,4}(?![a-z])))?(?:\s*(?:\([^)]*\)|\[[^\]]*\]))?(?=\s|$)/i;
/** ISO 8601 without separators: 20180907T143000Z. */
const BASIC_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?(?:\d\d)?)?$/i;

/** A date and what is written beside it: a time (HH:MM:SS) and the offset of its zone. */
export interface TimedDate {
  day: string;
  time?: string;
  zone?: string;
}

/**
 * Takes the time of day and its zone out of a date as programs write it: RFC 2822 ("Fri, 07 Sep 2018 14:30:00 GMT"), Twitter
 * ("Fri Sep 07 14:30:00 +0000 2018"), PostgreSQL ("2018-09-07 14:30:00+00"), JavaScript, and forms of ISO 8601. A zone that is
 * not known is left out, so that only the day counts.
 */
export function splitTime(text: string): TimedDate {
  const basic = BASIC_TIME.exec(text);
  if (basic) {
    const [, year, month, day, hour, minute, second, zone] = basic;
    return timed(`${year}-${month}-${day}`, hour, minute, second, zone);
  }
  const found = TIME.exec(text);
  if (!found) return { day: text };
  const [whole, hour, minute, second, fraction, half, zone] = found;
  const day = `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}`.trim();
  return timed(
    day,
    half ? hourOf(Number(hour), half) : hour,
    minute,
    fraction ? `${second}.${fraction.slice(0, 3)}` : second,
    zone,
  );
}

function timed(day: string, hour = "", minute = "", second = "00", zone = ""): TimedDate {
  const offset = offsetOf(zone);
  return { day, time: `${hour.padStart(2, "0")}:${minute}:${second}`, ...(offset && { zone: offset }) };
}

function hourOf(hour: number, half: string): string {
  return `${(hour % 12) + (/^p/i.test(half) ? 12 : 0)}`;
}

/** Returns the offset as RFC 3339 writes it: "+03:00" for "+0300", "+03" and "+03:00". */
function offsetOf(zone: string): string | undefined {
  const named = NAMED_ZONES[zone.toLowerCase()];
  if (named) return named;
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?/.exec(zone) ?? [];
  if (hours === "00" && minutes === "00") return "Z";
  return hours && `${sign}${hours}:${minutes}`;
}
