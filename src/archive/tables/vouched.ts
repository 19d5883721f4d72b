import type { AssertionSubject } from "../../generated/prisma/client.ts";

/** A table whose rows are asserted. */
interface AssertedTable {
  table: string;
  /** The columns that an assertion names a row by: its `subject_id` and, where there are two, its `other_id`, which is else 0. */
  key: readonly [string] | readonly [string, string];
  /** Which of its rows, where not all are. */
  where?: string;
}

/** The tables whose rows the assertions of each subject are about. */
export const assertedTables: Readonly<Record<AssertionSubject, AssertedTable>> = {
  SOURCE: { table: "source", key: ["id"] },
  SOURCE_NAME: { table: "source_name", key: ["id"] },
  SPEAKER: { table: "speaker", key: ["id"] },
  SPEAKER_NAME: { table: "speaker_name", key: ["id"] },
  SPEAKER_ROLE: { table: "speaker_role", key: ["id"] },
  SPEAKER_MEMBER: { table: "speaker_member", key: ["group_id", "member_id"] },
  TOPIC: { table: "topic", key: ["id"] },
  TOPIC_NAME: { table: "topic_name", key: ["id"] },
  TOPIC_BROADER: { table: "topic_broader", key: ["narrower_id", "broader_id"] },
  ARTICLE: { table: "article", key: ["id"] },
  APPEARANCE: { table: "appearance", key: ["id"] },
  STATEMENT_TAG: { table: "statement_tag", key: ["statement_id", "topic_id"], where: "basis = 'STATED'" },
};
