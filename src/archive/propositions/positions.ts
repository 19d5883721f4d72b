import type { Database } from "../../database.ts";
import { instantAfter, type When } from "../../document/dates.ts";
import { type DatePrecision, Prisma, type StancePosition } from "../../generated/prisma/client.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import { withGroups } from "../speakers.ts";
import { prevailingStances } from "./stances.ts";

const { sql, raw } = Prisma;

/** Where a speaker stands on a proposition. Nobody asserts it: it is what the stances of their statements amount to. */
export interface HeldPosition {
  propositionId: number;
  speakerId: number;
  position: StancePosition;
  /** The note of the latest stance; null without one. */
  note: string | null;
  /** Whether the latest statement is judged differently by several. */
  isDisputed: boolean;
  /** When the first of the unbroken row of statements with this position was said. */
  since: Date;
  sincePrecision: DatePrecision;
  /** The statements of that row, the latest first; at most 20. */
  statementIds: number[];
  /** How many statements the row has. */
  statementCount: number;
  /** Each change to another position, the earliest first. */
  changes: PositionMove[];
  /** The instant at which the archive stood so; left out for now. */
  asOf?: Date | undefined;
}

/** A change of a speaker's position, and the two statements between which it came. */
export interface PositionMove {
  from: StancePosition;
  to: StancePosition;
  beforeId: number;
  afterId: number;
  /** The instant at which the archive stood so; left out for now. */
  asOf?: Date | undefined;
}

/** How many speakers take a position. */
export interface PositionCount {
  position: StancePosition;
  speakerCount: number;
}

/** Whose positions are read: of all speakers on a proposition, or of a speaker on all propositions. */
export type PositionsOf = "proposition" | "speaker";

const SHOWN_STATEMENTS = 20;

/**
 * Returns the positions on each proposition, or of each speaker, as of a day: for each speaker the stance of their latest published
 * statement by `saidAt` (of two with the same, the one recorded later), whoever spoke last first. If several judge a statement
 * differently, one prevails (`prevailingStances`). The statements of a group are also its members'.
 *
 * @param at the last day, month, year or instant that counts; null for now
 * @param first how many for each
 */
export async function readPositions(
  database: Database,
  of: PositionsOf,
  ids: readonly number[],
  { at, first }: { at: When | null; first: number },
): Promise<HeldPosition[][]> {
  const rows = await database.query<HeldPosition & { key: number }>(
    sql`
/* positions.${raw(of)} */
WITH ${taken(of, ids, at)}
SELECT asked.id AS key, standing.*
FROM unnest(${ids}::bigint[]) WITH ORDINALITY AS asked (id, place)
CROSS JOIN LATERAL (
  SELECT proposition_id AS "propositionId", speaker_id AS "speakerId",
    (array_agg(position::text ORDER BY turn DESC))[1] AS position,
    (array_agg(note ORDER BY turn DESC))[1] AS note,
    (array_agg(is_disputed ORDER BY turn DESC))[1] AS "isDisputed",
    (array_agg(said_at ORDER BY turn) FILTER (WHERE is_current))[1] AS since,
    (array_agg(said_at_precision::text ORDER BY turn) FILTER (WHERE is_current))[1] AS "sincePrecision",
    (array_agg(statement_id ORDER BY turn DESC) FILTER (WHERE is_current))[1:${raw(String(SHOWN_STATEMENTS))}] AS "statementIds",
    count(*) FILTER (WHERE is_current)::int AS "statementCount",
    COALESCE(
      jsonb_agg(jsonb_build_object('from', earlier, 'to', position, 'beforeId', before_id, 'afterId', statement_id) ORDER BY turn)
        FILTER (WHERE earlier <> position),
      '[]'
    ) AS changes
  FROM taken
  WHERE ${raw(`${of}_id`)} = asked.id
  GROUP BY proposition_id, speaker_id
  ORDER BY max(said_at) DESC, (SELECT name COLLATE "C" FROM ${raw(other(of))} WHERE id = ${raw(`${other(of)}_id`)}), ${raw(`${other(of)}_id`)}
  LIMIT ${first}::int
) AS standing
ORDER BY asked.place`,
  );
  return groupedByKey(ids, rows, ({ key }) => key);
}

/** Returns how many speakers take each position on each proposition, as of a day; positions that nobody takes are left out. */
export async function countPositions(
  database: Database,
  propositionIds: readonly number[],
  at: When | null,
): Promise<PositionCount[][]> {
  const rows = await database.query<PositionCount & { key: number }>(
    sql`
/* positions.counts */
WITH ${taken("proposition", propositionIds, at)}
SELECT proposition_id AS key, position::text AS position, count(*)::int AS "speakerCount"
FROM taken
WHERE is_last
GROUP BY proposition_id, taken.position
ORDER BY proposition_id, taken.position`,
  );
  return groupedByKey(propositionIds, rows, ({ key }) => key);
}

function other(of: PositionsOf): PositionsOf {
  return of === "speaker" ? "proposition" : "speaker";
}

/** The statements that count, each for everyone whose it is, in turn; `is_current` marks the row that has the speaker's last position. */
function taken(of: PositionsOf, ids: readonly number[], at: When | null): Prisma.Sql {
  const before = at && instantAfter(at);
  const isAsked =
    of === "proposition"
      ? sql`stance.proposition_id = ANY (${ids}::bigint[])`
      : sql`stance.statement_id IN (SELECT statement.id FROM statement WHERE speaker_id IN (SELECT id FROM asked_speaker))`;
  const askedSpeakers =
    of === "proposition"
      ? Prisma.empty
      : sql`asked_speaker (id) AS MATERIALIZED (
  SELECT speaking.id FROM unnest(${ids}::bigint[]) AS asked (id) CROSS JOIN LATERAL (${withGroups(sql`asked.id`)}) AS speaking (id)
),`;
  return sql`${askedSpeakers}
judged AS (${prevailingStances(isAsked)}), said AS (
  SELECT judged.*, speaking.id AS speaker_id, said_at, said_at_precision,
    row_number() OVER in_turn AS turn,
    lag(position) OVER in_turn AS earlier, lag(statement_id) OVER in_turn AS before_id,
    lead(position) OVER in_turn IS NULL AS is_last
  FROM judged
  JOIN statement ON statement.id = judged.statement_id
  CROSS JOIN LATERAL (
    SELECT statement.speaker_id UNION ALL SELECT member_id FROM speaker_member WHERE group_id = statement.speaker_id
  ) AS speaking (id)
  WHERE statement.status = 'PUBLISHED' AND speaking.id IS NOT NULL
    AND ${before ? sql`statement.said_at < ${before.toISOString()}::timestamptz` : sql`TRUE`}
  WINDOW in_turn AS (PARTITION BY proposition_id, speaking.id ORDER BY said_at, statement_id)
), taken AS MATERIALIZED (
  SELECT said.*, turn >= COALESCE(max(turn) FILTER (WHERE earlier <> position) OVER (PARTITION BY proposition_id, speaker_id), 1) AS is_current
  FROM said
)`;
}
