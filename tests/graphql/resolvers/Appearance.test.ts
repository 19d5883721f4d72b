import { expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { article, source, speaker, statement } from "../../helpers/factories.ts";

const BODY = "“The nets are empty,” Ada Brandt told reporters.";
const URN = "urn:onrecord:brat:nets%20and%20boats";

const api = openApi({
  sources: [source("Sandholm Post")],
  speakers: [speaker("Ada Brandt", { reviewed: false }), speaker("Olaf Grün")],
  articles: [
    article(
      "nets",
      [
        statement("“The nets are empty,”", {
          kind: "DIRECT",
          speaker: "ada-brandt",
          appearance: {
            originalKind: "Direct",
            media: ["SPEECH", "WRITING"],
            addressee: "reporters",
            passage: {
              exact: "“The nets are empty,”",
              spans: [
                { role: "CONTENT", exact: "The nets are empty," },
                { role: "ADDRESSEE", exact: "reporters" },
              ],
            },
          },
        }),
      ],
      { url: URN, body: BODY, publishedAt: "2021-05-08" },
    ),
    article("boats", [statement("The boats are full.", { speaker: "olaf-gruen" })]),
  ],
});

const printing = `originalKind media addressee article { url } passage { exact url spans { role text } }`;
const ofNets = {
  originalKind: "Direct",
  media: ["SPEECH", "WRITING"],
  addressee: "reporters",
  article: { url: URN },
  passage: {
    exact: "“The nets are empty,”",
    url: null,
    spans: [
      { role: "CONTENT", text: "The nets are empty," },
      { role: "ADDRESSEE", text: "reporters" },
    ],
  },
};
const ofBoats = {
  originalKind: null,
  media: [],
  addressee: null,
  article: { url: "https://news.example.org/boats" },
  passage: {
    exact: "The boats are full.",
    url: "https://news.example.org/boats#:~:text=The%20boats%20are%20full.",
    spans: [],
  },
};

test("a printing shows what its corpus knows of it and links only to the web, however it is reached", async () => {
  const { statements } = await api.ask(`{
    statements { nodes { id firstAppearance { id ${printing} } appearances { nodes { ${printing} } edges { node { ${printing} } } } } }
  }`);
  for (const [i, expected] of [ofNets, ofBoats].entries()) {
    const { firstAppearance, appearances } = statements.nodes[i];
    const { id, ...first } = firstAppearance;
    expect(first).toEqual(expected);
    expect(appearances).toEqual({ nodes: [expected], edges: [{ node: expected }] });
    expect((await api.ask(`{ node(id: "${id}") { ... on Appearance { ${printing} } } }`)).node).toEqual(expected);
  }
  const { articles } = await api.ask(
    `{ articles { nodes { statements { edges { appearance { ${printing} } node { firstAppearance { ${printing} } } } } } } }`,
  );
  expect(articles.nodes.map(({ statements: { edges } }: { statements: { edges: object[] } }) => edges)).toEqual(
    [ofNets, ofBoats].map((expected) => [{ appearance: expected, node: { firstAppearance: expected } }]),
  );
});

test("an article without an address is found by its URN", async () => {
  const query = `query ($urn: String!) { article(by: { url: $urn }) { url } statements(filter: { article: [$urn] }) { totalCount } }`;
  expect(await api.ask(query, { urn: URN })).toEqual({ article: { url: URN }, statements: { totalCount: 1 } });
});

test("a speaker whom nobody has reviewed says so", async () => {
  const { speakers, statements } = await api.ask(
    "{ speakers { nodes { slug isReviewed } } statements { nodes { speaker { isReviewed } } } }",
  );
  expect(speakers.nodes).toEqual([
    { slug: "ada-brandt", isReviewed: false },
    { slug: "olaf-gruen", isReviewed: true },
  ]);
  expect(statements.nodes).toEqual([{ speaker: { isReviewed: false } }, { speaker: { isReviewed: true } }]);
});
