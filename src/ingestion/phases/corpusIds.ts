import { standingId } from "../../archive/names/standing.ts";
import type { Database } from "../../database.ts";
import type { CorpusId } from "../../formats/drafts.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import type { ComposedDraft } from "./compose.ts";

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

/** Notes what the corpus knows its speakers by, so that it finds the same ones again. What is on record stays. */
export async function noteCorpusIds(
  database: Database,
  drafts: readonly ComposedDraft[],
  originId: number,
): Promise<void> {
  const known = drafts.flatMap(idsIn);
  if (known.length === 0) return;
  const column = (of: (one: (typeof known)[number]) => string) => known.map(of);
  await database.query(
    sql`
/* ingestion.corpus_ids.note */
INSERT INTO corpus_id (scheme, value, speaker_id, normalized, origin_id)
SELECT DISTINCT ON (given.scheme, given.value) given.scheme, given.value, ${standingId("speaker")}, given.normalized, ${originId}::int
FROM unnest(${column(({ id }) => id.scheme)}::text[], ${column(({ id }) => id.value)}::text[], ${column(({ slug }) => slug)}::text[],
  ${column(({ name }) => normalizeName(name))}::text[]) AS given (scheme, value, slug, normalized)
JOIN speaker ON speaker.slug = given.slug
ON CONFLICT DO NOTHING`,
  );
}

function idsIn(draft: ComposedDraft): { id: CorpusId; slug: string; name: string }[] {
  if ("person" in draft) {
    const { corpusId: id, match, speaker } = draft.person;
    return id ? [{ id, slug: match.is === "NEW" ? match.slug : match.bearer.slug, name: speaker.name }] : [];
  }
  if (!("article" in draft)) return [];
  return draft.article.statements.flatMap(({ corpusId, entry: { speaker: slug } }) =>
    corpusId && slug ? [{ id: corpusId.id, slug, name: corpusId.name }] : [],
  );
}
