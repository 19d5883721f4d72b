import { createHash } from "node:crypto";
import slugify from "@sindresorhus/slugify";

/** How many of one name are numbered; it is a rare name that ten bear whom nobody has told apart. */
const MOST_OF_A_NAME = 9;
const LONGEST_SLUG = 100;
const DIGEST_LENGTH = 10;

/**
 * The slugs that a new noun may have, the best first: its name in Latin letters, with a number where that is taken. A name in
 * letters that a machine cannot romanise rightly (唐鳳) gives its Wikidata id, or a digest of it.
 */
export function slugsFor({ name, wikidataId }: { name: string; wikidataId?: string | undefined }): string[] {
  const digest = createHash("sha256").update(name.normalize("NFC")).digest("hex").slice(0, DIGEST_LENGTH);
  const unnamed = wikidataId?.toLowerCase() ?? `name-${digest}`;
  const letters = slugify(name).slice(0, LONGEST_SLUG).replace(/-$/, "") || unnamed;
  const numbers = Array.from({ length: MOST_OF_A_NAME - 1 }, (_, i) => `${letters}-${i + 2}`);
  return [letters, ...numbers, `${letters}-${digest}`];
}
