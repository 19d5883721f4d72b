import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { world } from "../../helpers/world.ts";

const api = openApi(world);

type Noun = "speakers" | "topics" | "sources";

/** Sorted by name; in the test database's order, letters beyond ASCII come after the others. */
const everySpeaker = [
  "ada-brandt",
  "anna-weber",
  "computer-council",
  "government-of-sandholm",
  "harbour-alliance",
  "jonas-weber",
  "karim-al-salih",
  "mei-hua",
  "olaf-gruen",
  "putri-wulan",
  "viktor-putnikov",
  "suekrue-isikoglu",
];

/** Returns the slugs that a search in a directory finds, in order. */
async function found(noun: Noun, args: string, variables?: { name: string }): Promise<string[]> {
  const header = variables ? "query ($name: String)" : "";
  const answer = await api.ask(`${header} { ${noun}${args} { totalCount nodes { slug } } }`, variables);
  const { totalCount, nodes } = answer[noun];
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ slug }: { slug: string }) => slug);
}
const complete = (noun: Noun, name: string) => found(noun, "(filter: { name: $name }, first: 100)", { name });

describe("completion, best first", () => {
  test.each<[string, Noun, string, string[]]>([
    // Names that begin with the text come first, the shorter before the longer; then names with a word that begins with
    // it. "Computer" contains the letters inside a word.
    ["a beginning", "speakers", "put", ["putri-wulan", "viktor-putnikov"]],
    ["a beginning of a later word", "speakers", "wul", ["putri-wulan"]],
    ["the whole name before longer ones", "speakers", "weber", ["anna-weber", "jonas-weber"]],
    ["an alias", "speakers", "a b br", ["ada-brandt"]],
    ["a beginning of two words", "speakers", "harbour al", ["harbour-alliance"]],
    ["another script", "speakers", "ПУТ", ["viktor-putnikov"]],
    ["Arabic letters", "speakers", "كريم", ["karim-al-salih"]],
    ["Chinese", "speakers", "梅", ["mei-hua"]],
    ["accents left out", "speakers", "isik", ["suekrue-isikoglu"]],
    ["accents put in", "speakers", "Brändt", ["ada-brandt"]],
    ["a slip of the pen", "speakers", "Putnikof", ["viktor-putnikov"]],
    ["a letter twice", "speakers", "Webber", ["anna-weber", "jonas-weber"]],
    ["a letter less", "speakers", "Putniko Vikto", ["viktor-putnikov"]],
    ["one letter", "speakers", "m", ["mei-hua"]],
    ["nothing that is there", "speakers", "zzzzzz", []],
    ["only punctuation", "speakers", "!!! …", []],
    ["signs of LIKE", "speakers", "%_\\", []],
    ["SQL", "speakers", "' OR 1=1 --", []],
    ["NUL, as good as an empty text", "speakers", "\0", everySpeaker],
    ["a lone surrogate, likewise", "speakers", "\ud800", everySpeaker],
    ["an emoji", "speakers", "🚢", []],
    ["ten thousand characters", "speakers", "put".repeat(3_334), []],
    ["ten thousand combining characters", "speakers", "\u0301".repeat(10_000), []],
    ["topics", "topics", "port", ["harbour", "port-festival"]],
    ["topics, with a slip", "topics", "Sandhom", ["sandholm"]],
    ["sources", "sources", "post", ["sandholm-post"]],
    ["sources, a word of the name", "sources", "kur", ["nord-kurier"]],
  ])("a completion lists the best first: %s", async (_what, noun, name, expected) => {
    expect(await complete(noun, name)).toEqual(expected);
  });

  test("a completion of an empty text lists everything by name", async () => {
    for (const name of ["", "  "]) {
      expect(await complete("speakers", name)).toEqual(everySpeaker);
    }
    expect(await complete("topics", "")).toEqual([
      "coast",
      "fishing",
      "harbour",
      "old-pier",
      "port-festival",
      "sandholm",
    ]);
  });
});

