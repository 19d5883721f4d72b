import { describe, expect, test } from "@jest/globals";
import pg from "pg";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { difference } from "../../src/migrate.ts";
import { hasQuotationMark } from "../../src/text/quotation/marks.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import { article, documentWith, paraphrase, proposition, QUOTE, quotation } from "../helpers/factories.ts";

const stances = [{ proposition: "harbour-open", position: "SUPPORTS" as const }];
const database = openArchive({
  document: {
    ...documentWith(article("one", [quotation(QUOTE, { stances }), paraphrase("a few words")])),
    propositions: [proposition("The harbour stays open", { slug: "harbour-open" }), proposition("Fees rise")],
  },
  afresh: true,
});
// The ids are: speakers 1 Ada Brandt, 2 Olaf Grün, 3 their group; topics 1 Harbour in 2 Sandholm, 3 Fishing; statements
// 1 and 2.

const run = (statement: string) => database.query<Record<string, unknown>>(Prisma.raw(statement));

/** Returns the rule that refused the statement; "nothing" if it was accepted. */
async function refusalOf(statement: string): Promise<string> {
  try {
    await run(statement);
    return "nothing";
  } catch (error) {
    const { constraint, message } = error as pg.DatabaseError;
    return constraint ?? message;
  }
}

test("the migrated database is what schema.prisma says", async () => {
  expect(await difference(database.url)).toBe("");
});

test("the rule of mixed texts knows the same quotation marks in SQL and in JavaScript", async () => {
  const rows = await run(`
SELECT mark, has_text_of_its_kind('MIXED', 'It is ' || mark || 'fed up') AS holds
FROM (SELECT chr(code) FROM generate_series(33, 65535) AS code WHERE code NOT BETWEEN 55296 AND 57343 UNION ALL VALUES ('<<'), ('>>'), ('\`\`'), ('<'), ('\`')) AS signs (mark)
WHERE is_clean_text(mark, 2)`);
  expect(rows.length).toBeGreaterThan(50_000);
  expect(rows.filter(({ mark, holds }) => hasQuotationMark(mark as string) !== holds)).toEqual([]);
});

