import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { clear, findingsOf, openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, paraphrase, proposition, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({
  document: {
    propositions: [
      proposition("The harbour stays open", { slug: "harbour-open", topics: ["harbour"] }),
      proposition("Fees rise"),
    ],
    ...documentWith(
      article(
        "one",
        [
          quotation(QUOTE, {
            stances: [{ proposition: "harbour-open", position: "SUPPORTS" }],
            appearance: { passage: { exact: QUOTE, spans: [{ role: "CONTENT", exact: QUOTE }] } },
          }),
          paraphrase("must stay open"),
        ],
        { body: BODY },
      ),
      article("two", [paraphrase("a few words")]),
    ),
  },
  afresh: true,
});

const findings = () => findingsOf(database);

/** Runs a statement without triggers and foreign keys; only check constraints still apply. */
async function breakRule(statement: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(Prisma.sql`SET LOCAL session_replication_role = replica`);
    await transaction.query(Prisma.raw(statement));
    // Otherwise many of these statements would break the rows of printings and the tallies, too (tests/record/tallies.test.ts).
    await transaction.query(Prisma.sql`SELECT refresh_statement_printing()`);
    await transaction.query(Prisma.sql`SELECT refresh_tally()`);
  });
}

test("check finds nothing in an archive that is sound or empty", async () => {
  expect(await findings()).toEqual([]);
  await clear(database);
  expect(await findings()).toEqual([]);
});

test("check finds what is broken far beyond one step of ids", async () => {
  await breakRule(`INSERT INTO speaker (id, slug, name, kind) VALUES (2000000000, 'far-away', 'Far Away', 'PERSON')`);
  expect(await findings()).toMatchObject([{ rule: "main_name", table: "speaker", id: 2_000_000_000 }]);
});

