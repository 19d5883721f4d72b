import type { KeyValue } from "../archive/lists/keyset.ts";
import type { Matches } from "../archive/meant.ts";
import { prevailingOf } from "../archive/propositions/stances.ts";
import { bringCompanions } from "../archive/statements/companions.ts";
import { type StatementFilter, select } from "../archive/statements/filter.ts";
import { publishedLinksOf } from "../archive/statements/links.ts";
import { partiesOf } from "../archive/statements/parties.ts";
import { type StatementRow, statementReading, type Wanted } from "../archive/statements/rows.ts";
import { scanStatements } from "../archive/statements/scan.ts";
import { findByIds } from "../archive/topics.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/** All statements that a filter finds, however many, readable from the first to the last. */
export interface FoundStatements {
  /** The meanings of the names in the filter. */
  matches: Matches;
  /** Reads their ids, newest first, at most `size` at a time; each page continues where the last one ended. */
  ids(size: number): AsyncGenerator<number[]>;
}

/** Finds the statements that a list with the same filter holds. Throws InputError as `select` does. */
export async function findAll(database: Database, filter: StatementFilter): Promise<FoundStatements> {
  const selection = await select(database, filter);
  return {
    matches: selection.matches,
    async *ids(size) {
      for (let after: KeyValue[] | null = null; ; ) {
        const found: { id: number; said_at: Date }[] = await database.query(
          sql`/* statements.found */ ${scanStatements(selection, "DESC", { limit: size - 1, backward: false, after, before: null })}`,
        );
        const last = found.at(-1);
        if (last) yield found.map(({ id }) => id);
        if (!last || found.length < size) return;
        after = [last.said_at.toISOString(), last.id];
      }
    },
  };
}

const wanted: Wanted = {
  companions: new Set(["speaker", "role", "topics", "appearance", "article", "source", "wire"]),
  fields: {
    appearance: new Set(["id", "articleId", "attributionText", "cue", "exact", "prefix", "suffix"]),
    article: new Set([
      "id",
      "url",
      "headline",
      "publishedAt",
      "publishedAtPrecision",
      "language",
      "byline",
      "sourceId",
      "wireId",
    ]),
  },
};

/**
 * Returns the statements with these ids, in the order of the ids, each with its speaker and role, its other parties, its occasion,
 * topics, stances and links, and its first printing with article, publisher and agency. Leaves out a statement that was deleted in the
 * meantime.
 */
export async function readInFull(database: Database, ids: readonly number[]): Promise<StatementRow[]> {
  const { select: columns, from, take } = statementReading(wanted);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* statements.inFull */
SELECT ${columns}
FROM unnest(${ids}::bigint[]) WITH ORDINALITY AS place (id, place)
JOIN statement ON statement.id = place.id
${from}
ORDER BY place.place`,
  );
  const rows = records.map(take);
  await bringCompanions(database, rows, wanted.companions);
  const stances = await prevailingOf(
    database,
    rows.map(({ id }) => id),
  );
  const parties = await partiesOf(
    database,
    rows.map(({ id }) => id),
  );
  const links = await publishedLinksOf(
    database,
    rows.map(({ id }) => id),
  );
  const events = await findByIds(
    database,
    rows.flatMap(({ occasionId }) => occasionId ?? []),
  );
  const byId = new Map(events.map((event) => [event?.id, event]));
  return rows.map((row, i) => ({
    ...row,
    occasion: row.occasionId === null ? null : (byId.get(row.occasionId) ?? null),
    stances: stances[i] ?? [],
    ...(parties[i] && { parties: parties[i] }),
    links: links[i] ?? [],
  }));
}

/** Returns, by id, when each statement last changed: when it was created, printed by another article, or edited. */
export async function lastChanges(database: Database, ids: readonly number[]): Promise<Map<number, Date>> {
  const records = await database.query<{ id: number; at: Date }>(
    sql`
/* statements.lastChanges */
SELECT statement.id, GREATEST(
  statement.created_at,
  (SELECT max(created_at) FROM appearance WHERE appearance.statement_id = statement.id),
  (SELECT max(at) FROM revision WHERE table_name = 'statement' AND key = jsonb_build_object('id', statement.id))
) AS at
FROM statement
WHERE statement.id = ANY (${ids}::bigint[])`,
  );
  return new Map(records.map(({ id, at }) => [id, at]));
}
