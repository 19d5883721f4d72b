import { standingId } from "../../archive/names/standing.ts";
import type { Database } from "../../database.ts";
import type { CorpusId } from "../../formats/drafts.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/** Returns the slugs of the speakers whom corpora know by these ids, by `corpusKey`. */
export async function speakersByCorpusId(
  database: Database,
  ids: readonly CorpusId[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const [schemes, values] = [ids.map(({ scheme }) => scheme), ids.map(({ value }) => value)];
  const rows = await database.query<CorpusId & { slug: string }>(
    sql`
/* ingestion.corpus_ids */
SELECT DISTINCT corpus_id.scheme, corpus_id.value, standing.slug
FROM unnest(${schemes}::text[], ${values}::text[]) AS given (scheme, value)
JOIN corpus_id ON corpus_id.scheme = given.scheme AND corpus_id.value = given.value
JOIN speaker ON speaker.id = corpus_id.speaker_id
JOIN speaker AS standing ON standing.id = ${standingId("speaker")}`,
  );
  return new Map(rows.map((row) => [corpusKey(row), row.slug]));
}

/** Returns a text that only the same id has. */
export function corpusKey({ scheme, value }: CorpusId): string {
  return JSON.stringify([scheme, value]);
}
