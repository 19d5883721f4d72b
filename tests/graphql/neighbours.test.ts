import { describe, expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { labels, world } from "../helpers/world.ts";

const api = openApi(world);

describe("a speaker", () => {
  test("with everything about her", async () => {
    const { speaker } = await api.ask(`{
      speaker(by: { slug: "ada-brandt" }) {
        slug name kind description wikidataId isFictional
        names { name language } roles { label organization startsOn endsOn } members { slug } groups { slug }
      }
    }`);
    expect(speaker).toEqual({
      slug: "ada-brandt",
      name: "Ada Brandt",
      kind: "PERSON",
      description: "Mayor of Sandholm",
      wikidataId: "Q900000001",
      isFictional: true,
      names: [
        { name: "Ada Brandt", language: null },
        { name: "A. Brandt", language: null },
        { name: "A. B. Brandt", language: null },
        { name: "Ада Брандт", language: "ru" },
      ],
      roles: [
        { label: "Minister of the Sea", organization: null, startsOn: "2021-05-07", endsOn: null },
        { label: "Mayor of Sandholm", organization: "Sandholm", startsOn: "2019-03", endsOn: "2021-05" },
        { label: "Harbour master", organization: "Port of Sandholm", startsOn: null, endsOn: "2018" },
      ],
      members: [],
      groups: [{ slug: "harbour-alliance" }],
    });
    const { speaker: group } = await api.ask(
      '{ speaker(by: { slug: "harbour-alliance" }) { kind members { slug } groups { slug } } }',
    );
    expect(group).toEqual({ kind: "GROUP", members: [{ slug: "ada-brandt" }, { slug: "olaf-gruen" }], groups: [] });
  });

  test("what she said, narrowed and in another order", async () => {
    const { speaker } = await api.ask(`{
      speaker(by: { slug: "ada-brandt" }) {
        all: statements { totalCount nodes { text } matched { unmatched } }
        onPier: statements(filter: { topic: ["old pier", "none"] }) { totalCount nodes { text } matched { topics { slug } unmatched } }
        together: statements(filter: { speaker: ["Harbour Alliance"] }) { totalCount nodes { text } }
        withAnother: statements(filter: { speaker: ["Anna Weber"] }) { totalCount nodes { text } }
        text: statements(filter: { text: "harbour OR feed OR festival" }, orderBy: { field: RELEVANCE }) { totalCount nodes { text snippet { isMatch } } }
        oldest: statements(orderBy: { field: SAID_AT, direction: ASC }, last: 2) { nodes { text } pageInfo { hasPreviousPage hasNextPage } }
        none: statements(filter: { status: [] }) { totalCount nodes { text } }
      }
    }`);
    expect(labels(speaker.all.nodes)).toEqual(["fed", "alliance", "festival"]);
    expect(speaker.all.totalCount).toBe(3);
    expect(labels(speaker.onPier.nodes)).toEqual(["alliance"]);
    expect(speaker.onPier.matched).toEqual({ topics: [{ slug: "old-pier" }], unmatched: ["none"] });
    expect(labels(speaker.together.nodes)).toEqual(["alliance"]);
    expect(speaker.withAnother).toEqual({ totalCount: 0, nodes: [] });
    expect(labels(speaker.text.nodes)).toEqual(["fed", "festival"]);
    expect(speaker.text.totalCount).toBe(2);
    expect(labels(speaker.oldest.nodes)).toEqual(["alliance", "fed"]);
    expect(speaker.oldest.pageInfo).toEqual({ hasPreviousPage: true, hasNextPage: false });
    expect(speaker.none).toEqual({ totalCount: 0, nodes: [] });
  });

  test("where it is printed, and on what she spoke", async () => {
    const { speaker } = await api.ask(`{
      speaker(by: { slug: "ada-brandt" }) {
        articles { totalCount nodes { headline } }
        oldest: articles(orderBy: { field: PUBLISHED_AT, direction: ASC }, first: 1) { nodes { headline } pageInfo { hasNextPage } }
        topics { totalCount edges { statementCount node { slug } } nodes { slug } }
      }
    }`);
    expect(speaker.articles).toEqual({
      totalCount: 4,
      nodes: [
        { headline: "On harbour-own" },
        { headline: "On harbour-again" },
        { headline: "On harbour" },
        { headline: "On festival" },
      ],
    });
    expect(speaker.oldest).toEqual({ nodes: [{ headline: "On festival" }], pageInfo: { hasNextPage: true } });
    const counts = speaker.topics.edges.map(
      ({ statementCount, node }: { statementCount: number; node: { slug: string } }) => [node.slug, statementCount],
    );
    // The festival is under nothing; the alliance's words on the old pier are hers too. Most first.
    expect(Object.fromEntries(counts)).toEqual({
      coast: 2,
      sandholm: 2,
      harbour: 2,
      "old-pier": 1,
      fishing: 1,
      "port-festival": 1,
    });
    expect(counts.map(([, count]: [string, number]) => count)).toEqual([2, 2, 2, 1, 1, 1]);
    expect(speaker.topics.totalCount).toBe(6);
    expect(speaker.topics.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(
      counts.map(([slug]: [string]) => slug),
    );
  });
});

describe("a topic", () => {
  test("with everything about it", async () => {
    const { topic } = await api.ask(`{
      topic(by: { slug: "sandholm" }) {
        slug name kind description wikidataId isFictional names { name language }
        broader { slug } narrower { totalCount nodes { slug narrower { nodes { slug } } } }
        statements(first: 2) { totalCount nodes { text } }
        speakers { totalCount edges { statementCount node { slug } } }
      }
    }`);
    expect(topic).toMatchObject({
      slug: "sandholm",
      name: "Sandholm",
      kind: "PLACE",
      description: "A town",
      wikidataId: "Q900000002",
      isFictional: true,
      names: [{ name: "Sandholm" }, { name: "Зандхольм" }],
      broader: [{ slug: "coast" }],
      narrower: { totalCount: 1, nodes: [{ slug: "harbour", narrower: { nodes: [{ slug: "old-pier" }] } }] },
      statements: { totalCount: 7 },
    });
    expect(labels(topic.statements.nodes)).toEqual(["zh", "tr"]);
  });

  test("its speakers' counts agree with the speakers' own, groups and all", async () => {
    const { topics } = await api.ask(
      "{ topics(first: 100) { nodes { slug speakers(first: 100) { totalCount edges { statementCount node { slug } } } } } }",
    );
    const { speakers } = await api.ask(
      "{ speakers(first: 100) { nodes { slug topics(first: 100) { totalCount edges { statementCount node { slug } } } } } }",
    );
    type Owner = { slug: string; [list: string]: unknown };
    const triples = (owners: Owner[], list: string, name: (owner: string, other: string) => string) =>
      owners
        .flatMap((owner) =>
          (owner[list] as { edges: { statementCount: number; node: { slug: string } }[] }).edges.map(
            ({ statementCount, node }) => `${name(owner.slug, node.slug)} ${statementCount}`,
          ),
        )
        .sort();
    const byTopic = triples(topics.nodes, "speakers", (topic, speaker) => `${speaker} on ${topic}`);
    expect(byTopic).toEqual(triples(speakers.nodes, "topics", (speaker, topic) => `${speaker} on ${topic}`));
    expect(byTopic).toContain("olaf-gruen on harbour 2");
    for (const line of byTopic) {
      const [, speaker, topic, count] = /^(\S+) on (\S+) (\d+)$/.exec(line) ?? [];
      const { statements } = await api.ask(
        "query ($s: String!, $t: String!) { statements(filter: { speaker: [$s], topic: [$t] }) { totalCount } }",
        { s: speaker, t: topic },
      );
      expect(`${line}: ${statements.totalCount}`).toBe(`${line}: ${count}`);
    }
  });
});

describe("an article", () => {
  test("with everything about it", async () => {
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

  test("prints published statements only, in reading order", async () => {
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
    ['(filter: { publishedAt: { from: "2021-05-08", to: "2021-05-09" } })', ["harbour-again"]],
    ['(filter: { language: ["de", "en-gb"] })', ["de", "harbour-again"]],
    ["(filter: { source: [] })", []],
    ["(filter: { speaker: [] })", []],
    ["(filter: { language: [] })", []],
    [
      "(filter: { source: null, speaker: null, publishedAt: null, language: null })",
      ["zh", "eo", "tr", "ru", "de", "harbour-own", "harbour-again", "harbour", "festival"],
    ],
  ])("articles%s", async (args, expected) => {
    const { articles } = await api.ask(`{ articles${args} { totalCount nodes { url } } }`);
    expect(articles.nodes.map(({ url }: { url: string }) => url.split("/").at(-1))).toEqual(expected);
    expect(articles.totalCount).toBe(expected.length);
  });

  test("tell what the names in their filter were taken to mean", async () => {
    const { articles, source } = await api.ask(`{
      articles(filter: { source: ["Sandhlom Post"], speaker: ["weber"] }) { matched { speakers { name } sources { name } unmatched } }
      source(by: { slug: "sandholm-post" }) { articles { matched { unmatched names { given } } } }
    }`);
    expect(articles.matched.speakers.length).toBeGreaterThan(0);
    expect(articles.matched).toMatchObject({ sources: [], unmatched: ["Sandhlom Post"] });
    expect(source.articles.matched).toEqual({ unmatched: [], names: [] });
  });
});

test("a source with everything about it, and what it published or supplied", async () => {
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

describe("a printing", () => {
  test("with its passage, whose offsets count code points", async () => {
    const { article } = await api.ask(`{
      article(by: { url: "https://news.example.org/harbour" }) {
        statements(first: 1) {
          edges {
            appearance {
              text kind attributionText cue statement { text } article { headline } assertedBy { kind name version }
              passage { exact prefix suffix start end spans { role start end text } url }
            }
          }
        }
      }
    }`);
    const body = [...(world.articles?.[0]?.body ?? "")];
    const [{ appearance }] = article.statements.edges;
    const { passage } = appearance;
    expect(appearance).toMatchObject({
      kind: "DIRECT",
      attributionText: "she",
      cue: "said",
      article: { headline: "On harbour" },
      assertedBy: { kind: "IMPORT", name: "test", version: "1" },
    });
    expect(body.slice(passage.start, passage.end).join("")).toBe(passage.exact);
    expect(body.slice(passage.start - 32, passage.start).join("")).toBe(passage.prefix);
    expect(body.slice(passage.end, passage.end + 32).join("")).toBe(passage.suffix);
    expect(passage.spans.map(({ role }: { role: string }) => role)).toEqual(["CONTENT", "SPEAKER", "CUE", "CONTENT"]);
    for (const { start, end, text } of passage.spans) expect(body.slice(start, end).join("")).toBe(text);
    expect(passage.url).toBe(
      "https://news.example.org/harbour#:~:text=Ada%20Brandt%20spoke%20on%20Friday.-," +
        "%E2%80%9CThe%20harbour%20fed%20us%2C%E2%80%9D%20she%20said%2C%20%E2%80%9Cand%20it%20will%20feed%20us%20again.%E2%80%9D," +
        "-Nobody%20contradicted%20her.",
    );
  });

  test("without a body there are no offsets and no spans", async () => {
    const { article } = await api.ask(
      '{ article(by: { url: "https://news.example.org/de" }) { statements { edges { appearance { passage { prefix suffix start end spans { text } } } } } } }',
    );
    expect(article.statements.edges[0].appearance.passage).toEqual({
      prefix: "",
      suffix: "",
      start: null,
      end: null,
      spans: [],
    });
  });
});
