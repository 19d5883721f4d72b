import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Database } from "../../src/database.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import type { DumpLine } from "../../src/export/dump/line.ts";
import { dump } from "../../src/export/dump.ts";
import { hasAtMost } from "../../src/export/open.ts";
import { keepStill } from "../../src/export/snapshots.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { clear, expectSound, openArchive } from "../helpers/archive.ts";
import { article, IMPORT, OTHER_IMPORT, statement } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";

const [database, other] = [openArchive({ afresh: true }), openArchive({ afresh: true })];
const { sql } = Prisma;

type Lines = DumpLine[];
const WHOLE = { statementIds: null, bodies: true };

async function atOneMoment(from: Database): Promise<Lines> {
  return from.transaction(async (transaction) => {
    await keepStill(transaction);
    const lines: Lines = [];
    for await (const piece of dump(transaction, { ...WHOLE, isStill: true })) lines.push(...piece);
    return lines;
  });
}

/** Exports part by part; calls `meanwhile` with the number of each part after it. */
async function partByPart(
  meanwhile: (part: number) => Promise<unknown> = async () => {},
  statementIds: number[] | null = null,
): Promise<Lines> {
  const lines: Lines = [];
  let part = 0;
  for await (const piece of dump(database, { ...WHOLE, statementIds, isStill: false })) {
    lines.push(...piece);
    await meanwhile(part);
    part += 1;
  }
  return lines;
}

/** Records a file line by line, so that any line in the wrong order is refused. */
async function recordLines(lines: Lines): Promise<void> {
  for (const line of lines) {
    const [[noun, entry]] = Object.entries(line) as [[string, unknown]];
    await record(other, { [`${noun}s`]: [entry] } as ArchiveDocument, IMPORT);
  }
}

/** Fails if a line refers to a noun that no earlier line describes, or if two lines describe the same. */
function expectClosed(lines: Lines): void {
  const known = new Set<string>();
  const refer = (noun: string, slug: string | null | undefined) => {
    if (slug != null && !known.has(`${noun} ${slug}`)) throw new Error(`There is no ${noun} ${slug} above.`);
  };
  const add = (noun: string, slug: string | undefined) => {
    if (known.has(`${noun} ${slug}`)) throw new Error(`There is a second ${noun} ${slug}.`);
    known.add(`${noun} ${slug}`);
  };
  for (const line of lines) {
    if ("source" in line) add("source", line.source.slug);
    else if ("topic" in line) {
      for (const slug of line.topic.broader ?? []) refer("topic", slug);
      add("topic", line.topic.slug);
    } else if ("speaker" in line) {
      for (const slug of line.speaker.members ?? []) refer("speaker", slug);
      add("speaker", line.speaker.slug);
    } else if ("proposition" in line) {
      for (const slug of line.proposition.topics ?? []) refer("topic", slug);
      add("proposition", line.proposition.slug);
    } else if ("link" in line) {
      refer("statement", line.link.statement as string);
      refer("statement", line.link.target as string);
    } else {
      const { source, wire, url, statements = [] } = line.article;
      add("article", url);
      refer("source", source);
      refer("source", wire);
      for (const { urn, speaker, topics = [], mentions = [], stances = [] } of statements) {
        known.add(`statement ${urn}`);
        refer("speaker", speaker);
        for (const slug of [...topics, ...mentions.map(({ topic }) => topic)]) refer("topic", slug);
        for (const { proposition } of stances) refer("proposition", proposition);
      }
    }
  }
}

const textOf = (lines: Lines) => lines.map((line) => `${JSON.stringify(line)}\n`);

