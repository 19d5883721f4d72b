import type { Database } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** A constraint of the tables. */
export interface Constraint {
  name: string;
  type: "unique" | "foreign" | "check";
  table: string;
  columns: string[];
  /** The table from which a foreign key lets no referenced row be deleted. */
  holds: string | null;
}

/** The names under which triggers raise errors (migration "rules"). */
const RAISED = [
  "speaker_member_kind_check",
  "statement_link_circle_check",
  "statement_link_language_check",
  "statement_link_order_check",
  "statement_link_status_check",
  "statement_occasion_check",
  "statement_party_itself_check",
  "topic_broader_circle_check",
  "topic_occasion_check",
];

/** Returns every unique key, foreign key and check of the database, including those that triggers enforce, without the partitions' own. */
export async function constraintsOf(database: Database): Promise<Constraint[]> {
  const ours = sql`relnamespace = current_schema()::regnamespace AND relname <> '_prisma_migrations' AND NOT relispartition`;
  const columnsOf = (relation: Prisma.Sql, numbers: Prisma.Sql) => sql`ARRAY(
    SELECT attname::text
    FROM unnest(${numbers}) WITH ORDINALITY AS key (number, place)
    JOIN pg_attribute ON attrelid = ${relation} AND attnum = number
    ORDER BY place
  )`;
  const known = await database.query<Constraint>(sql`
SELECT conname AS name, CASE contype WHEN 'c' THEN 'check' ELSE 'foreign' END AS type, relname AS "table",
  ${columnsOf(sql`conrelid`, sql`conkey`)} AS columns,
  CASE WHEN confdeltype = 'r' THEN confrelid::regclass::text END AS holds
FROM pg_constraint
JOIN pg_class ON pg_class.oid = conrelid
WHERE contype IN ('c', 'f') AND conparentid = 0 AND ${ours}
UNION ALL
SELECT indexrelid::regclass::text, 'unique', relname, ${columnsOf(sql`indrelid`, sql`indkey::int2[]`)}, NULL
FROM pg_index
JOIN pg_class ON pg_class.oid = indrelid
WHERE indisunique AND ${ours}
ORDER BY name`);
  return [
    ...known,
    ...RAISED.map((name): Constraint => ({ name, type: "check", table: "", columns: [], holds: null })),
  ];
}

/** Adds rows until every table has at least two, and sets references that may be null. */
export async function fill(database: Database): Promise<void> {
  const statements = `
INSERT INTO api_key (public_id, hash, name, role)
SELECT 'abcdefg' || n, repeat('a', 64), 'k', 'READER' FROM generate_series(1, 2) AS n;
INSERT INTO import (format) VALUES ('csv'), ('csv');
UPDATE import SET replaces_id = (SELECT min(id) FROM import) WHERE id = (SELECT max(id) FROM import);
INSERT INTO origin (kind, name, version) VALUES ('PERSON', 'one', ''), ('PERSON', 'two', '');
INSERT INTO import_file (origin_id, import_id, path, sha256)
SELECT origin.id, import.id, 'x', repeat('a', 64) FROM import JOIN origin ON origin.name = CASE import.id WHEN 1 THEN 'one' ELSE 'two' END;
INSERT INTO change (origin_id, action) SELECT id, 'x' FROM origin WHERE name IN ('one', 'two');
UPDATE change SET undoes_id = (SELECT min(id) FROM change) WHERE id = (SELECT max(id) FROM change);
INSERT INTO change (origin_id, action, undoes_id) SELECT origin_id, 'x', id FROM change WHERE undoes_id IS NOT NULL;
INSERT INTO revision (origin_id, change_id, table_name, key, before)
SELECT origin_id, id, 'x', '{}', '{}' FROM change;
INSERT INTO idempotency (origin_id, key, action, input_sha256, answer)
SELECT id, 'k', 'x', 'x', '{}' FROM origin WHERE name IN ('one', 'two');
INSERT INTO merge_rejection (speaker_id, other_id, origin_id) SELECT id, id + 1, 1 FROM speaker WHERE id IN (1, 2);
INSERT INTO speaker (slug, name, kind, merged_into_id) VALUES ('gone', 'Gone', 'PERSON', 1);
INSERT INTO proposition (slug, name, merged_into_id) SELECT 'gone', 'Gone', min(id) FROM proposition;
INSERT INTO proposal (appearance_id, article_id, extractor, confidence) SELECT id, article_id, 'x@1', 0.5 FROM appearance ORDER BY id LIMIT 2;
UPDATE proposal SET pending = false, reviewer_id = 1, reviewed_at = now() WHERE appearance_id = (SELECT min(appearance_id) FROM proposal);
INSERT INTO tag_removal (statement_id, topic_id) SELECT 1, id FROM topic LIMIT 2;
INSERT INTO key_secret (secret) VALUES (repeat('x', 32)) ON CONFLICT DO NOTHING;
INSERT INTO corpus_id (scheme, value, speaker_id, normalized, origin_id) VALUES ('x', '1', 1, 'a', 1), ('x', '2', 2, 'b', 1);
INSERT INTO rate_limit (key, points) VALUES ('a', 1), ('b', 1);
INSERT INTO tagging_due (statement_id) VALUES (1), (2) ON CONFLICT DO NOTHING;
INSERT INTO tallied_topic (topic_id) VALUES (1), (2);
INSERT INTO topic_tally (topic_id, dimension, count) VALUES (1, 'KIND', 1), (2, 'KIND', 1);
INSERT INTO topic_tagging (topic_id, names) VALUES (1, '{}'), (2, '{}');
INSERT INTO speaker_member (group_id, member_id) SELECT id, 3 FROM speaker WHERE kind = 'GROUP';
UPDATE source SET wikidata_id = 'Q' || (1000 + id);
UPDATE speaker SET wikidata_id = 'Q' || (1000 + id);
UPDATE topic SET wikidata_id = 'Q' || (1000 + id);
UPDATE proposition SET wikidata_id = 'Q' || (1000 + id)`;
  await database.query(raw(statements));
}