describe("refuses", () => {
  const role = (startsOn: string | null, endsOn: string | null, label = "Mayor") => {
    const literal = (value: string | null) => (value === null ? "NULL" : `'${value}'`);
    return `INSERT INTO speaker_role (speaker_id, label, starts_on, ends_on) VALUES (1, '${label}', ${literal(startsOn)}, ${literal(endsOn)})`;
  };

  test.each([
    ["a role that ends before it starts", role("2018-09-07", "2018-09-06"), "speaker_role_order_check"],
    ["a role that ends in a year before", role("2018-09", "2017"), "speaker_role_order_check"],
    ["a role from a day that does not exist", role("2018-02-31", null), "date field value out of range: 2018-02-31"],
    ["a role from the year 0", role("0000", null), "date field value out of range: 0-01-01"],
    ["a role from a date of another shape", role("2018/09/07", null), "speaker_role_starts_on_check"],
    ["a role to a date of another shape", role(null, "2018-9"), "speaker_role_ends_on_check"],
    ["a role without a label", role(null, null, " "), "speaker_role_label_check"],
    ["a blank name", `UPDATE speaker SET name = ' '`, "speaker_name_check"],
    ["a name that is not NFC", `UPDATE topic SET name = U&'e\\0301'`, "topic_name_check"],
    ["a name with a control character", `UPDATE source SET name = E'a\\u0002b'`, "source_name_check"],
    ["a name of 301 characters", `UPDATE speaker_name SET name = repeat('é', 301)`, "speaker_name_words_check"],
    ["a slug with an upper case letter", `UPDATE speaker SET slug = 'Ada' WHERE id = 1`, "speaker_slug_check"],
    ["a Wikidata id of another shape", `UPDATE topic SET wikidata_id = 'P31' WHERE id = 1`, "topic_wikidata_id_check"],
    ["an article's address that is none", `UPDATE article SET url = 'javascript:alert(1)'`, "article_url_check"],
    ["an agency that publishes its own story", `UPDATE article SET wire_id = source_id`, "article_wire_check"],
    ["a blank body", `UPDATE article SET body = E' \\n'`, "article_body_check"],
    [
      "an article that refers to itself",
      `INSERT INTO related_article (article_id, position, headline, related_id) VALUES (1, 0, 'x', 1)`,
      "related_article_itself_check",
    ],
    ["a language that is no tag", `UPDATE article SET language = 'in English'`, "article_language_check"],
    ["a statement without text", `UPDATE statement SET text = ' '`, "statement_text_check"],
    [
      "a mixed statement that quotes nothing",
      `UPDATE statement SET kind = 'MIXED' WHERE id = 2`,
      "statement_text_check",
    ],
    [
      "a mixed printing that quotes nothing",
      `UPDATE appearance SET kind = 'MIXED' WHERE id = 2`,
      "appearance_text_check",
    ],
    ["an identified speaker who is nobody", `UPDATE statement SET speaker_id = NULL`, "statement_speaker_check"],
    [
      "an unnamed speaker who is somebody",
      `UPDATE statement SET speaker_status = 'UNNAMED'`,
      "statement_speaker_check",
    ],
    [
      "a retraction without a reason",
      `UPDATE statement SET status = 'RETRACTED', status_reason = ' '`,
      "statement_retraction_check",
    ],
    [
      "a digest of what is not verbatim",
      `UPDATE statement SET kind = 'INDIRECT' WHERE id = 1`,
      "statement_wording_check",
    ],
    ["a passage of no words", `UPDATE appearance SET exact = ''`, "appearance_exact_check"],
    ["33 characters of context", `UPDATE appearance SET prefix = repeat('é', 33)`, "appearance_context_check"],
    ["a start without an end", `UPDATE appearance SET start_offset = 1`, "appearance_offsets_check"],
    ["an end before the start", `UPDATE appearance SET start_offset = 2, end_offset = 2`, "appearance_offsets_check"],
    [
      "two printings in one place of an article",
      `UPDATE appearance SET position = 0`,
      "appearance_article_id_position_key",
    ],
    ["a place before the first", `UPDATE appearance SET position = -1 WHERE id = 1`, "appearance_position_check"],
    [
      "a span longer than its words",
      `INSERT INTO appearance_span VALUES (1, 0, 4, 'CUE', 'say')`,
      "appearance_span_text_check",
    ],
    ["a group in itself", `INSERT INTO speaker_member VALUES (3, 3)`, "speaker_member_itself_check"],
    ["a person with members", `INSERT INTO speaker_member VALUES (1, 2)`, "speaker_member_kind_check"],
    [
      "a group in a group",
      `INSERT INTO speaker (slug, name, kind) VALUES ('others', 'Others', 'GROUP'); INSERT INTO speaker_member VALUES (4, 3)`,
      "speaker_member_kind_check",
    ],
    ["a member that becomes a group", `UPDATE speaker SET kind = 'GROUP' WHERE id = 1`, "speaker_member_kind_check"],
    [
      "a group with members that becomes a person",
      `UPDATE speaker SET kind = 'PERSON' WHERE id = 3`,
      "speaker_member_kind_check",
    ],
    ["a topic broader than itself", `INSERT INTO topic_broader VALUES (1, 1)`, "topic_broader_itself_check"],
    ["a circle of topics", `INSERT INTO topic_broader VALUES (2, 1)`, "topic_broader_circle_check"],
    [
      "a circle that a change closes",
      `INSERT INTO topic_broader VALUES (2, 3); UPDATE topic_broader SET narrower_id = 3, broader_id = 1 WHERE narrower_id = 2; INSERT INTO topic_broader VALUES (2, 3)`,
      "topic_broader_circle_check",
    ],
    ["the end of a speaker who is quoted", `DELETE FROM speaker WHERE id = 1`, "statement_speaker_id_fkey"],
    ["a condition that is not stated", `UPDATE stance SET position = 'CONDITIONAL'`, "stance_condition_check"],
    [
      "a position that does not exist",
      `UPDATE stance SET position = 'MAYBE'`,
      'invalid input value for enum "StancePosition": "MAYBE"',
    ],
    ["a blank note", `UPDATE stance SET note = ' '`, "stance_note_check"],
    [
      "two stances of one judge",
      `INSERT INTO stance (statement_id, proposition_id, position, origin_id) SELECT 1, 1, 'OPPOSES', origin_id FROM stance`,
      "stance_statement_id_proposition_id_origin_id_judge_key",
    ],
    [
      "a stance of a retracted statement",
      `UPDATE statement SET status = 'RETRACTED', status_reason = 'x' WHERE id = 2; INSERT INTO stance (statement_id, proposition_id, position, origin_id) SELECT 2, 1, 'OPPOSES', origin_id FROM statement WHERE id = 2`,
      "stance_statement_check",
    ],
    [
      "a stance that moves to a rejected statement",
      `UPDATE statement SET status = 'REJECTED', status_reason = 'x' WHERE id = 2; UPDATE stance SET statement_id = 2`,
      "stance_statement_check",
    ],
    [
      "a stance on a merged proposition",
      `UPDATE proposition SET merged_into_id = 1 WHERE id = 2; UPDATE stance SET proposition_id = 2`,
      "stance_proposition_check",
    ],
    [
      "a proposition merged into itself",
      `UPDATE proposition SET merged_into_id = id`,
      "proposition_merged_into_id_check",
    ],
    ["the end of a proposition with stances", `DELETE FROM proposition WHERE id = 1`, "stance_proposition_id_fkey"],
    ["an occasion that is no event", `UPDATE statement SET occasion_id = 1 WHERE id = 1`, "statement_occasion_check"],
    [
      "an occasion that becomes an issue",
      `UPDATE topic SET kind = 'EVENT' WHERE id = 3; UPDATE statement SET occasion_id = 3 WHERE id = 1; UPDATE topic SET kind = 'ISSUE' WHERE id = 3`,
      "topic_occasion_check",
    ],
    [
      "the end of an event at which something was said",
      `INSERT INTO topic (slug, name, kind) VALUES ('fair', 'Fair', 'EVENT'); UPDATE statement SET occasion_id = currval('topic_id_seq') WHERE id = 1; DELETE FROM topic WHERE slug = 'fair'`,
      "statement_occasion_id_fkey",
    ],
    [
      "an event that ends before it starts",
      `UPDATE topic SET kind = 'EVENT', starts_on = '2021-05-07', ends_on = '2021-04'`,
      "topic_order_check",
    ],
    ["the place of an issue", `UPDATE topic SET place = 'Here' WHERE kind = 'ISSUE'`, "topic_event_check"],
    ["the end of a topic that is spoken of", `DELETE FROM topic WHERE id = 1`, "statement_tag_topic_id_fkey"],
  ])("the tables refuse %s", async (_, statement, rule) => {
    expect(await refusalOf(statement)).toBe(rule);
  });

  test("the tables take partial dates in order, and open ends", async () => {
    for (const [start, end] of [
      ["2018", "2018-01"],
      ["2018-09-07", "2018"],
      ["2018-09", "2018-09-01"],
      [null, "2018"],
      ["2018", null],
      [null, null],
    ] as const) {
      expect(await refusalOf(role(start, end))).toBe("nothing");
    }
  });
});

