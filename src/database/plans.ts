/** Beyond so many shapes of text something is wrong with what is prepared; the rest is planned anew each time. */
const MOST_PLANS = 500;

const planNames = new Map<string, string>();

/** The name of the prepared statement with this text: one name for one text, as PostgreSQL demands of each connection. */
export function planName(text: string): string | undefined {
  const known = planNames.get(text);
  if (known !== undefined) return known;
  if (planNames.size >= MOST_PLANS) return undefined;
  const name = `onrecord_${planNames.size}`;
  planNames.set(text, name);
  return name;
}
