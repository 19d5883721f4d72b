import type { Database } from "../../database.ts";
import * as sources from "../sources.ts";
import * as speakers from "../speakers.ts";
import * as topics from "../topics.ts";
import type { Companion, StatementRow } from "./rows.ts";

/**
 * Puts into the rows of a page those companions that stand in small tables: they are looked up by their ids, which costs
 * nothing where the database remembers them, while a join would read and parse the same few rows again for every statement.
 */
export async function bringCompanions(
  database: Database,
  rows: readonly StatementRow[],
  companions: ReadonlySet<Companion>,
): Promise<void> {
  const articles = rows.flatMap(({ firstAppearance }) => firstAppearance?.article ?? []);
  const [speakerById, topicById, sourceById] = await Promise.all([
    lookUp(database, speakers.findByIds, companions.has("speaker") ? rows.map((row) => row.speakerId) : []),
    lookUp(
      database,
      topics.findByIds,
      rows.flatMap((row) => row.topicIds ?? []),
    ),
    lookUp(database, sources.findByIds, [
      ...(companions.has("source") ? articles.map((article) => article.sourceId) : []),
      ...(companions.has("wire") ? articles.map((article) => article.wireId) : []),
    ]),
  ]);
  for (const row of rows) {
    if (companions.has("speaker")) row.speaker = found(speakerById, row.speakerId);
    if (row.topicIds) row.topics = topics.inOrderOfName(row.topicIds.flatMap((id) => topicById.get(id) ?? []));
  }
  for (const article of articles) {
    if (companions.has("source")) article.source = found(sourceById, article.sourceId);
    if (companions.has("wire")) article.wire = found(sourceById, article.wireId);
  }
}

type FindByIds<Row> = (database: Database, ids: readonly number[]) => Promise<(Row | null)[]>;

async function lookUp<Row>(database: Database, findByIds: FindByIds<Row>, wanted: (number | null)[]) {
  const ids = [...new Set(wanted)].filter((id) => id !== null);
  const rows = ids.length > 0 ? await findByIds(database, ids) : [];
  return new Map(ids.map((id, i) => [id, rows[i] ?? null]));
}

function found<Row>(byId: Map<number, Row | null>, id: number | null): Row | null {
  return id === null ? null : (byId.get(id) ?? null);
}
