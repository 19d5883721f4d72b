import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { article, source, speaker, statement, topic } from "../../helpers/factories.ts";

const people = [
  ["Ada Brandt", "ada-brandt", "Бургомистр Ада Брандт"],
  ["Runa Velle", "runa-velle", "Runa de Velle"],
  ["Jonas Velle", "jonas-velle"],
  ["Piet Oske Halvorsen", "piet-oske-halvorsen"],
  ["Марʼяна Вовк", "mar-yana-vovk"],
] as const;

const api = openApi(
  {
    sources: [source("Sandholm Post")],
    speakers: people.map(([name, slug, ...names]) => speaker(name, { slug, names: [...names] })),
    topics: [topic("Old Pier of Ostrin")],
    articles: [
      article(
        "words",
        people.map(([, slug]) => statement(`Words of ${slug}.`, { speaker: slug })),
      ),
    ],
  },
  { sound: true },
);

const QUERY = `query ($filter: StatementFilter) { statements(filter: $filter) { totalCount matched {
  unmatched speakers { slug }
  names { how nodes { ...slug } suggestions { ...slug } }
} } }
fragment slug on Node { ... on Speaker { slug } ... on Topic { slug } ... on Source { slug } }`;

async function matchOf(field: string, name: string) {
  const { statements } = await api.ask(QUERY, { filter: { [field]: [name] } });
  const slugs = (nodes: { slug: string }[]) => nodes.map(({ slug }) => slug);
  const [{ how, nodes, suggestions }] = statements.matched.names;
  expect(statements.matched.unmatched).toEqual(how === null ? [name] : []);
  return { count: statements.totalCount, how, nodes: slugs(nodes), suggestions: slugs(suggestions) };
}

describe("a name that nobody bears", () => {
  test.each<[string, string]>([
    ["brandt", "ada-brandt"],
    ["БРАНДТ", "ada-brandt"],
    ["Halvorsen", "piet-oske-halvorsen"],
    ["Piet Halvorsen", "piet-oske-halvorsen"],
    ["Halvorsen, Piet", "piet-oske-halvorsen"],
    ["runa", "runa-velle"],
    ["Мар'яна", "mar-yana-vovk"],
  ])("%s means the only speaker who has all its words in one name", async (name, slug) => {
    expect(await matchOf("speaker", name)).toEqual({ count: 1, how: "PART_OF_NAME", nodes: [slug], suggestions: [] });
  });

  test.each<[string, string[]]>([
    ["Velle", ["runa-velle", "jonas-velle"]],
    ["Brand", ["ada-brandt"]],
    ["Ada Brant", ["ada-brandt"]],
    ["Halvorsn", ["piet-oske-halvorsen"]],
    ["Ada Velle", ["runa-velle", "jonas-velle"]],
    ["Zzz Qqq", []],
    ["!!!", []],
    ["%", []],
    ["", []],
  ])("%s means nothing, and the likest names are suggested", async (name, suggestions) => {
    const found = await matchOf("speaker", name);
    expect(found).toMatchObject({ count: 0, how: null, nodes: [] });
    expect(found.suggestions.slice(0, Math.max(1, suggestions.length)).sort()).toEqual([...suggestions].sort());
  });

  test("topics and sources likewise", async () => {
    expect(await matchOf("topic", "pier ostrin")).toMatchObject({ how: "PART_OF_NAME", nodes: ["old-pier-of-ostrin"] });
    expect(await matchOf("source", "Post")).toMatchObject({ how: "PART_OF_NAME", nodes: ["sandholm-post"] });
    expect(await matchOf("source", "Sandhlom Post")).toMatchObject({ how: null, suggestions: ["sandholm-post"] });
  });
});

test("a name that is somebody's needs no further SQL", async () => {
  const names = await api.countSql('{ statements(filter: { speaker: ["Ada Brandt"] }) { matched { names { how } } } }');
  expect(names).toContain("speakers.matching");
  expect(names).not.toContain("speakers.byPart");
  expect(await matchOf("speaker", "ada-brandt")).toMatchObject({
    how: "EXACT",
    nodes: ["ada-brandt"],
    suggestions: [],
  });
});
