import { Prisma } from "../../generated/prisma/client.ts";
import { appearanceSpanTable, appearanceTable } from "./appearance.ts";
import { articleTable, relatedArticleTable } from "./article.ts";
import { proposalTable } from "./proposal.ts";
import { propositionNameTable, propositionTable, propositionTopicTable, stanceTable } from "./proposition.ts";
import { sourceNameTable, sourceTable } from "./source.ts";
import { speakerMemberTable, speakerNameTable, speakerRoleTable, speakerTable } from "./speaker.ts";
import {
  statementLinkTable,
  statementPartyTable,
  statementTable,
  statementTagTable,
  tagRemovalTable,
} from "./statement.ts";
import type { Table } from "./table.ts";
import { topicBroaderTable, topicNameTable, topicTable } from "./topic.ts";
import { assertionTable } from "./vouched.ts";

/** The tables whose revisions are kept: each table after those that it refers to. */
export const keptTables: readonly Table[] = [
  sourceTable,
  sourceNameTable,
  speakerTable,
  speakerNameTable,
  speakerRoleTable,
  speakerMemberTable,
  topicTable,
  topicNameTable,
  topicBroaderTable,
  propositionTable,
  propositionNameTable,
  propositionTopicTable,
  articleTable,
  relatedArticleTable,
  statementTable,
  statementTagTable,
  tagRemovalTable,
  stanceTable,
  statementLinkTable,
  statementPartyTable,
  appearanceTable,
  appearanceSpanTable,
  proposalTable,
  assertionTable,
];

/** The columns that no history shows: keys, the origin of a row, and derived values. */
export const unshownColumns: readonly string[] = [
  "id",
  "created_at",
  "recorded_at",
  "origin_id",
  "wording_digest",
  "position",
  "uuid",
];

/** Returns the tables whose rows are part of those of another, such as the names of a speaker. */
export function partsOf(table: string): Table[] {
  return keptTables.filter(({ owner, parents }) => owner && parents?.[owner] === table);
}

/** Returns the condition that a row of the table has the key that stands in the columns of another row. */
export function isSame({ table, key }: Table, other: string): Prisma.Sql {
  return Prisma.raw(key.map((column) => `${table}.${column} = ${other}.${column}`).join(" AND "));
}
