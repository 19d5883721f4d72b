import { standingId } from "../../archive/names/standing.ts";
import type { Database } from "../../database.ts";
import type { CorpusId } from "../../formats/drafts.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import type { ComposedDraft } from "./compose.ts";

const { sql } = Prisma;

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
SELECT DISTINCT ON (given.scheme, given.value) given.scheme, given.value, ${standingId("speaker")}, given.normalized, ${originId}::bigint
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