describe("part by part", () => {
  test("an export that is read part by part has the lines of one that is of one moment, articles by their ids, and is imported as the same archive", async () => {
    const { articles = [], ...others } = world;
    await record(database, { ...others, articles: [...articles].reverse() }, IMPORT);
    const [still, parts] = [await atOneMoment(database), await partByPart()];
    expect(textOf(parts)).not.toEqual(textOf(still));
    expect(textOf(parts).sort()).toEqual(textOf(still).sort());
    await recordLines(parts);
    expect(textOf(await atOneMoment(other))).toEqual(textOf(still));
  });

  test("an export that is read part by part holds no transaction while its reader takes a part", async () => {
    await record(database, world, IMPORT);
    let parts = 0;
    await partByPart(async () => {
      parts += 1;
      const open = await database.query(
        sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND application_name = current_setting('application_name')`,
      );
      expect(open).toEqual([]);
    });
    expect(parts).toBe(6);
  });

  test("an export that is read part by part leaves out articles and printings that are recorded meanwhile", async () => {
    await record(database, world, IMPORT);
    const before = await atOneMoment(database);
    const late = statement("Nobody was there.", {});
    const parts = await partByPart(async (part) => {
      if (part === 0) await record(database, { articles: [article("late", [late])] }, OTHER_IMPORT);
    });
    expect(textOf(parts).sort()).toEqual(textOf(before).sort());
  });

  test("an export that is read part by part names a noun that was renamed meanwhile as at its first mention, and keeps another with its old slug apart", async () => {
    await record(database, world, IMPORT);
    const parts = await partByPart(async (part) => {
      if (part !== 2) return;
      await database.prisma.speaker.update({ where: { slug: "ada-brandt" }, data: { slug: "ada-brandt-mayor" } });
      const { id } = await database.prisma.speaker.create({
        data: { slug: "ada-brandt", name: "Ada Brandt the Younger", kind: "PERSON" },
      });
      await database.query(
        sql`INSERT INTO speaker_name (speaker_id, name, normalized) VALUES (${id}, 'Ada Brandt the Younger', 'ada brandt the younger')`,
      );
      await database.query(
        sql`UPDATE statement SET speaker_id = ${id}, speaker_status = 'IDENTIFIED' WHERE text = 'Nobody contradicted the mayor.'`,
      );
    });
    expectClosed(parts);
    await recordLines(parts);
    const rows = await other.query<{ text: string; name: string }>(
      sql`SELECT text, name FROM statement JOIN speaker ON speaker.id = speaker_id WHERE name LIKE 'Ada%' ORDER BY text COLLATE "C"`,
    );
    const own = await database.query(
      sql`SELECT text, name FROM statement JOIN speaker ON speaker.id = speaker_id WHERE name LIKE 'Ada%' ORDER BY text COLLATE "C"`,
    );
    expect(rows).toEqual(own);
    expect(rows).toContainEqual({ text: "Nobody contradicted the mayor.", name: "Ada Brandt the Younger" });
    await expectSound(other);
  });

  test("a statement in two states, as two articles print it, is imported in the first", async () => {
    await record(database, world, IMPORT);
    const lines = structuredClone(await atOneMoment(database));
    const printings = lines
      .flatMap((line) => ("article" in line ? (line.article.statements ?? []) : []))
      .filter(({ urn, kind }, i, all) => kind === "DIRECT" && all.some((each, j) => j !== i && each.urn === urn));
    const [first, second] = printings.filter(({ urn }) => urn === printings[0]?.urn);
    if (!first || !second) throw new Error("No statement is printed twice.");
    second.appearance = { ...second.appearance, text: second.appearance?.text ?? second.text };
    second.text = second.text.toUpperCase();
    second.speakerStatus = "UNKNOWN";
    delete second.speaker;
    await recordLines(lines);
    const urn = first.urn?.replace("urn:onrecord:", "").replace("urn:uuid:", "");
    const rows = await other.query(sql`SELECT text, speaker_status FROM statement WHERE uuid = ${urn}::uuid`);
    expect(rows).toEqual([{ text: first.text, speaker_status: "IDENTIFIED" }]);
    await expectSound(other);
  });

  test("an export that is read part by part refers to nothing that is not in it, whatever changes meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...Object.keys(deeds)), fc.nat(20)), { maxLength: 8 }),
        fc.boolean(),
        async (done, isFiltered) => {
          await Promise.all([clear(database), clear(other)]);
          await record(database, world, IMPORT);
          const ids = await database.query<{ id: number }>(sql`SELECT id FROM statement ORDER BY id LIMIT 8`);
          const lines = await partByPart(
            async (part) => {
              for (const [i, [when, name, nth]] of done.entries()) if (when === part) await deeds[name]?.(nth, i);
            },
            isFiltered ? ids.map(({ id }) => id) : null,
          );
          expectClosed(lines);
          await recordLines(lines);
          await expectSound(other);
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** Returns the id of the nth row of a table, starting over after the last. */
const nthOf = (table: string, nth: number) =>
  sql`(SELECT id FROM ${Prisma.raw(table)} ORDER BY id OFFSET ${nth} % (SELECT count(*) FROM ${Prisma.raw(table)}) LIMIT 1)`;

/** What may be changed meanwhile: the nth noun or statement; `i` makes new names. */
const deeds: Record<string, (nth: number, i: number) => Promise<unknown>> = {
  renameSpeaker: (nth, i) =>
    database.query(sql`UPDATE speaker SET slug = ${`renamed-${i}`} WHERE id = ${nthOf("speaker", nth)}`),
  renameTopic: (nth, i) =>
    database.query(sql`UPDATE topic SET slug = ${`renamed-${i}`} WHERE id = ${nthOf("topic", nth)}`),
  renameSource: (nth, i) =>
    database.query(sql`UPDATE source SET slug = ${`renamed-${i}`} WHERE id = ${nthOf("source", nth)}`),
  newSpeaker: async (nth, i) => {
    await record(database, { speakers: [{ slug: `new-${i}`, name: `New ${i}`, kind: "PERSON" }] }, OTHER_IMPORT);
    const id = sql`(SELECT id FROM speaker WHERE slug = ${`new-${i}`})`;
    await database.query(
      sql`UPDATE statement SET speaker_id = ${id}, speaker_status = 'IDENTIFIED' WHERE id = ${nthOf("statement", nth)}`,
    );
  },
  newTopic: async (nth, i) => {
    const topics = [
      { slug: `above-${i}`, name: `Above ${i}`, kind: "ISSUE" as const },
      { slug: `new-${i}`, name: `New ${i}`, kind: "ISSUE" as const, broader: [`above-${i}`] },
    ];
    await record(database, { topics }, OTHER_IMPORT);
    await database.query(
      sql`INSERT INTO statement_tag (statement_id, topic_id, basis) SELECT ${nthOf("statement", nth)}, id, 'STATED' FROM topic WHERE slug = ${`new-${i}`}`,
    );
  },
  newAbove: async (nth, i) => {
    await record(database, { topics: [{ slug: `over-${i}`, name: `Over ${i}`, kind: "ISSUE" }] }, OTHER_IMPORT);
    await database.query(
      sql`INSERT INTO topic_broader (narrower_id, broader_id) SELECT ${nthOf("topic", nth % 5)}, id FROM topic WHERE slug = ${`over-${i}`}`,
    );
  },
  newSource: async (nth, i) => {
    await record(database, { sources: [{ slug: `new-${i}`, name: `New ${i}`, kind: "OUTLET" }] }, OTHER_IMPORT);
    await database.query(
      sql`UPDATE article SET source_id = (SELECT id FROM source WHERE slug = ${`new-${i}`}) WHERE id = ${nthOf("article", nth)}`,
    );
  },
  removeArticle: async (nth) => {
    const id = nthOf("article", nth);
    await database.query(
      sql`DELETE FROM statement WHERE id IN (SELECT statement_id FROM appearance WHERE article_id = ${id})`,
    );
    await database.query(sql`DELETE FROM article WHERE id = ${id}`);
  },
  reword: (nth, i) =>
    database.query(
      sql`UPDATE statement SET text = ${`In other words, number ${i}.`} WHERE kind = 'INDIRECT' AND id = ${nthOf("statement", nth)}`,
    ),
};

test("an export counts as small up to a number of statements, with a filter or as a whole archive", async () => {
  await record(database, world, IMPORT);
  const [{ all }] = (await database.query<{ all: number }>(sql`SELECT count(*)::int AS all FROM statement`)) as [
    { all: number },
  ];
  const whole = { format: "jsonl", filter: {}, bodies: true } as const;
  expect([await hasAtMost(database, whole, all), await hasAtMost(database, whole, all - 1)]).toEqual([true, false]);
  const few = { ...whole, filter: { speaker: ["ada-brandt"] } };
  const none = { ...whole, filter: { speaker: ["jonas-weber"], text: ["herring"] } };
  expect([await hasAtMost(database, few, all), await hasAtMost(database, few, 1)]).toEqual([true, false]);
  expect(await hasAtMost(database, none, 0)).toBe(true);
});
