import { standingId } from "../archive/names/standing.ts";
import type { Database } from "../database.ts";
import { corpusId } from "../document/fields.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { normalizeName } from "../text/names.ts";

const { sql } = Prisma;

/** An id that a corpus gives a speaker. */
export interface SpeakerCorpusId {
  scheme: string;
  value: string;
  /** The name that the corpus gives: another id of the scheme with the same name is another person. */
  name?: string | undefined;
  /** The speaker on record, or one that was merged into it. */
  slug: string;
}

/**
 * Records the ids that corpora give speakers, by which later files find the same speakers. An id on record stays as it is, and one
 * that is too long or has control characters is left out.
 *
 * @returns the slugs of the speakers that have new ids
 */
export async function recordCorpusIds(
  database: Database,
  originId: number,
  given: readonly SpeakerCorpusId[],
): Promise<ReadonlySet<string>> {
  const known = given.filter(({ slug: _, ...id }) => corpusId.safeParse(id).success);
  if (known.length === 0) return new Set();
  const column = (of: (one: SpeakerCorpusId) => string) => known.map(of);
  const rows = await database.query<{ slug: string }>(
    sql`
/* record.corpus_ids */
WITH given AS (
  SELECT DISTINCT ON (scheme, value) *
  FROM unnest(${column(({ scheme }) => scheme)}::text[], ${column(({ value }) => value)}::text[], ${column(({ slug }) => slug)}::text[],
    ${column(({ name = "" }) => normalizeName(name))}::text[]) AS given (scheme, value, slug, normalized)
), made AS (
  INSERT INTO corpus_id (scheme, value, speaker_id, normalized, origin_id)
  SELECT given.scheme, given.value, ${standingId("speaker")}, given.normalized, ${originId}::bigint
  FROM given
  JOIN speaker ON speaker.slug = given.slug
  ON CONFLICT DO NOTHING
  RETURNING scheme, value
)
SELECT DISTINCT slug FROM made JOIN given USING (scheme, value)`,
  );
  return new Set(rows.map(({ slug }) => slug));
}
