import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { findingsOf, openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { article, documentWith, IMPORT, paraphrase, source, topic } from "../helpers/factories.ts";

const { sql, raw } = Prisma;

const several = openArchive({ document: documentWith(article("one", [paraphrase("one")])) });

describe("tallies", () => {
  const database = openArchive({ document: documentWith(article("one", [paraphrase("one"), paraphrase("two")])) });

  const tallies = async () =>
    (
      await database.query<{ tally: string }>(
        sql`SELECT concat_ws(' ', dimension, id, other_id, word, status, sum(count), NULLIF(sum(tagged), 0)) AS tally FROM tally
            GROUP BY dimension, id, other_id, word, status ORDER BY tally`,
      )
    ).map(({ tally }) => tally);

  test("statements are counted by kind, month, source, speaker, topic, and speaker on a topic, and so are printings", async () => {
    // Topic 1 is the harbour, which is in Sandholm, topic 2.
    expect(await tallies()).toEqual([
      "APPEARANCE 0 0  PUBLISHED 2",
      "KIND 0 0 INDIRECT PUBLISHED 2",
      "MONTH 0 0 2021-05 PUBLISHED 2",
      "SOURCE 1 0  PUBLISHED 2",
      "SPEAKER 1 0  PUBLISHED 2",
      "TOPIC 1 0  PUBLISHED 2",
      "TOPIC 2 0  PUBLISHED 2",
      "TOPIC_SPEAKER 1 1  PUBLISHED 2 2",
      "TOPIC_SPEAKER 2 1  PUBLISHED 2",
    ]);
  });

  test("a wrong tally is found by the check, and counting anew corrects it", async () => {
    expect(await findingsOf(database)).toEqual([]);
    await database.query(sql`UPDATE tally SET count = count + 1, tagged = tagged + 1`);
    const found = (await findingsOf(database)).map(
      ({ rule, table, id, message }) => `${rule} ${table} ${id} ${message}`,
    );
    expect(found).toEqual([
      "tally tally 0 has a tally of 3 PUBLISHED INDIRECT statements instead of 2",
      "tally tally 0 has a tally of 3 PUBLISHED 2021-05 statements instead of 2",
      "tally speaker 1 has a tally of 3 PUBLISHED statements instead of 2",
      "tally topic 1 has a tally of 3 PUBLISHED statements instead of 2",
      "tally topic 2 has a tally of 3 PUBLISHED statements instead of 2",
      "tally topic 1 has a tally of 3 PUBLISHED by speaker 1 statements instead of 2",
      "tally topic 2 has a tally of 3 PUBLISHED by speaker 1 statements instead of 2",
      "tally topic 1 has a tally of 3 PUBLISHED by speaker 1 tagged statements instead of 2",
      "tally topic 2 has a tally of 1 PUBLISHED by speaker 1 tagged statements instead of 0",
      "tally tally 0 has a tally of 3 PUBLISHED printings instead of 2",
      "tally source 1 has a tally of 3 PUBLISHED statements instead of 2",
    ]);
    await database.query(sql`SELECT refresh_tally()`);
    expect(await findingsOf(database)).toEqual([]);
  });

  test("a writer does not wait for a tally that another one has locked, and both count", async () => {
    const other = connectTo(database.url);
    const count = raw("(SELECT sum(count)::int FROM tally WHERE dimension = 'KIND')");
    let [release, isLocked] = [() => {}, false];
    const locking = other.transaction(async (transaction) => {
      await transaction.query(sql`UPDATE tally SET count = count + 0`);
      isLocked = true;
      await new Promise<void>((resolve) => (release = resolve));
    });
    await eventually(() => isLocked);
    await database.query(sql`INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
      SELECT 'UNNAMED', 'Words', 'INDIRECT', said_at, 'DAY', 'STATED', 'en', origin_id FROM statement LIMIT 1`);
    release();
    await locking;
    expect(await database.query(sql`SELECT ${count} AS count`)).toEqual([{ count: 3 }]);
    await database.query(sql`DELETE FROM statement WHERE text = 'Words'`);
    expect(await database.query(sql`SELECT ${count} AS count`)).toEqual([{ count: 2 }]);
    expect(await findingsOf(database)).toEqual([]);
    await other.close();
  });
});

test.each([
  ["tally", "add_to_tally", "ROW(NULL, 'KIND', 0, 0, 'DIRECT', 'PUBLISHED', 1, 0)::tally"],
  ["topic_tally", "add_to_topic_tally", "ROW(NULL, 1, 'KIND', 0, 'DIRECT', 1)::topic_tally"],
])(
  "every addition to a count of %s is kept, however many writers add to it at the same moment",
  async (table, add, one) => {
    await several.query(sql`INSERT INTO tallied_topic (topic_id) VALUES (1) ON CONFLICT DO NOTHING`);
    await several.query(sql`DELETE FROM ${raw(table)}`);
    const [writers, each] = [4, 200];
    const writing = Array.from({ length: writers }, async () => {
      for (let i = 0; i < each; i++) await several.query(sql`SELECT ${raw(add)}(ARRAY[${raw(one)}])::text`);
    });
    await Promise.all(writing);
    const [counted] = await several.query<{ count: number }>(sql`SELECT sum(count)::int AS count FROM ${raw(table)}`);
    expect(counted?.count).toBe(writers * each);
  },
);

describe("after any changes by SQL", () => {
  const database = openArchive();
  const pick = (table: string, n: number) =>
    `(SELECT id FROM ${table} ORDER BY id OFFSET ${n} % (SELECT NULLIF(count(*), 0) FROM ${table}) LIMIT 1)`;
  const some = (n: number) => `id % 7 = ${n % 7}`;
  const statuses = ["PUBLISHED", "PROPOSED", "REJECTED"];

  beforeAll(async () => {
    const nouns = {
      sources: [source("Nord-Kurier"), source("Coast Wire", { kind: "AGENCY" as const })],
      topics: [topic("Festival", { kind: "EVENT" as const }), topic("Coast")],
    };
    await record(database, nouns, IMPORT);
    await record(
      database,
      documentWith(article("one", [paraphrase("one")]), article("two", [paraphrase("two")])),
      IMPORT,
    );
  });

  const n = fc.nat({ max: 30 });
  const change = fc.oneof(
    n.map(
      (
        at,
      ) => `INSERT INTO statement (speaker_id, speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
      SELECT ${pick("speaker", at)}, 'IDENTIFIED', 'Words ' || i, 'INDIRECT', timestamptz '2020-01-31 23:59:59+00' + i * interval '17 days', 'DAY', 'STATED', 'en', 1 FROM generate_series(1, ${at % 9}) AS i`,
    ),
    n.map(
      (at) =>
        `INSERT INTO statement_tag (statement_id, topic_id) SELECT id, ${pick("topic", at)} FROM statement WHERE ${some(at)} ON CONFLICT DO NOTHING`,
    ),
    n.map(
      (at) =>
        `INSERT INTO statement_tag (statement_id, topic_id, basis) SELECT id, ${pick("topic", at)}, 'TEXT' FROM statement WHERE ${some(at)} ON CONFLICT DO NOTHING`,
    ),
    n.map(
      (at) =>
        `UPDATE statement_tag SET topic_id = ${pick("topic", at)}, basis = 'HEADLINE' WHERE basis = 'TEXT' AND topic_id <> ${pick("topic", at)}
        AND NOT EXISTS (SELECT FROM statement_tag AS other WHERE other.statement_id = statement_tag.statement_id AND other.topic_id = ${pick("topic", at)})`,
    ),
    n.map(
      (at) =>
        `INSERT INTO source (slug, name, kind, fictional) VALUES ('paper-${at}', 'Paper ${at}', 'OUTLET', true) ON CONFLICT DO NOTHING`,
    ),
    n.map(
      (at) => `INSERT INTO article (url, headline, published_at, published_at_precision, language, source_id, wire_id)
      SELECT 'https://paper.example/' || i, 'Words', timestamptz '2020-03-01 12:00+00' + i * interval '1 day', 'DAY', 'en', ${pick("source", at)},
        NULLIF(${pick("source", at + 1)}, ${pick("source", at)})
      FROM generate_series(${at}, ${at} + 2) AS i ON CONFLICT DO NOTHING`,
    ),
    n.map(
      (at) => `INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
      SELECT id, ${pick("article", at)}, COALESCE((SELECT max(position) FROM appearance), 0) + row_number() OVER (ORDER BY id), text, 'INDIRECT', text, 1
      FROM statement WHERE ${some(at)}`,
    ),
    n.map((at) => `UPDATE article SET source_id = ${pick("source", at)}, wire_id = NULL WHERE ${some(at)}`),
    n.map(
      (at) =>
        `UPDATE article SET wire_id = NULLIF(${pick("source", at)}, source_id), published_at = published_at + interval '1 day' WHERE ${some(at)}`,
    ),
    n.map(
      (at) =>
        `UPDATE appearance SET statement_id = ${pick("statement", at)} WHERE ${some(at)} AND EXISTS (SELECT FROM statement)`,
    ),
    n.map(
      (
        at,
      ) => `UPDATE appearance SET article_id = ${pick("article", at)}, position = position + 1000 * (1 + (SELECT max(position) FROM appearance))
      WHERE ${some(at)}`,
    ),
    n.map((at) => `DELETE FROM appearance WHERE ${some(at)}`),
    n.map((at) => `DELETE FROM statement_tag WHERE topic_id = ${pick("topic", at)} AND statement_id % 3 = ${at % 3}`),
    n.map(
      (at) =>
        `UPDATE statement SET status = '${statuses[at % 3]}', status_reason = 'Not so.', said_at = said_at + interval '20 days' WHERE ${some(at)}`,
    ),
    n.map(
      (at) =>
        `UPDATE statement SET speaker_id = ${pick("speaker", at)}, speaker_status = 'IDENTIFIED' WHERE ${some(at)}`,
    ),
    n.map((at) => `UPDATE statement SET speaker_id = NULL, speaker_status = 'UNNAMED' WHERE ${some(at)}`),
    n.map((at) => `UPDATE statement SET kind = 'DIRECT' WHERE ${some(at)}`),
    n.map((at) => `DELETE FROM statement WHERE ${some(at)}`),
    n.map((at) => `DELETE FROM topic_broader WHERE narrower_id = ${pick("topic", at)}`),
    n.map(
      (at) => `INSERT INTO topic_broader SELECT ${pick("topic", at)}, topic.id FROM topic
      WHERE topic.id > ${pick("topic", at)} ON CONFLICT DO NOTHING`,
    ),
    n.map(
      (at) =>
        `INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
        SELECT id, ${pick("article", at)}, 1000 + (SELECT COALESCE(max(id), 0) FROM appearance) + id, text, kind, text, 1 FROM statement WHERE ${some(at)}`,
    ),
    n.map((at) => `UPDATE appearance SET article_id = ${pick("article", at)} WHERE id = ${pick("appearance", at)}`),
    n.map((at) => `DELETE FROM appearance WHERE ${some(at)}`),
    n.map(
      (
        at,
      ) => `UPDATE article SET source_id = ${pick("source", at)}, wire_id = ${at % 3 ? "NULL" : pick("source", at + 1)}
      WHERE id = ${pick("article", at)}`,
    ),
    n.map(
      (at) => `UPDATE statement SET language = 'de', occasion_id = (SELECT id FROM topic WHERE kind = 'EVENT'),
      said_at_precision = '${["YEAR", "MONTH", "DAY"][at % 3]}' WHERE ${some(at)}`,
    ),
    n.map((at) => `SELECT tally_topic(${pick("topic", at)})`),
    fc.constant("TRUNCATE statement CASCADE"),
    fc.constant("TRUNCATE appearance CASCADE"),
  );

  test("each tally equals the count, also those of topics that are counted ahead", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 12 }), async (changes) => {
        for (const each of changes) await database.query(raw(each));
        const rules = ["tally", "topic_tally", "statement_printing"];
        const wrong = (await findingsOf(database)).filter(({ rule }) => rules.includes(rule));
        expect(wrong).toEqual([]);
        const zeros = await database.query(
          sql`SELECT number FROM tally WHERE count = 0 AND tagged = 0 UNION ALL SELECT number FROM topic_tally WHERE count = 0`,
        );
        expect(zeros).toEqual([]);
        await database.query(sql`DELETE FROM tallied_topic`);
      }),
      { numRuns: 25 },
    );
  });
});
