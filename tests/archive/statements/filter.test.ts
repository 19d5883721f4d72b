import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, isInputObjectType } from "graphql";
import { InputError } from "../../../src/archive/lists/inputError.ts";
import { NameNotFound } from "../../../src/archive/names/nameNotFound.ts";
import type { TypedFilter } from "../../../src/archive/statements/filter/typed.ts";
import { filterFields, liveTests, type StatementFilter, select } from "../../../src/archive/statements/filter.ts";
import type { When } from "../../../src/document/dates.ts";
import { readFilter } from "../../../src/export/filter.ts";
import { findAll } from "../../../src/export/found.ts";
import { type PublicationPage, publicationStream } from "../../../src/feed/publications.ts";
import { packageRoot } from "../../../src/packageRoot.ts";
import { openArchive } from "../../helpers/archive.ts";
import { labels, ROTTEN, world } from "../../helpers/world.ts";

const database = openArchive({ document: world });
let published: PublicationPage;
beforeAll(async () => {
  published = await publicationStream.readPage(database, { publication: 0, statement: 0 });
});

const inOrder = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b);

async function foundBySql(filter: StatementFilter): Promise<number[]> {
  const found: number[] = [];
  for await (const ids of (await findAll(database, filter)).ids(500)) found.push(...ids);
  return inOrder(found);
}

/** Finds nothing where a subscription is refused because it could find nothing. */
async function foundInMemory(filter: StatementFilter): Promise<number[]> {
  const choose = await publicationStream.choose(database, filter).catch((error) => {
    if (error instanceof NameNotFound) return null;
    throw error;
  });
  return choose ? inOrder((await choose(published)).map(({ id }) => id)) : [];
}

async function labelsOf(ids: readonly number[]): Promise<unknown[]> {
  return labels(await database.prisma.statement.findMany({ where: { id: { in: [...ids] } } })).sort();
}

/** A filter as it is typed, the statements that it finds, and the filter as the API has it if that looks otherwise. */
type Case = [TypedFilter, string[], StatementFilter?];

const everything = [
  "fed",
  "nobody",
  "alliance",
  "rotten",
  "boats",
  "festival",
  "someone",
  "de",
  "ru",
  "tr",
  "eo",
  "zh",
];
const newYear: When = { at: new Date("2020-01-01"), precision: "YEAR" };
const may7: When = { at: new Date("2021-05-07"), precision: "DAY" };
const june5: When = { at: new Date("2021-06-05"), precision: "TIME" };

