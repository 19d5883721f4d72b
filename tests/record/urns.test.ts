import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";

const [database, other] = [openArchive({ afresh: true }), openArchive({ afresh: true })];

const GIVEN = "0b0c0d0e-1111-4222-8333-444455556666";
const urn = `urn:uuid:${GIVEN}`;

async function uuids(of = database): Promise<Record<string, string>> {
  const rows = await of.prisma.statement.findMany({ orderBy: { id: "asc" } });
  return Object.fromEntries(rows.map(({ text, uuid }) => [text, uuid]));
}

describe("what a statement is called", () => {
  test("a URN is the same in two archives that record the same", async () => {
    await record(database, world, IMPORT);
    await record(other, documentWith(article("before", [quotation("Something else comes first here.")])), OTHER_IMPORT);
    await record(other, world, IMPORT);
    expect(await uuids(other)).toMatchObject(await uuids());
  });

  test("a URN stays the same, whatever is recorded of the statement later", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE)])), IMPORT);
    const before = await uuids();
    const corrected = quotation(QUOTE, { urn, speaker: "olaf-gruen", saidAt: "2021-04" });
    await record(database, documentWith(article("one", [corrected])), IMPORT);
    expect(await uuids()).toEqual(before);
  });

  test("a URN is the one that a document gives, in capitals too", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE, { urn: urn.toUpperCase() })])), IMPORT);
    expect(await uuids()).toEqual({ [QUOTE]: GIVEN });
  });

  test("a URN is another one if the one given is another statement's", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE, { urn })])), IMPORT);
    await record(database, documentWith(article("two", [paraphrase("the nets are torn", { urn })])), IMPORT);
    const all = Object.values(await uuids());
    expect([all.length, new Set(all).size, all[0]]).toEqual([2, 2, GIVEN]);
  });

  test("a URN is another one if a changed statement has what would be made of the first printing", async () => {
    const once = (place: string) => documentWith(article("one", [paraphrase("the nets are torn", { text: place })]));
    await record(database, once("One"), IMPORT);
    await database.query(Prisma.sql`UPDATE appearance SET exact = exact || '!', prefix = 'So '`);
    await record(database, once("Two"), OTHER_IMPORT);
    const all = Object.values(await uuids());
    expect(new Set(all).size).toBe(all.length);
  });

  test.each(["urn:uuid:1", "urn:isbn:9783161484100", "", GIVEN])(
    "a document is refused with the URN %j",
    async (bad) => {
      const document = documentWith(article("one", [quotation(QUOTE, { urn: bad })]));
      await expect(record(database, document, IMPORT)).rejects.toThrow(/urn/);
    },
  );
});

describe("what one URN joins", () => {
  const twice = (second: object = {}) =>
    documentWith(
      article("one", [paraphrase("the nets are torn", { text: "The nets are torn.", urn })]),
      article("two", [paraphrase("nets were torn", { text: "The nets are torn.", urn, ...second })]),
    );
  const printings = async () =>
    (await database.prisma.statement.findMany({ include: { appearances: true } })).map(
      ({ appearances }) => appearances.length,
    );

  test("printings with one URN are of one statement, recorded together or apart, once or again", async () => {
    await record(database, twice(), IMPORT);
    expect(await printings()).toEqual([2]);
    await record(database, { ...twice(), articles: twice().articles?.toReversed() }, IMPORT);
    expect(await printings()).toEqual([2]);
    const third = article("three", [paraphrase("of torn nets", { text: "The nets are torn.", urn })]);
    await record(database, documentWith(third), OTHER_IMPORT);
    expect(await printings()).toEqual([3]);
  });

  test.each([
    ["another speaker", { speaker: "olaf-gruen" }],
    ["other words", { text: "The nets were mended." }],
  ])("printings with one URN are of two statements with %s", async (_, second) => {
    await record(database, twice(second), IMPORT);
    expect(await printings()).toEqual([1, 1]);
  });
});

test("the migration gives statements on record what a new archive makes", async () => {
  await record(database, world, IMPORT);
  const before = await uuids();
  const folder = join(packageRoot(), "prisma/migrations/20261129150000_urn");
  const [, make, fill] =
    /^(CREATE FUNCTION .+?^\$\$;$).+?^(UPDATE statement .+?;$)/ms.exec(
      readFileSync(join(folder, "migration.sql"), "utf8"),
    ) ?? [];
  await database.transaction(async (transaction) => {
    await transaction.query(Prisma.sql`UPDATE statement SET uuid = gen_random_uuid()`);
    await transaction.query(Prisma.raw(make ?? ""));
    await transaction.query(Prisma.raw(fill ?? ""));
  });
  // The first printing is now the one of the oldest article. A document may state the name of a statement: that is not made.
  const after = await uuids();
  const stated = (world.articles ?? [])
    .flatMap(({ statements = [] }) => statements)
    .flatMap(({ urn: own, text }) => (own ? [text] : []));
  expect(stated).toHaveLength(1);
  const changed = Object.keys(before).filter((text) => before[text] !== after[text] && !stated.includes(text));
  expect(changed).toEqual([]);
});
