import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { isStanding } from "../names/standing.ts";

/** The size of the archive. */
export interface Stats {
  statements: Record<string, number>;
  appearances: number;
  articles: number;
  sources: number;
  speakers: Record<"all" | "unreviewed", number>;
  topics: number;
  tags: Record<string, number>;
  /** Addressees of statements, and those by way of whom they come, by role. */
  parties: Record<string, number>;
  propositions: number;
  stances: Record<string, number>;
  links: Record<string, number>;
  imports: number;
  /** The size of the database on disk. */
  bytes: number;
}

/** Counts the contents of the archive, exactly. */
export async function readStats(database: Database): Promise<Stats> {
  const [stats] = await database.query<{ stats: Stats }>(
    Prisma.sql`
/* stats */
SELECT jsonb_build_object(
  'statements', (
    SELECT jsonb_object_agg(name, count)
    FROM (
      SELECT 'all' AS name, count(*) FROM statement
      UNION ALL SELECT kind::text, count(*) FROM statement GROUP BY kind
      UNION ALL SELECT speaker_status::text, count(*) FROM statement GROUP BY speaker_status
      UNION ALL SELECT status::text, count(*) FROM statement GROUP BY status
    ) AS counted
  ),
  'appearances', (SELECT count(*) FROM appearance),
  'articles', (SELECT count(*) FROM article),
  'sources', (SELECT count(*) FROM source),
  'speakers', (SELECT jsonb_build_object('all', count(*), 'unreviewed', count(*) FILTER (WHERE NOT reviewed)) FROM speaker WHERE ${isStanding("speaker")}),
  'topics', (SELECT count(*) FROM topic),
  'tags', (SELECT COALESCE(jsonb_object_agg(basis, count), '{}') FROM (SELECT basis, count(*) FROM statement_tag GROUP BY basis) AS counted),
  'parties', (SELECT COALESCE(jsonb_object_agg(role, count), '{}') FROM (SELECT role, count(*) FROM statement_party GROUP BY role) AS counted),
  'propositions', (SELECT count(*) FROM proposition WHERE ${isStanding("proposition")}),
  'stances', (
    SELECT jsonb_object_agg(name, count)
    FROM (
      SELECT 'all' AS name, count(*) FROM stance
      UNION ALL SELECT position::text, count(*) FROM stance WHERE status = 'PUBLISHED' GROUP BY position
      UNION ALL SELECT status::text, count(*) FROM stance WHERE status <> 'PUBLISHED' GROUP BY status
    ) AS counted
  ),
  'links', (
    SELECT jsonb_object_agg(name, count)
    FROM (
      SELECT 'all' AS name, count(*) FROM statement_link
      UNION ALL SELECT kind::text, count(*) FROM statement_link GROUP BY kind
    ) AS counted
  ),
  'imports', (SELECT count(*) FROM import),
  'bytes', pg_database_size(current_database())
) AS stats`,
  );
  return (stats as { stats: Stats }).stats;
}