const cases: Record<keyof StatementFilter, Case[]> = {
  speaker: [
    [{ speaker: ["Ада Брандт"] }, ["fed", "alliance", "festival"]],
    [{ speaker: ["weber"] }, ["rotten", "boats"]],
    [{ speaker: ["harbour-alliance", "Nobody"] }, ["alliance"]],
    [{ speaker: [""] }, []],
  ],
  topic: [
    [{ topic: ["Hafen"] }, ["fed", "nobody", "alliance", "rotten", "de", "tr"]],
    [{ topic: ["old-pier", "Port festival"] }, ["nobody", "alliance", "rotten", "festival"]],
  ],
  alsoTopic: [
    [{ alsoTopic: ["Hafen"] }, ["fed", "nobody", "alliance", "rotten", "de", "tr"]],
    [{ topic: ["Hafen"], alsoTopic: ["old-pier"] }, ["nobody", "alliance", "rotten"]],
    [{ alsoTopic: ["Hafen", "old-pier"] }, ["nobody", "alliance", "rotten"]],
    [{ alsoTopic: ["Hafen", "Nowhere"] }, []],
  ],
  topicBasis: [
    [{ topic: ["Fishing"], topicBasis: ["text"] }, ["boats"], { topic: ["Fishing"], topicBasis: ["TEXT"] }],
    [{ topic: ["Coast"], topicBasis: ["TEXT", "HEADLINE"] }, ["boats"]],
    [{ topic: ["old-pier"], topicBasis: ["STATED"] }, ["nobody", "alliance", "rotten"]],
  ],
  kind: [[{ kind: ["mixed", "DIRECT"] }, ["rotten", "fed"], { kind: ["MIXED", "DIRECT"] }]],
  language: [
    [{ language: ["EN-gb"] }, ["rotten"]],
    [{ language: ["de", "e"] }, ["de"]],
    [{ language: ["z\0h"] }, ["zh"]],
  ],
  source: [
    [{ source: ["Ministry of the Sea"] }, ["someone", "festival"]],
    [{ source: ["coast-wire"] }, ["fed", "nobody"]],
  ],
  article: [
    [{ article: ["https://news.example.org/de"] }, ["de"]],
    [{ article: ["https://news.example.org/\0zh", "no address"] }, ["zh"]],
  ],
  status: [
    [{ status: ["published", "RETRACTED"] }, [...everything, "wrong"], { status: ["PUBLISHED", "RETRACTED"] }],
    [{}, everything],
  ],
  said: [
    [
      { from: ["2020"], to: ["2021-05-07"] },
      ["fed", "nobody", "alliance", "someone"],
      { said: { from: newYear, to: may7 } },
    ],
    [{ to: ["2019"] }, ["festival"], { said: { to: { at: new Date("2019-01-01"), precision: "YEAR" } } }],
    [{ from: ["2021-06-05T00:00:00Z"], to: ["2021-06-05T00:00Z"] }, ["zh"], { said: { from: june5, to: june5 } }],
  ],
  text: [
    [{ text: ["boats -promised"] }, [], { text: "boats -promised" }],
    [{ text: ["fishermen OR Fischer"] }, ["boats", "de"], { text: "fishermen OR Fischer" }],
    [{ text: [""] }, [], { text: "" }],
  ],
  addressee: [
    [{ addressee: ["Government of Sandholm"] }, ["alliance"]],
    // A member of the group that was spoken to.
    [{ addressee: ["Olaf Gruen", "Nobody"] }, ["rotten"]],
    [{ addressee: ["government-of-sandholm", "Computer Council"], speaker: ["weber"] }, ["rotten"]],
    // Only by way of her.
    [{ addressee: ["梅华"] }, []],
    [{ addressee: [""] }, []],
  ],
  occasion: [
    [{ occasion: ["Port festival"] }, ["festival", "someone"]],
    [{ occasion: ["port-festival", "Nowhere"], speaker: ["Ada Brandt"] }, ["festival"]],
    [{ occasion: ["Harbour"] }, []],
    [{ occasion: ["Nowhere"] }, []],
  ],
  stance: [
    [
      { proposition: ["Der Hafen bleibt offen"] },
      ["alliance", "rotten", "de", "festival"],
      { stance: { proposition: ["Der Hafen bleibt offen"] } },
    ],
    [
      { proposition: ["harbour-open", "more-boats"], position: ["supports", "NEUTRAL"] },
      ["alliance", "rotten", "boats", "festival"],
      { stance: { proposition: ["harbour-open", "more-boats"], position: ["SUPPORTS", "NEUTRAL"] } },
    ],
    [{ position: ["conditional"] }, ["de"], { stance: { position: ["CONDITIONAL"] } }],
    [
      { proposition: ["more-boats"], stanceStatus: ["proposed", "PUBLISHED"] },
      ["boats"],
      { stance: { proposition: ["more-boats"], status: ["PROPOSED", "PUBLISHED"] } },
    ],
    [{ proposition: ["Nowhere"] }, [], { stance: { proposition: ["Nowhere"] } }],
  ],
  respondsTo: [
    [{ respondsTo: [ROTTEN] }, ["boats", "de"]],
    [{ respondsTo: [ROTTEN.toUpperCase().replace("URN:UUID:", "urn:uuid:"), "nothing"], language: ["de"] }, ["de"]],
    [{ respondsTo: ["urn:uuid:00000000-0000-8000-8000-000000000000", "\0"] }, []],
  ],
  speakerStatus: [
    [{ speakerStatus: ["unknown"] }, ["someone"], { speakerStatus: ["UNKNOWN"] }],
    [
      { speakerStatus: ["UNNAMED", "unknown"], language: ["en"] },
      ["someone", "nobody"],
      { speakerStatus: ["UNNAMED", "UNKNOWN"], language: ["en"] },
    ],
  ],
  speakerKind: [
    [{ speakerKind: ["group"] }, ["alliance"], { speakerKind: ["GROUP"] }],
    [{ speakerKind: ["GOVERNMENT"] }, []],
  ],
  role: [
    [{ role: ["mayor"] }, ["fed", "alliance"]],
    [{ role: ["MAYOR of Sandholm!", "Minister"] }, ["fed", "alliance"]],
    [{ role: ["Harbour master"] }, ["festival"]],
    [{ role: ["Mayor of S", "of Sandholm", ""] }, []],
    [{ role: ["m\0ayor of Sandholm"] }, ["fed", "alliance"]],
  ],
  isFictional: [
    [{ isFictional: ["true"] }, everything, { isFictional: true }],
    [{ isFictional: ["false"] }, [], { isFictional: false }],
  ],
};