test("two transactions cannot close a circle together", async () => {
  const [one, other] = [new pg.Client(database.url), new pg.Client(database.url)];
  await Promise.all([one.connect(), other.connect()]);
  try {
    await one.query("BEGIN; INSERT INTO topic_broader VALUES (2, 3)");
    const late = other.query("INSERT INTO topic_broader VALUES (3, 1)").then(
      () => "taken",
      (error: pg.DatabaseError) => error.constraint,
    );
    await eventually(
      async () => (await run(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length === 1,
    );
    await one.query("COMMIT");
    expect(await late).toBe("topic_broader_circle_check");
  } finally {
    await Promise.all([one.end(), other.end()]);
  }
  expect(await run("SELECT FROM topic_broader")).toHaveLength(2);
});

describe("what is derived follows", () => {
  const rows = async (statement = 2) =>
    (await run(`SELECT topic_id FROM statement_topic WHERE statement_id = ${statement} ORDER BY topic_id`)).map(
      ({ topic_id }) => topic_id,
    );
  const ancestors = async (topic: number) =>
    (await run(`SELECT ancestor_id FROM topic_ancestor WHERE topic_id = ${topic} ORDER BY ancestor_id`)).map(
      ({ ancestor_id }) => ancestor_id,
    );

  test("a statement is on its topics and on all broader ones", async () => {
    expect(await rows()).toEqual([1, 2]);
  });

  test("the derived topics follow a tag that comes, changes and goes", async () => {
    await run("INSERT INTO statement_tag VALUES (2, 3)");
    expect(await rows()).toEqual([1, 2, 3]);
    await run("DELETE FROM statement_tag WHERE (statement_id, topic_id) = (2, 1)");
    expect(await rows()).toEqual([3]);
    await run("UPDATE statement_tag SET topic_id = 2 WHERE statement_id = 2");
    expect(await rows()).toEqual([2]);
  });

  test("a topic stays derived if another tag implies it", async () => {
    await run("INSERT INTO statement_tag VALUES (2, 2)");
    await run("DELETE FROM statement_tag WHERE (statement_id, topic_id) = (2, 2)");
    expect(await rows()).toEqual([1, 2]);
  });

  test("the derived topics follow a topic that moves with everything below it", async () => {
    await run("INSERT INTO topic (slug, name, kind) VALUES ('quay', 'Quay', 'PLACE')");
    await run("INSERT INTO topic_broader VALUES (4, 1)");
    await run("UPDATE statement_tag SET topic_id = 4 WHERE statement_id = 2");
    expect(await ancestors(4)).toEqual([1, 2, 4]);
    expect(await rows()).toEqual([1, 2, 4]);
    await run("UPDATE topic_broader SET broader_id = 3 WHERE narrower_id = 1");
    expect(await ancestors(4)).toEqual([1, 3, 4]);
    expect(await rows()).toEqual([1, 3, 4]);
    expect(await rows(1)).toEqual([1, 3]);
    await run("DELETE FROM topic_broader WHERE narrower_id = 1");
    expect(await ancestors(4)).toEqual([1, 4]);
    expect(await rows()).toEqual([1, 4]);
  });

  test("a topic under two with a common broader one loses that only with both", async () => {
    await run("INSERT INTO topic_broader VALUES (1, 3), (3, 2)");
    expect(await ancestors(1)).toEqual([1, 2, 3]);
    await run("DELETE FROM topic_broader WHERE (narrower_id, broader_id) = (1, 2)");
    expect(await ancestors(1)).toEqual([1, 2, 3]);
    await run("DELETE FROM topic_broader WHERE (narrower_id, broader_id) = (3, 2)");
    expect(await ancestors(1)).toEqual([1, 3]);
    expect(await rows()).toEqual([1, 3]);
  });

  test("the derived topics follow two topics that are merged", async () => {
    await run("INSERT INTO statement_tag VALUES (1, 3)");
    await run("UPDATE statement_tag SET topic_id = 3 WHERE topic_id = 1 AND statement_id <> 1");
    await run("DELETE FROM statement_tag WHERE topic_id = 1");
    await run("DELETE FROM topic WHERE id = 1");
    expect([await rows(1), await rows(2)]).toEqual([[3], [3]]);
  });

  test("the derived topics follow a topic that goes from the middle", async () => {
    await run("INSERT INTO topic_broader VALUES (2, 3)");
    expect(await rows()).toEqual([1, 2, 3]);
    await run("DELETE FROM topic WHERE id = 2");
    expect(await ancestors(1)).toEqual([1]);
    expect(await rows()).toEqual([1]);
  });

  test("the derived rows follow a statement's speaker, status and date", async () => {
    await run(
      `UPDATE statement SET speaker_id = 2, status = 'PROPOSED', said_at = '2020-02-02T00:00:00Z' WHERE id = 2`,
    );
    const found = await run("SELECT speaker_id, status, said_at FROM statement_topic WHERE statement_id = 2");
    const moved = { speaker_id: 2, status: "PROPOSED", said_at: new Date("2020-02-02T00:00:00Z") };
    expect(found).toEqual([moved, moved]);
  });

  test("the search follows a statement's words and language", async () => {
    const finds = async (configuration: string, words: string) =>
      (
        await run(
          `SELECT FROM statement_search WHERE statement_id = 2 AND configuration = '${configuration}' AND search @@ websearch_to_tsquery('${configuration}', '${words}')`,
        )
      ).length === 1;
    await run(`UPDATE statement SET text = 'The cafés were closing' WHERE id = 2`);
    expect(await finds("onrecord_english", "cafe closed")).toBe(true);
    await run(`UPDATE statement SET text = 'Die Häuser', language = 'de-AT' WHERE id = 2`);
    expect(await finds("onrecord_german", "haus")).toBe(true);
    await run(`UPDATE statement SET language = 'tlh' WHERE id = 2`);
    expect(await finds("onrecord_simple", "hauser")).toBe(true);
    expect(await finds("onrecord_simple", "haus")).toBe(false);
  });

  test("a statement that goes leaves nothing behind", async () => {
    await run("DELETE FROM statement WHERE id = 2");
    for (const table of ["statement_topic", "statement_tag", "statement_search", "appearance"]) {
      expect(await run(`SELECT FROM ${table} WHERE statement_id = 2`)).toEqual([]);
    }
  });
});

test("a change of a small table is announced", async () => {
  const listener = new pg.Client(database.url);
  await listener.connect();
  const heard: (string | undefined)[] = [];
  listener.on("notification", ({ payload }) => heard.push(payload));
  await listener.query("LISTEN onrecord_change");
  try {
    await run("UPDATE speaker_name SET language = 'en' WHERE id = 1");
    await eventually(async () => (await listener.query("SELECT 1")) && heard.length > 0);
    expect(heard).toEqual(["speaker_name"]);
  } finally {
    await listener.end();
  }
});
