import type { Database } from "../../database.ts";
import * as sources from "../sources.ts";
import * as speakers from "../speakers.ts";
import * as topics from "../topics.ts";
import type { Companion, StatementRow } from "./rows.ts";

/**
 * Adds to the rows of a page the companions that are kept in small tables. They are looked up by id, which costs nothing if the
 * database remembers them; a join would read and parse the same few rows again for every statement.
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
  const hasSpeaker = companions.has("speaker");
  for (const row of rows) {
    if (hasSpeaker) row.speaker = found(speakerById, row.speakerId);
    if (row.topicIds) row.topics = topics.inOrderOfName(allFound(topicById, row.topicIds));
  }
  for (const article of articles) {
    if (companions.has("source")) article.source = found(sourceById, article.sourceId);
    if (companions.has("wire")) article.wire = found(sourceById, article.wireId);
  }
}

type FindByIds<Row> = (database: Database, ids: readonly number[]) => Promise<(Row | null)[]>;

async function lookUp<Row>(database: Database, findByIds: FindByIds<Row>, wanted: (number | null)[]) {
  const byId = new Map<number, Row | null>();
  for (const id of wanted) if (id !== null) byId.set(id, null);
  if (byId.size === 0) return byId;
  const ids = [...byId.keys()];
  const rows = await findByIds(database, ids);
  for (let i = 0; i < ids.length; i++) byId.set(ids[i] as number, rows[i] ?? null);
  return byId;
}

function allFound<Row>(byId: Map<number, Row | null>, ids: readonly number[]): Row[] {
  const rows: Row[] = [];
  for (const id of ids) {
    const row = byId.get(id);
    if (row) rows.push(row);
  }
  return rows;
}

function found<Row>(byId: Map<number, Row | null>, id: number | null): Row | null {
  return id === null ? null : (byId.get(id) ?? null);
}
