import type { Assertion, AssertionSubject } from "../../generated/prisma/client.ts";
import { appearanceTable } from "./appearance.ts";
import { articleTable } from "./article.ts";
import { propositionNameTable, propositionTable, propositionTopicTable } from "./proposition.ts";
import { sourceNameTable, sourceTable } from "./source.ts";
import { speakerMemberTable, speakerNameTable, speakerRoleTable, speakerTable } from "./speaker.ts";
import { statementTagTable } from "./statement.ts";
import type { Table } from "./table.ts";
import { topicBroaderTable, topicNameTable, topicTable } from "./topic.ts";

/** Which origin vouches for which row. */
export const assertionTable = {
  table: "assertion",
  key: ["subject", "subject_id", "other_id", "origin_id"],
  parents: { origin_id: "origin" },
  fields: { subject: '"AssertionSubject"', subjectId: "bigint", otherId: "bigint", originId: "bigint" },
} as const satisfies Table<Assertion>;

/** A table whose rows are asserted. */
interface AssertedTable {
  table: string;
  /** The columns that an assertion names a row by: its `subject_id`, and its `other_id` (0 if there is no second column). */
  key: readonly [string] | readonly [string, string];
  /** The condition for its asserted rows, if only some are. */
  where?: string;
}

/** The tables whose rows the assertions of each subject are about. */
export const assertedTables: Readonly<Record<AssertionSubject, AssertedTable>> = {
  SOURCE: sourceTable,
  SOURCE_NAME: sourceNameTable,
  SPEAKER: speakerTable,
  SPEAKER_NAME: speakerNameTable,
  SPEAKER_ROLE: speakerRoleTable,
  SPEAKER_MEMBER: speakerMemberTable,
  TOPIC: topicTable,
  TOPIC_NAME: topicNameTable,
  TOPIC_BROADER: topicBroaderTable,
  PROPOSITION: propositionTable,
  PROPOSITION_NAME: propositionNameTable,
  PROPOSITION_TOPIC: propositionTopicTable,
  ARTICLE: articleTable,
  APPEARANCE: appearanceTable,
  STATEMENT_TAG: { ...statementTagTable, key: ["statement_id", "topic_id"], where: "basis = 'STATED'" },
};
