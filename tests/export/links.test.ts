import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { RecordError } from "../../src/document/errors.ts";
import { findAll } from "../../src/export/found.ts";
import { type PublicationPage, publicationStream } from "../../src/feed/publications.ts";
import { record } from "../../src/record/record.ts";
import { clear, expectSound, openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, statement } from "../helpers/factories.ts";
import { exported, rowsOf } from "./exported.ts";

const [database, other] = [openArchive(), openArchive()];

type LinkPart = NonNullable<ArchiveDocument["links"]>[number];
type Line = { link?: LinkPart; article?: NonNullable<ArchiveDocument["articles"]>[number] };

const COUNT = 6;
const words = (i: number) => `Word ${i} of the talk.`;
const reference = (i: number) => ({ article: `https://news.example.org/${i % 3}`, exact: words(i) });

const anyStatements = fc.tuple(
  ...Array.from({ length: COUNT }, (_, i) =>
    fc
      .record({
        isOther: fc.integer({ min: 0, max: 9 }),
        saidAt: fc.constantFrom("2021-05", "2021-05-07", "2021-05-08T10:00:00Z", undefined, undefined, undefined),
        language: fc.constantFrom("en", "de"),
      })
      .map(({ isOther, ...rest }) =>
        statement(words(i), {
          ...rest,
          speaker: i % 2 === 0 ? "ada-brandt" : "olaf-gruen",
          ...(isOther === 8 && { status: "PROPOSED" as const }),
          ...(isOther === 9 && { status: "RETRACTED" as const, statusReason: "Never said." }),
        }),
      ),
  ),
);

const place = fc.integer({ min: 0, max: COUNT - 1 });
const anyLink = fc
  .record({
    from: place,
    to: place,
    kind: fc.constantFrom("RESPONDS_TO" as const, "RESPONDS_TO" as const, "TRANSLATES" as const, "DENIES" as const),
    judge: fc.constantFrom("Ada", "Bo", undefined),
    note: fc.constantFrom("so it says", undefined),
  })
  .map(({ from, to, ...rest }): LinkPart => ({ statement: reference(from), target: reference(to), ...rest }));

/** Records an archive, and of the links those that it takes: whichever come first. */
async function recordAll(statements: readonly ReturnType<typeof statement>[], links: readonly LinkPart[]) {
  const articles = [0, 1, 2].map((n) =>
    article(
      `${n}`,
      statements.filter((_, i) => i % 3 === n),
    ),
  );
  await record(database, documentWith(...articles), IMPORT);
  for (const link of links) {
    await record(database, { links: [link] }, IMPORT).catch((error) => expect(error).toBeInstanceOf(RecordError));
  }
}

test("the filter respondsTo finds what the lines of an export say, in lists and in the feed, and links survive an import byte for byte", async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(
      anyStatements,
      fc.array(anyLink, { minLength: 6, maxLength: 25 }),
      fc.array(fc.uniqueArray(place, { minLength: 1, maxLength: 4 }), { minLength: 6, maxLength: 6 }),
      async (statements, links, questions) => {
        await clear(database);
        await recordAll(statements, links);
        await expectSound(database);
        const text = await exported(database, "jsonl", {}, { isStill: false });
        const lines = text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as Line);
        const told = lines.flatMap(({ article }) => article?.statements ?? []);
        const published = new Set(told.flatMap(({ urn, status }) => (status === undefined ? urn : [])));
        const urns = Array.from({ length: COUNT }, (_, i) => told.find(({ text }) => text === words(i))?.urn as string);
        const feed: PublicationPage = await publicationStream.readPage(database, { publication: 0, statement: 0 });
        for (const [n, question] of questions.entries()) {
          const asked = question.map((i) => urns[i] as string);
          const expected = new Set(
            lines.flatMap(({ link }) =>
              link?.kind === "RESPONDS_TO" &&
              asked.includes(link.target as string) &&
              published.has(link.target as string) &&
              published.has(link.statement as string)
                ? (link.statement as string)
                : [],
            ),
          );
          const rows = await database.prisma.statement.findMany({ select: { id: true, uuid: true } });
          const urnById = new Map(rows.map(({ id, uuid }) => [id, `urn:uuid:${uuid}`]));
          const idByUrn = new Map(rows.map(({ id, uuid }) => [`urn:uuid:${uuid}`, encodeGlobalId("Statement", id)]));
          // By URN and by id in turn.
          const respondsTo = n % 2 === 0 ? asked : asked.map((urn) => idByUrn.get(urn) as string);
          const ids: number[] = [];
          for await (const page of (await findAll(database, { respondsTo })).ids(3)) ids.push(...page);
          expect(ids.map((id) => urnById.get(id)).sort()).toEqual([...expected].sort());
          const live = await (await publicationStream.choose(database, { respondsTo }))(feed);
          // The log of publications is kept when the archive is emptied.
          expect([...new Set(live.map(({ id }) => urnById.get(id)))].sort()).toEqual([...expected].sort());
          found += ids.length;
        }
        await clear(other);
        for (const { link, article: one, ...nouns } of lines) {
          const lists = Object.fromEntries(Object.entries(nouns).map(([noun, entry]) => [`${noun}s`, [entry]]));
          await record(other, { ...lists, ...(one && { articles: [one] }), ...(link && { links: [link] }) }, IMPORT);
        }
        expect(await exported(other, "jsonl")).toBe(text);
      },
    ),
    { numRuns: 12 },
  );
  expect(found).toBeGreaterThan(10);
}, 120_000);

test("tables and JSON-LD show links to published statements only", async () => {
  await clear(database);
  const said = (i: number, rest: object = {}) => statement(words(i), { speaker: "ada-brandt", ...rest });
  await recordAll(
    [said(0), said(1), said(2, { language: "de" }), said(3, { status: "PROPOSED" })],
    [
      { statement: reference(1), kind: "RESPONDS_TO", target: reference(0) },
      { statement: reference(1), kind: "RESPONDS_TO", target: reference(3) },
      { statement: reference(2), kind: "TRANSLATES", target: reference(0) },
      { statement: reference(1), kind: "CORRECTS", target: reference(0) },
      { statement: reference(1), kind: "REPEATS", target: reference(3) },
    ],
  );
  const rows = rowsOf(await exported(database, "csv"));
  const rowOf = (i: number) => rows.find(({ text }) => text === words(i));
  expect(rows.map((row) => row["in reply to"]).filter(Boolean)).toEqual([rowOf(0)?.id]);
  expect(rowOf(1)?.["in reply to"]).toBe(rowOf(0)?.id);
  const graph = JSON.parse(await exported(database, "json-ld"))["@graph"] as Record<string, unknown>[];
  const nodeOf = (i: number) => graph.find(({ text }) => text === words(i)) ?? {};
  const to = (i: number) => [{ "@id": nodeOf(i)["@id"] }];
  expect(nodeOf(0)).toMatchObject({ workTranslation: to(2), correction: to(1) });
  expect(nodeOf(1)["https://www.w3.org/ns/activitystreams#inReplyTo"]).toEqual(to(0));
  expect(nodeOf(1)).not.toHaveProperty("isBasedOn");
  expect(nodeOf(2)).toMatchObject({ translationOfWork: to(0) });
});