describe("a field finds the same statements in SQL, in memory and as it is typed:", () => {
  const rows = Object.entries(cases).flatMap(([field, each]) =>
    each.map(([typed, found, filter]) => [field, typed, found, filter ?? typed] as const),
  );

  test.each(rows)(
    "the field %s of a filter finds the same in the list, the feed and the parameters: %j",
    async (_field, typed, expected, asInput) => {
      const filter = readFilter(typed);
      expect(filter).toEqual(asInput);
      const found = await foundBySql(filter);
      expect(await labelsOf(found)).toEqual([...expected].sort());
      const live = new Set(published.items.map(({ id }) => id));
      expect(await foundInMemory(filter)).toEqual(found.filter((id) => live.has(id)));
    },
  );

  test("fields of a filter find the same together, in any combination", async () => {
    const some = (...values: string[]) =>
      fc.option(fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 }), { nil: undefined });
    const one = (...values: string[]) =>
      fc.option(
        fc.constantFrom(...values).map((value) => [value]),
        { nil: undefined },
      );
    const anyFilter = fc.record({
      speaker: some("Ada Brandt", "Weber", "olaf-gruen", "Nobody"),
      topic: some("Coast", "harbour", "Fishing", "Nowhere"),
      alsoTopic: some("Coast", "old-pier", "Nowhere"),
      topicBasis: some("stated", "text"),
      kind: some("direct", "mixed", "indirect"),
      language: some("en", "de", "EN-GB"),
      source: some("Coast Wire", "nord-kurier", "The Post"),
      article: some("https://news.example.org/harbour", "https://news.example.org/harbour-own"),
      status: one("published"),
      from: one("2018-01-01", "2021-05-07"),
      to: one("2021-05-09", "2021-06-02"),
      text: one("harbour OR pier", "-harbour", "boats"),
      addressee: some("Ada Brandt", "Government of Sandholm", "mei-hua", "Nobody"),
      occasion: some("Port festival", "harbour", "Nowhere"),
      proposition: some("harbour-open", "More boats are bought", "Nothing"),
      position: some("supports", "opposes", "neutral"),
      speakerStatus: some("identified", "unknown", "unnamed"),
      speakerKind: some("person", "group"),
      role: some("mayor", "Minister of the sea", "harbour", "King"),
      isFictional: one("true", "false"),
    });
    await fc.assert(
      fc.asyncProperty(anyFilter, async (typed) => {
        const filter = readFilter(typed);
        const refusals = [foundBySql(filter), foundInMemory(filter)].map((found) => found.catch((error) => error));
        const [sql, memory] = await Promise.all(refusals);
        expect(memory).toEqual(sql);
        expect(sql instanceof InputError).toBe(filter.topicBasis !== undefined && filter.topic === undefined);
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});

const many = Array.from({ length: 101 }, (_, i) => `${i}`);

describe("a value that cannot be used", () => {
  test.each<[string, TypedFilter, RegExp]>([
    ["kind", { kind: ["DIRECT", "SUNG"] }, /^`kind` is DIRECT, MIXED, INDIRECT, not "SUNG"\.$/],
    ["isFictional", { isFictional: ["yes"] }, /^`isFictional` is true or false, not "yes"\.$/],
    ["status", { status: ["GONE"] }, /^`status` is PUBLISHED, PROPOSED, RETRACTED, REJECTED, not "GONE"\.$/],
    ["topicBasis", { topicBasis: [""] }, /^`topicBasis` is STATED, TEXT, HEADLINE, not ""\.$/],
    ["position", { position: ["for"] }, /^`position` is SUPPORTS, OPPOSES, CONDITIONAL, NEUTRAL, not "for"\.$/],
    ["text", { text: ["a", "b"] }, /^`text` is given once, not 2 times\.$/],
    ["from", { from: ["2018-02-31"] }, /^`from` is a date like .*, not "2018-02-31"\.$/],
    ["from", { from: ["2018", "2019"] }, /^`from` is given once/],
    ["to", { to: [""] }, /^`to` is a date like/],
    ["to", { from: ["2019-01-01"], to: ["2018-01-01"] }, /^`to` is before `from`\.$/],
  ])("a problem of the parameter %s names it as it was typed: %j", (argument, typed, message) => {
    expect(() => readFilter(typed)).toThrow(
      expect.objectContaining({ name: "InputError", argument, message: expect.stringMatching(message) }),
    );
  });

  test.each<[string, StatementFilter, RegExp]>([
    ...(["speaker", "addressee", "topic", "occasion", "source", "article", "language", "role"] as const).map(
      (field): [string, StatementFilter, RegExp] => [
        `filter.${field}`,
        { [field]: many },
        /at most 100 values, not 101/,
      ],
    ),
    ["filter.alsoTopic", { alsoTopic: many.slice(0, 11) }, /at most 10 values, not 11/],
    ["filter.stance.proposition", { stance: { proposition: many } }, /at most 100 values, not 101/],
    ["filter.said", { said: { from: may7, to: newYear } }, /ends \(2020\) before it starts \(2021-05-07\)/],
    ["filter.topicBasis", { topicBasis: [] }, /which it needs/],
  ])("a problem of the field %s refuses the list and the feed", async (argument, filter, message) => {
    const refusal = expect.objectContaining({ name: "InputError", argument, message: expect.stringMatching(message) });
    await expect(select(database, filter)).rejects.toEqual(refusal);
    await expect(liveTests(database, filter)).rejects.toEqual(refusal);
  });

  test("a status that the feed never delivers is refused there", async () => {
    expect(await foundBySql({ status: ["RETRACTED"] })).toHaveLength(1);
    await expect(liveTests(database, { status: ["RETRACTED"] })).rejects.toThrow(/leave `filter.status` out/);
    expect(await foundBySql({ stance: { status: ["PROPOSED"] } })).toEqual([]);
    await expect(liveTests(database, { stance: { status: ["PROPOSED"] } })).rejects.toThrow(
      /leave `filter.stance.status` out/,
    );
  });
});

test("the filter has the fields of the schema's StatementFilter, each typed by a parameter of its own", () => {
  const input = buildSchema(readFileSync(join(packageRoot(), "schema.graphql"), "utf8")).getType("StatementFilter");
  const fields = isInputObjectType(input) ? Object.keys(input.getFields()) : [];
  expect(Object.keys(filterFields).sort()).toEqual(fields.sort());
  const names = Object.values(filterFields).map(({ parameters }) => parameters.map(({ name }) => name));
  expect(names.every((each) => each.length > 0)).toBe(true);
  expect(new Set(names.flat()).size).toBe(names.flat().length);
});
