import type { Proposition, PropositionName, PropositionTopic, Stance } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The propositions, which are a directory (`names/directory.ts`). */
export const propositionTable = {
  table: "proposition",
  key: ["id"],
  parents: { merged_into_id: "proposition" },
  fields: {
    id: "bigint",
    slug: "text",
    name: "text",
    wikidataId: "text",
    fictional: "boolean",
    mergedIntoId: "bigint",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Proposition>;

/** All names of propositions, the main ones included. */
export const propositionNameTable = {
  table: "proposition_name",
  key: ["id"],
  owner: "proposition_id",
  parents: { proposition_id: "proposition" },
  fields: { id: "bigint", propositionId: "bigint", name: "text", normalized: "text", language: "text" },
} as const satisfies Table<PropositionName>;

/** What propositions are about. */
export const propositionTopicTable = {
  table: "proposition_topic",
  key: ["proposition_id", "topic_id"],
  owner: "proposition_id",
  parents: { proposition_id: "proposition", topic_id: "topic" },
  fields: { propositionId: "bigint", topicId: "bigint" },
} as const satisfies Table<PropositionTopic>;

/** What statements say about propositions; a stance is part of the statement. */
export const stanceTable = {
  table: "stance",
  key: ["id"],
  owner: "statement_id",
  parents: { statement_id: "statement", proposition_id: "proposition", origin_id: "origin" },
  fields: {
    id: "bigint",
    statementId: "bigint",
    propositionId: "bigint",
    position: '"StancePosition"',
    note: "text",
    judge: "text",
    status: '"StanceStatus"',
    originId: "bigint",
    createdAt: "timestamptz",
    recordedAt: "timestamptz",
  },
  fits: `EXISTS (SELECT FROM statement WHERE statement.id = was.statement_id AND status IN ('PUBLISHED', 'PROPOSED'))
  AND EXISTS (SELECT FROM proposition WHERE proposition.id = was.proposition_id AND merged_into_id IS NULL)
  AND NOT EXISTS (
    SELECT
    FROM stance AS other
    WHERE (other.statement_id, other.proposition_id) = (was.statement_id, was.proposition_id) AND other.id <> was.id
      AND ((other.origin_id, other.judge) = (was.origin_id, was.judge)
        OR other.status <> was.status AND stance_judge(other.judge, other.origin_id) = stance_judge(was.judge, was.origin_id))
  )`,
} as const satisfies Table<Stance>;