describe("filters and orders", () => {
  test.each<[Noun, string, string[]]>([
    ["speakers", "", everySpeaker],
    ["speakers", "(filter: null, orderBy: null)", everySpeaker],
    ["speakers", "(filter: {})", everySpeaker],
    ["speakers", "(filter: { name: null, kind: null })", everySpeaker],
    [
      "speakers",
      "(filter: { kind: [GROUP, GOVERNMENT, ORGANIZATION, GROUP] })",
      ["computer-council", "government-of-sandholm", "harbour-alliance"],
    ],
    ["speakers", "(filter: { kind: [] })", []],
    ["speakers", '(filter: { name: "weber", kind: [GROUP] })', []],
    ["speakers", '(filter: { name: "sandholm", kind: [GOVERNMENT] })', ["government-of-sandholm"]],
    ["speakers", "(orderBy: { field: NAME, direction: DESC })", [...everySpeaker].reverse()],
    [
      "speakers",
      '(filter: { name: "put" }, orderBy: { field: RELEVANCE, direction: ASC })',
      ["viktor-putnikov", "putri-wulan"],
    ],
    [
      "speakers",
      '(filter: { name: "put" }, orderBy: { field: NAME, direction: DESC })',
      ["viktor-putnikov", "putri-wulan"],
    ],
    ["topics", "(filter: { kind: [EVENT, ISSUE] }, orderBy: { field: NAME })", ["fishing", "port-festival"]],
    ["topics", "(filter: { kind: [ORGANIZATION] })", []],
    [
      "sources",
      "(filter: { kind: [AGENCY, INSTITUTION, OUTLET] })",
      ["coast-wire", "ministry-of-the-sea", "nord-kurier", "sandholm-post"],
    ],
    ["sources", "(filter: { kind: [AGENCY] })", ["coast-wire"]],
  ])("a directory can be filtered and ordered: %s%s", async (noun, args, expected) => {
    expect(await found(noun, args)).toEqual(expected);
  });

  test("a directory cannot be ordered by relevance without a name", async () => {
    for (const noun of ["speakers", "topics", "sources"]) {
      expect(await api.refusal(`{ ${noun}(orderBy: { field: RELEVANCE }) { totalCount } }`)).toBe(
        "RELEVANCE needs the filter `name`.",
      );
    }
  });
});

describe("one by a key", () => {
  test.each([
    ["speaker", "slug", "ada-brandt"],
    ["speaker", "wikidataId", "Q900000001"],
    ["speaker", "wikidataId", "q900000001"],
    ["topic", "slug", "sandholm"],
    ["topic", "wikidataId", "Q900000002"],
    ["source", "slug", "sandholm-post"],
    ["source", "wikidataId", "Q900000003"],
    ["article", "url", "https://news.example.org/harbour"],
  ])("the field %s finds one noun by its %s %s and by the id that it has", async (noun, key, value) => {
    const query = `query ($by: ${noun[0]?.toUpperCase()}${noun.slice(1)}By!) { ${noun}(by: $by) { id __typename } }`;
    const one = (await api.ask(query, { by: { [key]: value } }))[noun];
    expect(one).not.toBeNull();
    expect((await api.ask(query, { by: { id: one.id } }))[noun]).toEqual(one);
    expect((await api.ask("query ($id: ID!) { node(id: $id) { id __typename } }", { id: one.id })).node).toEqual(one);
  });

  const strange = [
    "",
    "nobody",
    "\0",
    "\ud800",
    "ada-brandt\0",
    "' OR 1=1 --",
    "x".repeat(10_000),
    "U3BlYWtlcjow",
    "🚢",
    "\u202eadA",
  ];

  test.each(strange)("a noun is null for the unknown key %j", async (value) => {
    const query = `query ($id: ID!, $key: String!) {
      node(id: $id) { id } nodes(ids: [$id, $id]) { id } statement(by: { id: $id }) { id }
      a: speaker(by: { id: $id }) { id } b: speaker(by: { slug: $key }) { id } c: speaker(by: { wikidataId: $key }) { id }
      d: topic(by: { id: $id }) { id } e: topic(by: { slug: $key }) { id } f: topic(by: { wikidataId: $key }) { id }
      g: source(by: { id: $id }) { id } h: source(by: { slug: $key }) { id } i: source(by: { wikidataId: $key }) { id }
      j: article(by: { id: $id }) { id } k: article(by: { url: $key }) { id }
    }`;
    const { nodes, ...rest } = await api.ask(query, { id: value, key: value });
    expect(nodes).toEqual([null, null]);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  test("a noun is null for an id of another type", async () => {
    const { speaker } = await api.ask('{ speaker(by: { slug: "ada-brandt" }) { id } }');
    const { topic, statement } = await api.ask(
      "query ($id: ID!) { topic(by: { id: $id }) { id } statement(by: { id: $id }) { id } }",
      { id: speaker.id },
    );
    expect([topic, statement]).toEqual([null, null]);
  });

  test("a noun is asked for by exactly one key", async () => {
    expect(await api.refusal('{ speaker(by: { slug: "x", wikidataId: "y" }) { id } }')).toMatch(/exactly one/i);
    expect(await api.refusal("{ speaker(by: {}) { id } }")).toMatch(/exactly one/i);
  });
});
