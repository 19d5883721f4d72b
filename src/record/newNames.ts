import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/** The names of nouns that are new, each list in the order in which they were made; at most 100. */
export interface NewNames {
  newSpeakers: string[];
  newSources: string[];
  newTopics: string[];
}

/** The last ids of the nouns before something was written. */
export type NounMarks = Record<"speaker" | "source" | "topic", number>;

/** Notes where the nouns end, for `newNamesSince`. Call it when no other transaction writes: ids then grow in order. */
export async function markNouns(database: Database): Promise<NounMarks> {
  const [marks] = await database.query<NounMarks>(
    sql`
/* record.marks */
SELECT COALESCE((SELECT max(id) FROM speaker), 0) AS speaker, COALESCE((SELECT max(id) FROM source), 0) AS source,
  COALESCE((SELECT max(id) FROM topic), 0) AS topic`,
  );
  return marks as NounMarks;
}

/** Returns the names of the nouns made since `markNouns`. */
export async function newNamesSince(database: Database, marks: NounMarks): Promise<NewNames> {
  const [names] = await database.query<NewNames>(
    sql`
/* record.newNames */
SELECT
  ARRAY(SELECT name FROM speaker WHERE id > ${marks.speaker}::bigint ORDER BY id LIMIT 100) AS "newSpeakers",
  ARRAY(SELECT name FROM source WHERE id > ${marks.source}::bigint ORDER BY id LIMIT 100) AS "newSources",
  ARRAY(SELECT name FROM topic WHERE id > ${marks.topic}::bigint ORDER BY id LIMIT 100) AS "newTopics"`,
  );
  return names as NewNames;
}
