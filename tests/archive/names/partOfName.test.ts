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
    ["President Brandt", ["ada-brandt"]],
    ["Frau Dr. Вовк", ["mar-yana-vovk"]],
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

  test.each<[string, string]>([
    ["Dr Runa Velle", "runa-velle"],
    ["Sen. Runa Velle", "runa-velle"],
    ["Mayor Runa Velle", "runa-velle"],
    ["Former Harbour Minister Runa Velle", "runa-velle"],
    ["Mayor of Ostrin Runa Velle", "runa-velle"],
    ["Frau Dr. Runa Velle", "runa-velle"],
    ["Mme Runa Velle", "runa-velle"],
    ["Мэр Марʼяна Вовк", "mar-yana-vovk"],
    ["Runa Velle (Harbour Party)", "runa-velle"],
    ["Runa Velle [Ostrin]", "runa-velle"],
    ["Runa Velle MP", "runa-velle"],
    ["Runa Velle, Ph.D.", "runa-velle"],
    ["Runa Velle, Mayor of Ostrin", "runa-velle"],
    ["Prof. Runa Velle, Harbour Council (Ostrin)", "runa-velle"],
  ])("%s means the speaker of that name without its titles", async (name, slug) => {
    expect(await matchOf("speaker", name)).toEqual({ count: 1, how: "WITHOUT_TITLE", nodes: [slug], suggestions: [] });
  });

  test.each([
    ["the wife of Runa Velle"],
    ["Runa Velle's lawyer"],
    ["Spokesman for Runa Velle"],
    ["Mayor Ada Velle"],
    ["Runa Velle, Emil Tessel"],
    ["Dr Runa Velle, Jonas Velle"],
    ["Runa Velle and Jonas Velle"],
    ["Runa Velle Jr"],
    ["Mayor Velle"],
    ["Dr Kurt Runa Velle"],
  ])("%s is not taken for anybody", async (name) => {
    expect(await matchOf("speaker", name)).toMatchObject({ count: 0, how: null, nodes: [] });
  });

  test("a topic or a source means nothing else, and is found by part of its name likewise", async () => {
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
