/** More shapes of text than this mean that the wrong statements are prepared; further ones are planned at each execution. */
const MOST_PLANS = 500;

const planNames = new Map<string, string>();

/** Returns the name of the prepared statement with this text; PostgreSQL requires one name per text on a connection. */
export function planName(text: string): string | undefined {
  const known = planNames.get(text);
  if (known !== undefined) return known;
  if (planNames.size >= MOST_PLANS) return undefined;
  const name = `onrecord_${planNames.size}`;
  planNames.set(text, name);
  return name;
}
