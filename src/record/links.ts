import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import type { ReadDocument } from "../document/document.ts";
import { type DocumentProblem, RecordError } from "../document/errors.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";
import { type End, findEnds } from "./links/ends.ts";
import { type GivenLink, LINK_FIELDS, LINK_KEY, type LinkKey, upsertLinks } from "./links/write.ts";
import type { PrintingOutcome } from "./statements.ts";
import { distinct, rowsAsTable } from "./write.ts";

const { sql } = Prisma;

type ReadLink = ReadDocument["links"][number];

/**
 * Records the links of a document, as its origin judges them or passes them on. Each judge has one link for each pair and kind. Links
 * that an earlier version of the origin gave become this one's. Links that are no longer given stay: see `forgetFormerLinks`.
 *
 * @returns what became of each link, in their order
 * @throws RecordError naming each end that is unknown or retracted, and each link that dates or languages contradict
 */
export async function recordStatementLinks(
  database: Database,
  recorder: Recorder,
  links: readonly ReadLink[],
): Promise<PrintingOutcome[]> {
  if (links.length === 0) return [];
  const ends = await findEnds(
    database,
    links.flatMap(({ statement, target }) => [statement, target]),
  );
  const problems: DocumentProblem[] = [];
  const rows = links.map(({ judge = "", ...link }, i): GivenLink => {
    const [own, target] = [ends[2 * i] as End, ends[2 * i + 1] as End];
    if (own.problem !== null) problems.push({ path: `links[${i}].statement`, message: own.problem });
    if (target.problem !== null) problems.push({ path: `links[${i}].target`, message: target.problem });
    if (own.id !== 0 && own.id === target.id)
      problems.push({ path: `links[${i}].target`, message: "is the statement itself" });
    return { ...link, judge, statementId: own.id, targetId: target.id };
  });
  if (problems.length > 0) throw new RecordError(problems);
  await expectPossible(database, rows);
  const before = await takeFormer(database, recorder, rows);
  await upsertLinks(database, recorder, distinct(LINK_KEY, rows));
  return rows.map((row) => {
    const known = before.get(linkKey(row));
    if (known === undefined) return "made";
    return known === (row.note ?? null) ? "unchanged" : "changed";
  });
}

/** Refuses links that dates or languages contradict. Circles are left to the tables, which see all links together. */
async function expectPossible(database: Database, rows: readonly GivenLink[]): Promise<void> {
  const broken = await database.query<{ place: number; message: string }>(
    sql`
/* record.link.impossible */
SELECT row_place::int - 1 AS place, explain_link_rule(impossible.rule) AS message
FROM ${rowsAsTable(LINK_FIELDS, rows)}
JOIN statement AS own ON own.id = given.statement_id
JOIN statement AS target ON target.id = given.target_id
CROSS JOIN LATERAL broken_link_rule(given.kind, own.said_at, own.said_at_precision, own.said_at_basis, own.language,
  target.said_at, target.said_at_basis, target.language) AS impossible (rule)
WHERE impossible.rule IS NOT NULL
ORDER BY row_place`,
  );
  if (broken.length === 0) return;
  throw new RecordError(broken.map(({ place, message }) => ({ path: `links[${place}].kind`, message })));
}

/**
 * Reads the notes of the links that the origin has given before, by `linkKey`, and deletes those of its earlier versions, which are
 * written anew.
 */
async function takeFormer(
  database: Database,
  { originId, lineage }: Recorder,
  rows: readonly GivenLink[],
): Promise<ReadonlyMap<string, string | null>> {
  const known = await database.query<LinkKey & { id: number; note: string | null; originId: number }>(
    sql`
/* record.link.known */
SELECT link.id, link.statement_id AS "statementId", link.kind::text AS kind, link.target_id AS "targetId", link.judge, link.note,
  link.origin_id AS "originId"
FROM ${rowsAsTable(LINK_FIELDS, rows)}
JOIN statement_link AS link ON (link.statement_id, link.kind, link.target_id, link.judge)
  = (given.statement_id, given.kind, given.target_id, given.judge)
WHERE link.origin_id = ANY (${lineage}::bigint[])`,
  );
  const former = known.filter((link) => link.originId !== originId).map(({ id }) => id);
  if (former.length > 0) {
    await database.query(sql`/* record.link.delete */ DELETE FROM statement_link WHERE id = ANY (${former}::bigint[])`);
  }
  return new Map(known.map((link) => [linkKey(link), link.note]));
}

function linkKey(link: LinkKey): string {
  return JSON.stringify(LINK_KEY.map((field) => link[field]));
}

/**
 * Deletes the links that only earlier versions of a file gave: when a version has been read to its end, it has taken over those that
 * it still gives. Those of a file that it replaces under another name stay until all files are read: see `takeOutReplaced`.
 *
 * @returns how many were deleted
 */
export async function forgetFormerLinks(database: Database, { kind, name, version = "" }: Asserter): Promise<number> {
  const gone = await database.query(
    sql`
/* record.link.forget */
DELETE FROM statement_link
USING origin
WHERE origin.id = origin_id AND origin.kind = ${kind}::"OriginKind" AND origin.name = ${name} AND origin.version <> ${version}
RETURNING 1`,
  );
  return gone.length;
}

/** Deletes the links that these origins gave. */
export async function removeLinksOf(database: Database, originIds: readonly number[]): Promise<void> {
  await database.query(
    sql`/* record.link.remove */ DELETE FROM statement_link WHERE origin_id = ANY (${originIds}::bigint[])`,
  );
}
