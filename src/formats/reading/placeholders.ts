/** Years that programs write for an unknown or endless date, wherever they stand in it; not the parts of a second. */
const NO_YEAR = /(?<!\d|:|:\d\d\.)(?:0001|2999|3000|9999)(?!\d)/;
/** The first days that systems count from. They may be true, so they are ignored only beside another date. */
const ZERO_DATE = /^(?:1900-01-01|1970-01-01|1601-01-01|1899-12-3[01])(?:[T ]00:00.*)?$/;

/** Tells whether a date stands for an unknown one: "3000-01-01", "9999-12-31", "0001-01-01T00:00:00Z". */
export function isNoDate(written: string): boolean {
  return NO_YEAR.test(written);
}

/** Returns the dates without those that stand for none; "1900-01-01" is one of these if it stands beside another date. */
export function knownDates(written: readonly (string | undefined)[]): string[] {
  const given = written.flatMap((date) => {
    const text = date?.trim();
    return text && !isNoDate(text) ? text : [];
  });
  const sure = given.filter((date) => !ZERO_DATE.test(date));
  return sure.length > 0 ? sure : given;
}

/** Returns the first of the dates that is one; undefined if none is. */
export function knownDate(written: readonly (string | undefined)[]): string | undefined {
  return knownDates(written)[0];
}
