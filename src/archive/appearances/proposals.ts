import type { Database } from "../../database.ts";
import { Prisma, type Proposal, type Speaker, type SpeakerKind } from "../../generated/prisma/client.ts";
import { inKeyOrder } from "../lists/inKeyOrder.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice, type Slice } from "../lists/keyset.ts";
import { type List, upToCap } from "../lists/list.ts";
import { matchNames } from "../meant.ts";
import { proposalTable } from "../tables/proposal.ts";
import { speakerTable } from "../tables/speaker.ts";
import { columnOf } from "../tables/table.ts";
import type { Sight } from "../unchecked.ts";
import { type ProposalFilter, readConditions } from "./proposals/conditions.ts";

const { sql, raw, empty } = Prisma;

/** A proposal has the id of its printing. */
export interface ProposalRow extends Proposal {
  id: number;
  statementId: number;
  /** The printing's place in the reading order of its article. */
  position: number;
}

/** Another speaker whom a mention may mean. */
export interface OtherSpeaker {
  name: string;
  kind?: SpeakerKind;
  confidence: number;
}

/** Another passage that may be the statement. */
export interface OtherExtent {
  exact: string;
  start: number;
  end: number;
  confidence: number;
}

/** READING: article by article as they were recorded, each in its reading order. CONFIDENCE: the surest first. */
export type ProposalOrder = "READING" | "CONFIDENCE";

const proposalKeysets: Record<ProposalOrder, Keyset> = {
  READING: {
    name: "proposals.READING",
    columns: [
      { sql: sql`proposal.article_id`, type: "bigint" },
      { sql: sql`appearance.position`, type: "bigint" },
    ],
    direction: "ASC",
  },
  CONFIDENCE: {
    name: "proposals.CONFIDENCE",
    columns: [
      { sql: sql`proposal.confidence`, type: "float8" },
      { sql: sql`proposal.appearance_id`, type: "bigint" },
    ],
    direction: "DESC",
  },
};

const proposalColumns = raw(
  [
    ...Object.entries(proposalTable.fields).map(
      ([field, type]) => `proposal.${columnOf(field)}${type.endsWith('"[]') ? "::text[]" : ""} AS "${field}"`,
    ),
    'proposal.appearance_id AS id, appearance.statement_id AS "statementId", appearance.position',
  ].join(", "),
);

const printedProposals = sql`
FROM proposal
JOIN appearance ON appearance.id = proposal.appearance_id
JOIN statement ON statement.id = appearance.statement_id`;

/** Returns the list of the proposals that wait for a person. Throws InputError for a bad page or filter. */
export async function list(
  database: Database,
  filter: ProposalFilter,
  order: ProposalOrder,
  page: PageArguments,
): Promise<List<ProposalRow>> {
  const keyset = proposalKeysets[order];
  const slice = readSlice(keyset, page);
  const from = sql`${printedProposals} WHERE ${await readConditions(database, filter)}`;
  const near = order === "READING" ? sql`AND ${nearCursors(slice)}` : empty;
  return {
    name: "proposals.list",
    keyset,
    slice,
    prepared: false,
    select: sql`SELECT ${proposalColumns} ${from} ${near} AND ${inSlice(keyset, slice)} ORDER BY ${ordered(keyset, slice)} ${limited(slice)}`,
    count: sql`SELECT count(*)::int AS count FROM (SELECT ${from} ${upToCap}) AS waiting`,
    capped: true,
    take: (record) => record as unknown as ProposalRow,
    key: ({ articleId, position, confidence, id }) => (order === "READING" ? [articleId, position] : [confidence, id]),
  };
}

/** A cursor of READING compares columns of two tables, which no index has: this finds the article by that of proposals. */
function nearCursors({ after, before }: Slice): Prisma.Sql {
  const from = after ? sql`proposal.article_id >= ${after[0]}::bigint` : sql`TRUE`;
  return before ? sql`${from} AND proposal.article_id <= ${before[0]}::bigint` : from;
}

/** The proposals that are sure enough to be accepted together. */
export interface PendingProposals {
  /** How many there are. */
  count: number;
  /** The ids of the surest of those whose speaker can be told, if only by a name that nobody bears yet. */
  ids: number[];
}

/** Finds the proposals that wait for a person, the surest first. Throws InputError for a bad filter. */
export async function findPending(database: Database, filter: ProposalFilter, most: number): Promise<PendingProposals> {
  const [found] = await database.query<PendingProposals>(
    sql`
/* proposals.pending */
WITH sure AS (
  SELECT proposal.appearance_id AS id, confidence, reasons && '{AMBIGUOUS_NAME, UNKNOWN_SPEAKER}' AS unclear
  ${printedProposals}
  WHERE ${await readConditions(database, filter)}
)
SELECT (SELECT count(*) FROM sure) AS count, ARRAY(
  SELECT id FROM sure WHERE NOT unclear ORDER BY confidence DESC, id DESC LIMIT ${most}
) AS ids`,
  );
  return found ?? { count: 0, ids: [] };
}

/** Returns the proposals of these ids, in their order, reviewed or not: null for an unknown id, and for who must not see them. */
export async function findByIds(
  database: Database,
  ids: readonly number[],
  { seesUnchecked }: Sight,
): Promise<(ProposalRow | null)[]> {
  if (!seesUnchecked) return ids.map(() => null);
  const rows = await database.query<ProposalRow>(
    sql`/* proposals.byId */ SELECT ${proposalColumns} ${printedProposals} WHERE proposal.appearance_id = ANY (${ids}::bigint[])`,
  );
  return inKeyOrder(ids, rows, ({ id }) => id);
}

/** The text of an article around a passage. */
export interface PassageSurroundings {
  id: number;
  before: string;
  after: string;
}

/** How much of the text on each side is shown, in code points. */
const SURROUNDINGS = 400;

/** Returns the text around the passages of printings, in their order; only the stored context if the archive does not hold the body. */
export async function surroundingsOf(
  database: Database,
  ids: readonly number[],
): Promise<(PassageSurroundings | null)[]> {
  const rows = await database.query<PassageSurroundings>(
    sql`
/* proposals.surroundings */
SELECT appearance.id,
  COALESCE(substr(body, GREATEST(1, start_offset + 1 - ${SURROUNDINGS}::int), LEAST(start_offset, ${SURROUNDINGS}::int)), prefix) AS before,
  COALESCE(substr(body, end_offset + 1, ${SURROUNDINGS}::int), suffix) AS after
FROM appearance
JOIN article ON article.id = article_id
WHERE appearance.id = ANY (${ids}::bigint[])`,
  );
  return inKeyOrder(ids, rows, ({ id }) => id);
}

/** `matchNames` takes no more names at once. */
const NAMES_AT_ONCE = 100;

/** Returns for each name the speakers whom it may mean: those who bear it, otherwise those with similar names. */
export async function namesakesOf(database: Database, names: readonly string[]): Promise<Speaker[][]> {
  const found: Speaker[][] = [];
  for (let from = 0; from < names.length; from += NAMES_AT_ONCE) {
    const some = names.slice(from, from + NAMES_AT_ONCE);
    const matches = await matchNames<Speaker>(database, speakerTable, "names", some);
    const byName = new Map(matches.map(({ given, bearers, suggestions }) => [given, [...bearers, ...suggestions]]));
    found.push(...some.map((name) => byName.get(name) ?? []));
  }
  return found;
}
