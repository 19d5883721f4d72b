import { Prisma } from "../../generated/prisma/client.ts";

/** A table whose revisions are kept. */
export interface KeptTable {
  table: string;
  key: readonly string[];
  /** What its columns refer to, which must be there for a row to come back. */
  parents?: Readonly<Record<string, string>>;
}

/** What is referred to before what refers to it. */
export const keptTables: readonly KeptTable[] = [
  { table: "source", key: ["id"] },
  { table: "source_name", key: ["id"], parents: { source_id: "source" } },
  { table: "speaker", key: ["id"], parents: { merged_into_id: "speaker" } },
  { table: "speaker_name", key: ["id"], parents: { speaker_id: "speaker" } },
  { table: "speaker_role", key: ["id"], parents: { speaker_id: "speaker" } },
  { table: "speaker_member", key: ["group_id", "member_id"], parents: { group_id: "speaker", member_id: "speaker" } },
  { table: "topic", key: ["id"] },
  { table: "topic_name", key: ["id"], parents: { topic_id: "topic" } },
  {
    table: "topic_broader",
    key: ["narrower_id", "broader_id"],
    parents: { narrower_id: "topic", broader_id: "topic" },
  },
  { table: "article", key: ["id"], parents: { source_id: "source", wire_id: "source" } },
  {
    table: "related_article",
    key: ["article_id", "position"],
    parents: { article_id: "article", related_id: "article" },
  },
  { table: "statement", key: ["id"], parents: { speaker_id: "speaker", origin_id: "origin" } },
  {
    table: "statement_tag",
    key: ["statement_id", "topic_id", "basis"],
    parents: { statement_id: "statement", topic_id: "topic" },
  },
  {
    table: "tag_removal",
    key: ["statement_id", "topic_id"],
    parents: { statement_id: "statement", topic_id: "topic" },
  },
  {
    table: "appearance",
    key: ["id"],
    parents: { statement_id: "statement", article_id: "article", origin_id: "origin" },
  },
  {
    table: "appearance_span",
    key: ["appearance_id", "role", "start_offset"],
    parents: { appearance_id: "appearance" },
  },
  {
    table: "assertion",
    key: ["subject", "subject_id", "other_id", "origin_id"],
    parents: { origin_id: "origin" },
  },
];

/** That a row of the table is the one with the key that stands in the columns of another row. */
export function isSame({ table, key }: KeptTable, other: string): Prisma.Sql {
  return Prisma.raw(key.map((column) => `${table}.${column} = ${other}.${column}`).join(" AND "));
}
