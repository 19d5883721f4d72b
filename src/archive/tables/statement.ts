import type {
  Statement,
  StatementLink,
  StatementParty,
  StatementTag,
  TagRemoval,
} from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The statements. */
export const statementTable = {
  table: "statement",
  key: ["id"],
  parents: { speaker_id: "speaker", occasion_id: "topic", origin_id: "origin" },
  fields: {
    id: "bigint",
    uuid: "uuid",
    speakerId: "bigint",
    speakerStatus: '"SpeakerStatus"',
    text: "text",
    kind: '"StatementKind"',
    wordingDigest: "text",
    saidAt: "timestamptz",
    saidAtPrecision: '"DatePrecision"',
    saidAtBasis: '"SaidAtBasis"',
    language: "text",
    originalLanguage: "text",
    occasionId: "bigint",
    status: '"StatementStatus"',
    statusReason: "text",
    originId: "bigint",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Statement>;

/** The topics of statements, a row for each reason that a statement has for being about a topic. */
export const statementTagTable = {
  table: "statement_tag",
  key: ["statement_id", "topic_id", "basis"],
  owner: "statement_id",
  parents: { statement_id: "statement", topic_id: "topic" },
  fields: { statementId: "bigint", topicId: "bigint", basis: '"TagBasis"', createdAt: "timestamptz" },
} as const satisfies Table<StatementTag>;

/** The addressees of statements, and those by way of whom articles have them. They are part of the statement. */
export const statementPartyTable = {
  table: "statement_party",
  key: ["statement_id", "role", "position"],
  owner: "statement_id",
  parents: { statement_id: "statement", speaker_id: "speaker" },
  fields: {
    statementId: "bigint",
    role: '"PartyRole"',
    position: "integer",
    speakerId: "bigint",
    createdAt: "timestamptz",
  },
  fits: `NOT EXISTS (SELECT FROM statement WHERE statement.id = was.statement_id AND statement.speaker_id = was.speaker_id)
  AND NOT EXISTS (
    SELECT
    FROM statement_party AS other
    WHERE (other.statement_id, other.role, other.speaker_id) = (was.statement_id, was.role, was.speaker_id)
  )`,
} as const satisfies Table<StatementParty>;

/** The topics that editors have taken from statements. They are no part of what a statement says, so nothing owns them. */
export const tagRemovalTable = {
  table: "tag_removal",
  key: ["statement_id", "topic_id"],
  parents: { statement_id: "statement", topic_id: "topic" },
  fields: { statementId: "bigint", topicId: "bigint" },
} as const satisfies Table<TagRemoval>;

/** The links of statements to others, as somebody judges them; a link is part of the statement that makes it. */
export const statementLinkTable = {
  table: "statement_link",
  key: ["id"],
  owner: "statement_id",
  parents: { statement_id: "statement", target_id: "statement", origin_id: "origin" },
  fields: {
    id: "bigint",
    statementId: "bigint",
    kind: '"StatementLinkKind"',
    targetId: "bigint",
    note: "text",
    judge: "text",
    originId: "bigint",
    createdAt: "timestamptz",
    recordedAt: "timestamptz",
  },
  fits: `EXISTS (
    SELECT
    FROM statement AS own
    JOIN statement AS target ON target.id = was.target_id
    WHERE own.id = was.statement_id AND own.status IN ('PUBLISHED', 'PROPOSED') AND target.status IN ('PUBLISHED', 'PROPOSED')
      AND broken_link_rule(was.kind, own.said_at, own.said_at_precision, own.said_at_basis, own.language,
        target.said_at, target.said_at_basis, target.language) IS NULL
  )
  AND NOT closes_link_circle(was.id, was.statement_id, was.kind, was.target_id)
  AND NOT EXISTS (
    SELECT
    FROM statement_link AS other
    WHERE (other.statement_id, other.kind, other.target_id, other.origin_id, other.judge)
      = (was.statement_id, was.kind, was.target_id, was.origin_id, was.judge)
  )`,
} as const satisfies Table<StatementLink>;
