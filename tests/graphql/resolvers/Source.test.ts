import { expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { world } from "../../helpers/world.ts";

const api = openApi(world);

test("a source has everything about it and what it published or supplied", async () => {
  const { source, wire } = await api.ask(`{
    source(by: { slug: "sandholm-post" }) { slug name kind url wikidataId isFictional names { name language } articles(orderBy: { field: PUBLISHED_AT, direction: DESC }) { totalCount nodes { headline } } }
    wire: source(by: { slug: "coast-wire" }) { kind url articles(first: 1) { totalCount nodes { headline } pageInfo { hasNextPage } } }
  }`);
  expect(source).toEqual({
    slug: "sandholm-post",
    name: "Sandholm Post",
    kind: "OUTLET",
    url: "https://news.example.org",
    wikidataId: "Q900000003",
    isFictional: true,
    names: [
      { name: "Sandholm Post", language: null },
      { name: "The Post", language: null },
    ],
    articles: { totalCount: 5, nodes: ["zh", "eo", "tr", "ru", "harbour"].map((name) => ({ headline: `On ${name}` })) },
  });
  expect(wire).toEqual({
    kind: "AGENCY",
    url: null,
    articles: { totalCount: 2, nodes: [{ headline: "On harbour-again" }], pageInfo: { hasNextPage: true } },
  });
});
