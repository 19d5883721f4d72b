import { createHash } from "node:crypto";

/** More shapes of text than this mean that the wrong statements are prepared; further ones are planned at each execution. */
const MOST_PLANS = 500;

/** PostgreSQL cuts names after 63 bytes; 96 bits of a digest never fall on two texts. */
const DIGEST_LETTERS = 16;

const planNames = new Map<string, string>();

/**
 * Returns the name of the prepared statement with this text. A name says the same in every process: a connection pooler
 * hands one session of PostgreSQL to several, and there a name that counts would run another's statement.
 */
export function planName(text: string): string | undefined {
  const known = planNames.get(text);
  if (known !== undefined) return known;
  if (planNames.size >= MOST_PLANS) return undefined;
  const name = `onrecord_${createHash("sha256").update(text).digest("base64url").slice(0, DIGEST_LETTERS)}`;
  planNames.set(text, name);
  return name;
}