const named = (table: string) => ({
  [`${table}_name_check`]: `UPDATE ${table} SET name = ' '`,
  [`${table}_slug_check`]: `UPDATE ${table} SET slug = 'A b' WHERE id = 1`,
  [`${table}_wikidata_id_check`]: `UPDATE ${table} SET wikidata_id = '7747' WHERE id = 1`,
  [`${table}_name_language_check`]: `UPDATE ${table}_name SET language = 'no tag'`,
  [`${table}_name_words_check`]: `UPDATE ${table}_name SET normalized = ''`,
});

/** For each check, SQL that breaks it and no other. */
export const VIOLATIONS: Readonly<Record<string, string>> = {
  ...named("source"),
  ...named("speaker"),
  ...named("topic"),
  ...named("proposition"),
  api_key_hash_check: `UPDATE api_key SET hash = 'x'`,
  api_key_name_check: `UPDATE api_key SET name = ''`,
  api_key_public_id_check: `UPDATE api_key SET public_id = '-' WHERE id = 1`,
  appearance_addressee_check: `UPDATE appearance SET addressee = ' '`,
  appearance_context_check: `UPDATE appearance SET prefix = repeat('x', 33)`,
  appearance_exact_check: `UPDATE appearance SET exact = ' '`,
  appearance_offsets_check: `UPDATE appearance SET start_offset = 5, end_offset = 5`,
  appearance_original_kind_check: `UPDATE appearance SET original_kind = repeat('x', 101)`,
  appearance_position_check: `UPDATE appearance SET position = -1 WHERE id = 1`,
  appearance_text_check: `UPDATE appearance SET kind = 'MIXED', text = 'no mark'`,
  appearance_span_offsets_check: `UPDATE appearance_span SET end_offset = start_offset, text = ''`,
  appearance_span_text_check: `UPDATE appearance_span SET text = ''`,
  article_body_check: `UPDATE article SET body = ' '`,
  article_headline_check: `UPDATE article SET headline = repeat('x', 1001)`,
  article_language_check: `UPDATE article SET language = ''`,
  article_original_url_check: `UPDATE article SET original_url = 'ftp://example.org'`,
  article_url_check: `UPDATE article SET url = 'nowhere' WHERE id = 1`,
  article_wire_check: `UPDATE article SET wire_id = source_id`,
  change_reason_check: `UPDATE change SET reason = ' '`,
  import_file_sha256_check: `UPDATE import_file SET sha256 = ''`,
  key_secret_id_check: `INSERT INTO key_secret (id, secret) VALUES (2, repeat('x', 32))`,
  key_secret_secret_check: `INSERT INTO key_secret (id, secret) VALUES (1, '')`,
  merge_rejection_order_check: `UPDATE merge_rejection SET speaker_id = other_id`,
  proposal_confidence_check: `UPDATE proposal SET confidence = 1.5`,
  proposal_evidence_check: `UPDATE proposal SET evidence = 'Ada Brandt'`,
  proposal_extractor_check: `UPDATE proposal SET extractor = ''`,
  proposal_review_check: `UPDATE proposal SET pending = NOT pending`,
  proposal_speaker_name_check: `UPDATE proposal SET speaker_name = ' '`,
  proposition_merged_into_id_check: `UPDATE proposition SET merged_into_id = id`,
  related_article_headline_check: `UPDATE related_article SET headline = ' '`,
  related_article_itself_check: `UPDATE related_article SET related_id = article_id`,
  speaker_member_itself_check: `UPDATE speaker_member SET member_id = group_id`,
  speaker_member_kind_check: `UPDATE speaker SET kind = 'PERSON'`,
  speaker_merged_into_id_check: `UPDATE speaker SET merged_into_id = id`,
  speaker_role_ends_on_check: `UPDATE speaker_role SET ends_on = 'soon', starts_on = NULL`,
  speaker_role_label_check: `UPDATE speaker_role SET label = ''`,
  speaker_role_order_check: `UPDATE speaker_role SET starts_on = '2020', ends_on = '2019'`,
  speaker_role_starts_on_check: `UPDATE speaker_role SET starts_on = '2020-', ends_on = NULL`,
  stance_condition_check: `UPDATE stance SET position = 'CONDITIONAL', note = NULL`,
  stance_judge_check: `UPDATE stance SET judge = ' ' WHERE id = (SELECT min(id) FROM stance)`,
  stance_note_check: `UPDATE stance SET note = ' '`,
  statement_link_itself_check: `UPDATE statement_link SET target_id = statement_id WHERE kind = 'DENIES'`,
  statement_link_judge_check: `UPDATE statement_link SET judge = ' ' WHERE id = (SELECT min(id) FROM statement_link)`,
  statement_link_note_check: `UPDATE statement_link SET note = ' '`,
  statement_link_circle_check: `INSERT INTO statement_link (statement_id, kind, target_id, origin_id) SELECT target_id, kind, statement_id, origin_id FROM statement_link WHERE kind = 'RESPONDS_TO'`,
  statement_link_language_check: `UPDATE statement SET language = 'en' WHERE id IN (SELECT statement_id FROM statement_link WHERE kind = 'TRANSLATES')`,
  statement_link_order_check: `UPDATE statement SET said_at_basis = 'STATED', said_at = CASE WHEN id IN (SELECT target_id FROM statement_link) THEN '2030-01-01' ELSE said_at END`,
  statement_link_status_check: `UPDATE statement_link SET target_id = (SELECT min(id) FROM statement WHERE status = 'RETRACTED')`,
  statement_party_itself_check: `UPDATE statement_party SET speaker_id = statement.speaker_id FROM statement WHERE statement.id = statement_id`,
  statement_party_position_check: `UPDATE statement_party SET position = 50 WHERE position = 0`,
  statement_language_check: `UPDATE statement SET original_language = ''`,
  statement_retraction_check: `UPDATE statement SET status = 'RETRACTED', status_reason = NULL`,
  statement_speaker_check: `UPDATE statement SET speaker_id = NULL, speaker_status = 'IDENTIFIED'`,
  statement_text_check: `UPDATE statement SET text = ' '`,
  statement_wording_check: `UPDATE statement SET kind = 'INDIRECT', wording_digest = 'x'`,
  topic_starts_on_check: `UPDATE topic SET kind = 'EVENT', starts_on = '2020-'`,
  topic_ends_on_check: `UPDATE topic SET kind = 'EVENT', ends_on = 'soon', starts_on = NULL`,
  topic_order_check: `UPDATE topic SET kind = 'EVENT', starts_on = '2020', ends_on = '2019'`,
  topic_place_check: `UPDATE topic SET kind = 'EVENT', place = ' '`,
  topic_event_check: `UPDATE topic SET place = 'Here' WHERE kind <> 'EVENT'`,
  statement_occasion_check: `UPDATE statement SET occasion_id = (SELECT min(id) FROM topic WHERE kind <> 'EVENT')`,
  topic_occasion_check: `UPDATE topic SET kind = 'ISSUE', starts_on = NULL, ends_on = NULL, place = NULL WHERE kind = 'EVENT'`,
  topic_broader_circle_check: `INSERT INTO topic_broader (narrower_id, broader_id) SELECT broader_id, narrower_id FROM topic_broader LIMIT 1`,
  topic_broader_itself_check: `UPDATE topic_broader SET broader_id = narrower_id`,
};