describe("finds", () => {
  /** Removes rows and their assertions, as the triggers would. */
  const remove = (table: string, where: string, subject: string, key = "id, 0") => `
    WITH gone (id, other) AS (DELETE FROM ${table} WHERE ${where} RETURNING ${key})
    DELETE FROM assertion USING gone WHERE (subject, subject_id, other_id) = ('${subject}', gone.id, gone.other)`;
  const link = (id: number, kind: string, target: number) =>
    `INSERT INTO statement_link (statement_id, kind, target_id, origin_id) VALUES (${id}, '${kind}', ${target}, 1)`;
  const retraction = (id: number) =>
    `UPDATE statement SET status = 'RETRACTED', status_reason = 'x' WHERE id = ${id}; UPDATE statement_topic SET status = 'RETRACTED' WHERE statement_id = ${id}`;
  const topicOf = (slug: string) => `(SELECT id FROM topic WHERE slug = '${slug}')`;

  test.each([
    [
      "words that the body does not have",
      `UPDATE appearance SET exact = 'must stay shut' WHERE id = 2`,
      "passage",
      "appearance",
    ],
    [
      "offsets beside the words",
      `UPDATE appearance SET start_offset = start_offset + 1, end_offset = end_offset + 1 WHERE id = 2`,
      "passage",
      "appearance",
    ],
    [
      "offsets beyond the body",
      `UPDATE appearance SET start_offset = 9000, end_offset = 9014 WHERE id = 2`,
      "passage",
      "appearance",
    ],
    ["another prefix", `UPDATE appearance SET prefix = 'x' WHERE id = 2`, "passage", "appearance"],
    ["another suffix", `UPDATE appearance SET suffix = 'x' WHERE id = 2`, "passage", "appearance"],
    [
      "no offsets in a body",
      `UPDATE appearance SET start_offset = NULL, end_offset = NULL WHERE id = 2`,
      "passage",
      "appearance",
    ],
    [
      "offsets without a body",
      `UPDATE appearance SET start_offset = 1, end_offset = 2 WHERE id = 3`,
      "passage",
      "appearance",
    ],
    [
      "a span beside its words",
      `UPDATE appearance_span SET start_offset = start_offset + 1, end_offset = end_offset + 1`,
      "span",
      "appearance",
    ],
    [
      "a topic without itself among its ancestors",
      `DELETE FROM topic_ancestor WHERE topic_id = ancestor_id AND topic_id = ${topicOf("fishing")}`,
      "topic_ancestor",
      "topic",
    ],
    [
      "an ancestor too many",
      `INSERT INTO topic_ancestor VALUES (${topicOf("fishing")}, ${topicOf("sandholm")})`,
      "topic_ancestor",
      "topic",
    ],
    [
      "a row of statement_topic that is missing",
      `DELETE FROM statement_topic WHERE statement_id = 2 AND topic_id = ${topicOf("sandholm")}`,
      "statement_topic",
      "statement",
    ],
    [
      "a row of statement_topic too many",
      `INSERT INTO statement_topic SELECT 2, ${topicOf("fishing")}, speaker_id, status, said_at FROM statement WHERE id = 2`,
      "statement_topic",
      "statement",
    ],
    [
      "a speaker that statement_topic does not have",
      `UPDATE statement_topic SET speaker_id = NULL WHERE statement_id = 2 AND topic_id = ${topicOf("harbour")}`,
      "statement_topic",
      "statement",
    ],
    [
      "a status that statement_topic does not have",
      `UPDATE statement_topic SET status = 'PROPOSED' WHERE statement_id = 2 AND topic_id = ${topicOf("harbour")}`,
      "statement_topic",
      "statement",
    ],
    [
      "a date that statement_topic does not have",
      `UPDATE statement_topic SET said_at = now() WHERE statement_id = 2 AND topic_id = ${topicOf("harbour")}`,
      "statement_topic",
      "statement",
    ],
    [
      "a statement that cannot be searched",
      `DELETE FROM statement_search WHERE statement_id = 2`,
      "search",
      "statement",
    ],
    [
      "a statement that is searched by other words",
      `UPDATE statement SET text = 'Something else.' WHERE id = 2`,
      "search",
      "statement",
    ],
    [
      "a statement that is searched in another language",
      `UPDATE statement SET language = 'de' WHERE id = 2`,
      "search",
      "statement",
    ],
    [
      "a name in another form",
      `UPDATE speaker_name SET normalized = 'brandt a' WHERE name = 'Ada Brandt'`,
      "normalized_name",
      "speaker_name",
    ],
    [
      "a topic's name in another form",
      `UPDATE topic_name SET normalized = 'Harbour' WHERE name = 'Harbour'`,
      "normalized_name",
      "topic_name",
    ],
    [
      "a source's name in another form",
      `UPDATE source_name SET normalized = 'post' WHERE name = 'Sandholm Post'`,
      "normalized_name",
      "source_name",
    ],
    [
      "another digest than the wording's",
      `UPDATE statement SET wording_digest = repeat('0', 64) WHERE id = 1`,
      "wording_digest",
      "statement",
    ],
    [
      "no digest where the wording has one",
      `UPDATE statement SET wording_digest = NULL WHERE id = 1`,
      "wording_digest",
      "statement",
    ],
    [
      "an address with a reader's traces",
      `UPDATE article SET url = 'https://News.example.org/x?utm_source=feed' WHERE id = 1`,
      "address",
      "article",
    ],
    [
      "a statement made at an issue",
      `UPDATE statement SET occasion_id = (SELECT id FROM topic WHERE slug = 'fishing') WHERE id = 1`,
      "occasion",
      "statement",
    ],
    [
      "a stance of a retracted statement",
      `UPDATE statement SET status = 'RETRACTED', status_reason = 'x' WHERE id = 1; UPDATE statement_topic SET status = 'RETRACTED' WHERE statement_id = 1`,
      "stance",
      "statement",
    ],
    [
      "a stance that waits although its judge has a published one",
      `INSERT INTO stance (statement_id, proposition_id, position, origin_id, judge, status)
        SELECT statement_id, proposition_id, 'OPPOSES', origin_id, origin.name, 'PROPOSED' FROM stance JOIN origin ON origin.id = origin_id`,
      "stance",
      "statement",
    ],
    ["a link of a retracted statement", `${link(2, "DENIES", 3)}; ${retraction(2)}`, "link", "statement"],
    ["a link to a retracted statement", `${link(3, "DENIES", 2)}; ${retraction(2)}`, "link", "statement"],
    ["a translation into the same language", link(2, "TRANSLATES", 3), "link", "statement"],
    [
      "a proposal in another article than its printing",
      `INSERT INTO proposal (appearance_id, article_id, extractor, confidence) SELECT id, article_id + 9, 'x@1', 0.5 FROM appearance WHERE id = 1`,
      "proposal",
      "appearance",
    ],
    [
      "a merged proposition with names",
      `UPDATE proposition SET merged_into_id = 1 WHERE id = 2`,
      "signpost",
      "proposition",
    ],
    [
      "a proposition without its name",
      remove("proposition_name", "proposition_id = 2", "PROPOSITION_NAME"),
      "main_name",
      "proposition",
    ],
    [
      "a proposition's name in another form",
      `UPDATE proposition_name SET normalized = 'Fees' WHERE name = 'Fees rise'`,
      "normalized_name",
      "proposition_name",
    ],
    ["a statement that nothing prints", remove("appearance", "id = 3", "APPEARANCE"), "printed", "statement"],
    [
      "a paraphrase of what is printed verbatim",
      `UPDATE statement SET kind = 'INDIRECT', wording_digest = NULL WHERE id = 1`,
      "verbatim",
      "statement",
    ],
    [
      "a speaker's name that is not among the names",
      remove("speaker_name", "name = 'Olaf Grün'", "SPEAKER_NAME"),
      "main_name",
      "speaker",
    ],
    [
      "a topic's name that is not among the names",
      remove("topic_name", "name = 'Fishing'", "TOPIC_NAME"),
      "main_name",
      "topic",
    ],
    [
      "a source's name that is not among the names",
      remove("source_name", "name = 'Coast Wire'", "SOURCE_NAME"),
      "main_name",
      "source",
    ],
    [
      "a group of one",
      remove("speaker_member", "member_id = 1", "SPEAKER_MEMBER", "group_id, member_id"),
      "group",
      "speaker",
    ],
    [
      "a printing that nobody asserts",
      `DELETE FROM assertion WHERE subject = 'APPEARANCE' AND subject_id = 2`,
      "asserted",
      "appearance",
    ],
    ["a person with members", `UPDATE speaker SET kind = 'PERSON' WHERE kind = 'GROUP'`, "group", "speaker"],
  ])("check finds %s", async (_, statement, rule, table) => {
    await breakRule(statement);
    expect(await findings()).toEqual([
      { rule, table, id: expect.any(Number), message: expect.stringMatching(/^\w.+/) },
    ]);
  });

  test("check finds each statement of a circle of links", async () => {
    await breakRule([link(1, "REPEATS", 2), link(2, "REPEATS", 3), link(3, "REPEATS", 1)].join("; "));
    expect(await findings()).toEqual(
      [1, 2, 3].map((id) => ({
        ...{ rule: "link", table: "statement", id },
        message: "is in a circle of links of the kind REPEATS",
      })),
    );
  });

  test.each([
    ["is missing", "DELETE FROM statement_printing WHERE statement_id = 2"],
    [
      "is too many",
      "INSERT INTO statement_printing SELECT 2, 2000000000, article_id, 1, NULL, 1, status, published_at FROM statement_printing LIMIT 1",
    ],
    ["has another article", "UPDATE statement_printing SET article_id = 2000000000 WHERE statement_id = 2"],
    ["has another source", "UPDATE statement_printing SET source_id = source_id + 1 WHERE statement_id = 2"],
    ["has another agency", "UPDATE statement_printing SET wire_id = 2000000000 WHERE statement_id = 2"],
    ["has another speaker", "UPDATE statement_printing SET speaker_id = NULL WHERE statement_id = 2"],
    ["has another status", "UPDATE statement_printing SET status = 'PROPOSED' WHERE statement_id = 2"],
    ["has another date", "UPDATE statement_printing SET published_at = now() WHERE statement_id = 2"],
  ])("check finds a row of statement_printing that %s", async (_, statement) => {
    await database.query(Prisma.raw(statement));
    expect((await findings()).filter(({ rule }) => rule !== "tally")).toEqual([
      { rule: "statement_printing", table: "statement", id: 2, message: expect.stringMatching(/^\w.+/) },
    ]);
  });

  test.each([
    ["SOURCE", "source"],
    ["SOURCE_NAME", "source_name"],
    ["SPEAKER", "speaker"],
    ["SPEAKER_NAME", "speaker_name"],
    ["SPEAKER_ROLE", "speaker_role"],
    ["SPEAKER_MEMBER", "speaker_member"],
    ["TOPIC", "topic"],
    ["TOPIC_NAME", "topic_name"],
    ["TOPIC_BROADER", "topic_broader"],
    ["ARTICLE", "article"],
    ["APPEARANCE", "appearance"],
    ["STATEMENT_TAG", "statement_tag"],
  ])("check finds an assertion of a %s that does not exist", async (subject, table) => {
    await breakRule(`INSERT INTO assertion (subject, subject_id, origin_id) VALUES ('${subject}', 2000000000, 1)`);
    const message = expect.stringMatching(/^is asserted by origin 1(, with \w+_id 0)?, but is not there$/);
    expect(await findings()).toEqual([{ rule: "asserted", table, id: 2_000_000_000, message }]);
  });

  test("check finds an assertion of a tag that only the words make", async () => {
    await breakRule(`UPDATE statement_tag SET basis = 'TEXT' WHERE statement_id = 2`);
    expect(await findings()).toMatchObject([{ rule: "asserted", table: "statement_tag", id: 2 }]);
  });

  test("check finds a circle of topics and what follows from it", async () => {
    await breakRule(`INSERT INTO topic_broader VALUES (${topicOf("sandholm")}, ${topicOf("harbour")})`);
    expect(new Set((await findings()).map(({ rule }) => rule))).toEqual(new Set(["topic_ancestor", "topic_circle"]));
  });
});
