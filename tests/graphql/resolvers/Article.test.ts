import { describe, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import { createContext } from "../../../src/graphql/context.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { openApi } from "../../helpers/api.ts";
import { labels, world } from "../../helpers/world.ts";

const api = openApi(world);

describe("an article", () => {
  test("an article has everything that was recorded about it", async () => {
    const { article } = await api.ask(`{
      article(by: { url: "https://news.example.org/harbour" }) {
        url originalUrl headline publishedAt publishedAtPrecision language byline imageCaption imageCredit isFictional
        source { slug } wire { slug }
        relatedArticles { headline url article { headline source { slug } } }
        statements { totalCount edges { node { text } appearance { id cue } } nodes { text } }
      }
    }`);
    expect(article).toMatchObject({
      url: "https://news.example.org/harbour",
      originalUrl: "https://wire.example.org/harbour",
      headline: "On harbour",
      publishedAt: "2021-05-07T12:00:00.000Z",
      publishedAtPrecision: "TIME",
      language: "en",
      byline: "Jo Lund",
      imageCaption: "The harbour at dawn",
      imageCredit: "Coast Wire",
      isFictional: true,
      source: { slug: "sandholm-post" },
      wire: { slug: "coast-wire" },
      relatedArticles: [
        {
          headline: "The festival",
          url: "https://news.example.org/festival",
          article: { headline: "On festival", source: { slug: "ministry-of-the-sea" } },
        },
        { headline: "Not in the archive", url: "https://elsewhere.example.org/x", article: null },
        { headline: "No address", url: null, article: null },
      ],
    });
    expect(article.statements.totalCount).toBe(2);
    expect(labels(article.statements.nodes)).toEqual(["fed", "nobody"]);
    expect(labels(article.statements.edges.map(({ node }: { node: { text: string } }) => node))).toEqual([
      "fed",
      "nobody",
    ]);
    expect(article.statements.edges.map(({ appearance }: { appearance: { cue: string } }) => appearance.cue)).toEqual([
      "said",
      null,
    ]);
  });

  test("an article lists its published statements in reading order", async () => {
    const { article } = await api.ask(
      '{ article(by: { url: "https://news.example.org/festival" }) { statements { totalCount nodes { text } } wire { slug } } }',
    );
    expect(labels(article.statements.nodes)).toEqual(["festival", "someone"]);
    expect(article).toMatchObject({ statements: { totalCount: 2 }, wire: null });
  });

  test.each<[string, string[]]>([
    ["", ["zh", "eo", "tr", "ru", "de", "harbour-own", "harbour-again", "harbour", "festival"]],
    [
      "(filter: null, orderBy: { field: PUBLISHED_AT, direction: ASC })",
      ["festival", "harbour", "harbour-again", "harbour-own", "de", "ru", "tr", "eo", "zh"],
    ],
    ['(filter: { source: ["Coast Wire", "ministry-of-the-sea"] })', ["harbour-again", "harbour", "festival"]],
    ['(filter: { source: ["Coast Wire", "Sandholm Post"], language: ["en"] })', ["harbour-again", "harbour"]],
    ['(filter: { speaker: ["Olaf Grün"] })', ["de", "harbour-own"]],
    ['(filter: { speaker: ["weber", "nobody"], language: ["en"] })', ["harbour-own"]],
    ['(filter: { published: { from: "2021-05-08", to: "2021-05-08" } })', ["harbour-again"]],
    ['(filter: { language: ["de", "en-gb"] })', ["de", "harbour-again"]],
    ["(filter: { source: [] })", []],
    ["(filter: { speaker: [] })", []],
    ["(filter: { language: [] })", []],
    [
      "(filter: { source: null, speaker: null, published: null, language: null })",
      ["zh", "eo", "tr", "ru", "de", "harbour-own", "harbour-again", "harbour", "festival"],
    ],
  ])("articles can be filtered and ordered: articles%s", async (args, expected) => {
    const { articles } = await api.ask(`{ articles${args} { totalCount nodes { url } } }`);
    expect(articles.nodes.map(({ url }: { url: string }) => url.split("/").at(-1))).toEqual(expected);
    expect(articles.totalCount).toBe(expected.length);
  });

  test("articles say what the names in their filter were taken to mean", async () => {
    const { articles, source } = await api.ask(`{
      articles(filter: { source: ["Sandhlom Post"], speaker: ["weber"] }) { matched { speakers { name } sources { name } unmatched } }
      source(by: { slug: "sandholm-post" }) { articles { matched { unmatched names { given } } } }
    }`);
    expect(articles.matched.speakers.length).toBeGreaterThan(0);
    expect(articles.matched).toMatchObject({ sources: [], unmatched: ["Sandhlom Post"] });
    expect(source.articles.matched).toEqual({ unmatched: [], names: [] });
  });

  const BODY = "🚢 Mayor Ada Brandt spoke on Friday.";
  const bodyOf = (args = "") =>
    `{ article(by: { url: "https://news.example.org/harbour" }) { body${args} bodyLength } }`;

  test("editors read an article's body, whole or in parts, which count code points as passages do", async () => {
    const { article } = await api.ask(bodyOf());
    expect(article.body.slice(0, BODY.length)).toBe(BODY);
    expect(article.bodyLength).toBe([...article.body].length);
    expect((await api.ask(bodyOf("(start: 2, length: 5)"))).article.body).toBe("Mayor");
    expect((await api.ask(bodyOf("(start: 100000, length: null)"))).article.body).toBe("");
  });

  test("others read no body, unless the archive has opened bodies to all, and an article may have none", async () => {
    expect((await api.ask(bodyOf(), {}, null)).article).toEqual({ body: null, bodyLength: null });
    const { article } = await api.ask(
      '{ article(by: { url: "https://news.example.org/festival" }) { body bodyLength } }',
    );
    expect(article).toEqual({ body: null, bodyLength: null });
    const contextValue = createContext({ database: api.database, requestId: "test", areBodiesOpen: true });
    const { data } = await graphql({ schema: loadSchema(), source: bodyOf("(length: 7)"), contextValue });
    expect(data).toMatchObject({ article: { body: "🚢 Mayor" } });
  });

  test.each([
    ["(start: -1)", "`start` must be 0 or more, not -1."],
    ["(length: -1)", "`length` must be between 0 and 50000, not -1."],
    ["(length: 50001)", "`length` must be between 0 and 50000, not 50001."],
  ])("a part of a body that cannot be is refused: body%s", async (args, message) => {
    expect(await api.refusal(bodyOf(args))).toContain(message);
  });
});
