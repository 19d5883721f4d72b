import { beforeEach, describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { applyTopics, markAmbiguous, readTaggable } from "../../src/record/tagging.ts";
import { openTagger } from "../../src/text/mentions.ts";
import { clear, dump, findingsOf, openArchive } from "../helpers/archive.ts";
import { runInChild, sourceUrl } from "../helpers/child.ts";
import { eventually } from "../helpers/eventually.ts";
import { article, IMPORT, source, statement, topic } from "../helpers/factories.ts";

const { sql } = Prisma;

const database = openArchive({ afresh: true });

const sources = [source("Sandholm Post")];
const places = [
  topic("Coast", { kind: "PLACE" }),
  topic("Velmora", { kind: "PLACE", broader: ["coast"] }),
  topic("New Velmora", { kind: "PLACE" }),
  topic("Fishing", { names: ["Fischerei"] }),
];

/** Tags the archive and summarises the result. */
async function tag(options?: { all?: boolean }) {
  const sums = { statements: 0, added: 0, removed: 0 };
  for await (const progress of applyTopics(database, openTagger, options)) {
    sums.statements += progress.statements;
    sums.added += progress.added;
    sums.removed += progress.removed;
  }
  return sums;
}

/** Returns every tag as "Words of the statement | topic | basis". */
async function tags(): Promise<string[]> {
  const rows = await database.query<{ tag: string }>(sql`
SELECT format('%s | %s | %s', text, slug, basis) AS tag
FROM statement_tag
JOIN statement ON statement.id = statement_id
JOIN topic ON topic.id = topic_id
ORDER BY statement_id, slug, basis`);
  return rows.map((row) => row.tag);
}

const findings = () => findingsOf(database);

describe("onrecord tag", () => {
  beforeEach(async () => {
    const articles = [
      article("one", [statement("Velmora is safe."), statement("Nets are torn.", { topics: ["fishing"] })], {
        headline: "Fishing goes on",
      }),
      article("two", [statement("New Velmora is not Velmora.")]),
      article("three", [statement("New Velmora was built late.")]),
    ];
    await record(database, { sources, topics: places, articles }, IMPORT);
  });

  test("tagging reads text and headline beside what was stated, and derives the rest", async () => {
    expect(await tag()).toEqual({ statements: 4, added: 6, removed: 0 });
    expect(await tags()).toEqual([
      "Velmora is safe. | fishing | HEADLINE",
      "Velmora is safe. | velmora | TEXT",
      "Nets are torn. | fishing | STATED",
      "Nets are torn. | fishing | HEADLINE",
      "New Velmora is not Velmora. | new-velmora | TEXT",
      "New Velmora is not Velmora. | velmora | TEXT",
      "New Velmora was built late. | new-velmora | TEXT",
    ]);
    expect(await findings()).toEqual([]);
    const coast = await database.prisma.topic.findUniqueOrThrow({ where: { slug: "coast" } });
    expect(await database.prisma.statementTopic.count({ where: { topicId: coast.id } })).toBe(2);
  });

  test("tagging a second time reads nothing, and with `all` touches nothing", async () => {
    await tag();
    const before = await dump(database);
    expect(await tag()).toEqual({ statements: 0, added: 0, removed: 0 });
    expect(await tag({ all: true })).toEqual({ statements: 4, added: 0, removed: 0 });
    expect(await dump(database)).toEqual(before);
  });

  test("tagging searches for a new name everywhere and removes its tags when it goes", async () => {
    await tag();
    const before = await tags();
    await record(database, { topics: [topic("Fishing", { names: ["Nets"] })] }, IMPORT);
    expect(await tag()).toEqual({ statements: 4, added: 1, removed: 0 });
    expect(await tags()).toContain("Nets are torn. | fishing | TEXT");
    await database.query(sql`DELETE FROM topic_name WHERE name = 'Nets'`);
    expect(await tag()).toEqual({ statements: 4, added: 0, removed: 1 });
    expect(await tags()).toEqual(before);
  });

  test("tagging sees names within a longer name that comes or goes", async () => {
    await tag();
    await record(database, { topics: [topic("Safety", { names: ["Velmora is safe"] })] }, IMPORT);
    expect(await tag()).toMatchObject({ added: 1, removed: 1 });
    expect(await tags()).toContain("Velmora is safe. | safety | TEXT");
    expect(await tags()).not.toContain("Velmora is safe. | velmora | TEXT");

    await database.query(
      sql`DELETE FROM statement_tag WHERE topic_id = (SELECT id FROM topic WHERE slug = 'new-velmora')`,
    );
    await database.query(sql`DELETE FROM topic WHERE slug = 'new-velmora'`);
    expect(await tag()).toMatchObject({ added: 1, removed: 0 });
    expect(await tags()).toContain("New Velmora was built late. | velmora | TEXT");
    expect(await tag()).toMatchObject({ statements: 0 });
  });

  test("tagging ignores a name once it is marked as ambiguous", async () => {
    await tag();
    await markAmbiguous(database, [{ slug: "velmora", name: "Velmora" }]);
    expect(await tag()).toMatchObject({ removed: 2 });
    expect((await readTaggable(database)).map(({ slug, names }) => [slug, names])).toEqual([
      ["coast", ["Coast"]],
      ["velmora", []],
      ["new-velmora", ["New Velmora"]],
      ["fishing", ["Fischerei", "Fishing"]],
    ]);
  });

  test("tagging reads what came in or changed since, in whatever way, and nothing else", async () => {
    await tag();
    const changed = article("one", [
      statement("Velmora is unsafe."),
      statement("Nets are torn.", { topics: ["fishing"] }),
    ]);
    const added = article("four", [statement("Die Fischerei ruht.")]);
    await record(database, { articles: [{ ...changed, headline: "Nothing" }, added] }, IMPORT);
    await database.query(sql`UPDATE statement SET text = 'Fishing was late.' WHERE text LIKE 'New Velmora was%'`);
    expect((await tag()).statements).toBeLessThanOrEqual(4);
    expect(await tags()).toEqual([
      "Velmora is unsafe. | velmora | TEXT",
      "Nets are torn. | fishing | STATED",
      "New Velmora is not Velmora. | new-velmora | TEXT",
      "New Velmora is not Velmora. | velmora | TEXT",
      "Fishing was late. | fishing | TEXT",
      "Die Fischerei ruht. | fishing | TEXT",
    ]);
    expect(await tag()).toMatchObject({ statements: 0 });
    expect(await findings()).toEqual([]);
  });

  test("tagging follows a printing that goes with its headline", async () => {
    const words = "The nets of the harbour are torn";
    const direct = () => statement(words, { kind: "DIRECT", speaker: "ada", saidAt: "2021-05-07" });
    const speakers = [{ name: "Ada", kind: "PERSON" as const, fictional: true }];
    const articles = [
      article("five", [direct()], { headline: "On fishing" }),
      article("six", [direct()], { headline: "On Velmora" }),
    ];
    await record(database, { speakers, articles }, IMPORT);
    await tag();
    const ofWords = async () => (await tags()).filter((line) => line.startsWith(words));
    expect(await ofWords()).toEqual([`${words} | fishing | HEADLINE`, `${words} | velmora | HEADLINE`]);
    await record(database, { articles: [article("six", [], { headline: "On Velmora" })] }, IMPORT);
    await tag();
    expect(await ofWords()).toEqual([`${words} | fishing | HEADLINE`]);
  });

  test("tagging finds nothing to do in an archive without topics", async () => {
    await clear(database);
    expect(await tag()).toEqual({ statements: 0, added: 0, removed: 0 });
  });
});

describe("many statements", () => {
  const SIZE = 9_000;
  beforeEach(async () => {
    await record(
      database,
      { sources, topics: places, articles: [article("many", [statement("Velmora is safe.")])] },
      IMPORT,
    );
    await database.query(sql`
WITH made AS (
  INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
  SELECT 'UNKNOWN', CASE i % 3 WHEN 0 THEN 'Velmora says ' ELSE 'Someone says ' END || i, 'INDIRECT', now(), 'DAY', 'PUBLICATION', 'en', origin_id
  FROM statement, generate_series(1, ${SIZE}::int) AS i
  RETURNING id, text, origin_id
)
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT made.id, article.id, made.id, made.text, 'INDIRECT', made.text, made.origin_id FROM made, article`);
  });

  test("tagging that is killed leaves whole batches, and the next run completes them", async () => {
    const child = runInChild(`
      import { connect } from ${JSON.stringify(sourceUrl("database.ts"))};
      import { applyTopics } from ${JSON.stringify(sourceUrl("record/tagging.ts"))};
      import { openTagger } from ${JSON.stringify(sourceUrl("text/mentions.ts"))};
      const database = connect({ url: ${JSON.stringify(database.url)}, poolSize: 2, statementTimeoutMs: 0, applicationName: "tag", onError() {} });
      for await (const { statements } of applyTopics(database, openTagger)) console.log(statements);`);
    await eventually(async () => child.output() !== "");
    child.process.kill("SIGKILL");
    await child.ended;
    const read = await database.prisma.topicTagging.findFirstOrThrow();
    const tagged = await database.query<{ beyond: number; within: number }>(sql`
SELECT count(*) FILTER (WHERE appearance.id > ${read.appliedTo}) AS beyond, count(*) FILTER (WHERE appearance.id <= ${read.appliedTo}) AS within
FROM statement_tag
JOIN appearance USING (statement_id)`);
    expect(tagged).toEqual([{ beyond: 0, within: 1 + Math.floor((read.appliedTo - 1) / 3) }]);
    const rest = await tag();
    expect(rest.statements).toBe(SIZE + 1 - read.appliedTo);
    expect(await database.prisma.statementTag.count()).toBe(SIZE / 3 + 1);
    expect(await tag()).toMatchObject({ statements: 0 });
  });

  test("tagging twice at once does the work once", async () => {
    const [one, other] = await Promise.all([tag(), tag()]);
    expect(one.added + other.added).toBe(SIZE / 3 + 1);
    expect(one.statements + other.statements).toBe(SIZE + 1);
  });

  test("tagging sees names that change while it works", async () => {
    const run = applyTopics(database, openTagger);
    await run.next();
    await record(database, { topics: [topic("Fishing", { names: ["Someone"] })] }, IMPORT);
    while (!(await run.next()).done);
    expect(await database.prisma.statementTag.count()).toBe(SIZE + 1);
  });
});
