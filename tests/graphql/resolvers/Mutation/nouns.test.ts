import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../../helpers/api.ts";
import { article, BODY, documentWith, paraphrase, QUOTE, quotation } from "../../../helpers/factories.ts";
import { nounMutations } from "../../../helpers/nounMutations.ts";

const api = openApi(
  documentWith(
    article("one", [quotation(QUOTE), paraphrase("Her critics were not convinced")], { body: BODY }),
    article("two", [paraphrase("boats")]),
  ),
);

const { mutate, seen } = nounMutations(() => api);
const one = () => seen("article", "https://news.example.org/one");
const ada = () => seen("speaker", "ada-brandt");
const harbour = () => seen("topic", "harbour");

describe("what is made is answered with all that it has", () => {
  test("sourceCreate returns the source with everything it has", async () => {
    const input = `{ name: "Evening Post", kind: OUTLET, names: [{ name: "Abendpost", language: "de" }], url: "https://e.example.org",
      wikidataId: "Q900000080", isFictional: true, reason: "New", idempotencyKey: "a" }`;
    expect(
      await api.ask(`mutation { sourceCreate(input: ${input}) {
        source { slug name kind url wikidataId isFictional names { name language } version createdAt } userErrors { code } } }`),
    ).toEqual({
      sourceCreate: {
        source: {
          slug: "evening-post",
          name: "Evening Post",
          kind: "OUTLET",
          url: "https://e.example.org",
          wikidataId: "Q900000080",
          isFictional: true,
          names: [
            { name: "Evening Post", language: null },
            { name: "Abendpost", language: "de" },
          ],
          version: expect.stringMatching(/^[0-9a-f]{16}$/),
          createdAt: expect.stringMatching(/Z$/),
        },
        userErrors: [],
      },
    });
  });

  test("speakerCreate returns a speaker who is found by their new name at once", async () => {
    const input = `{ name: "Ina Ødegård", kind: PERSON, roles: [{ label: "Pilot", startsOn: "2019-03" }] }`;
    const answer = await api.ask(`mutation { speakerCreate(input: ${input}) {
      speaker { slug isReviewed roles { label startsOn endsOn } members { slug } } userErrors { code } } }`);
    expect(answer.speakerCreate).toEqual({
      speaker: {
        slug: "ina-odegard",
        isReviewed: true,
        roles: [{ label: "Pilot", startsOn: "2019-03", endsOn: null }],
        members: [],
      },
      userErrors: [],
    });
    const found = await api.ask(
      `{ statements(filter: { speaker: ["ina odegard"] }) { matched { speakers { slug } } } }`,
    );
    expect(found.statements.matched.speakers).toEqual([{ slug: "ina-odegard" }]);
  });

  test("topicCreate returns a topic under another", async () => {
    const input = `{ name: "Mole", kind: PLACE, broader: ["harbour"], description: "A wall in the sea" }`;
    const answer = await api.ask(`mutation { topicCreate(input: ${input}) {
      topic { slug description broader { slug broader { slug } } } userErrors { code } } }`);
    expect(answer.topicCreate).toEqual({
      topic: {
        slug: "mole",
        description: "A wall in the sea",
        broader: [{ slug: "harbour", broader: [{ slug: "sandholm" }] }],
      },
      userErrors: [],
    });
  });

  test("articleCreate returns the article with everything it has", async () => {
    const input = `{ url: "https://news.example.org/new", headline: "New", publishedAt: "2021-06-01", publishedAtPrecision: DAY,
      language: "en", source: "sandholm-post", wire: "coast-wire", body: "No words.", related: [{ headline: "One", url: "https://news.example.org/one" }] }`;
    const answer = await api.ask(`mutation { articleCreate(input: ${input}) {
      article { headline publishedAt publishedAtPrecision byline source { slug } wire { slug } statements { totalCount }
        relatedArticles { headline article { headline } } }
      userErrors { code } } }`);
    expect(answer.articleCreate).toEqual({
      article: {
        headline: "New",
        publishedAt: "2021-06-01T00:00:00.000Z",
        publishedAtPrecision: "DAY",
        byline: null,
        source: { slug: "sandholm-post" },
        wire: { slug: "coast-wire" },
        statements: { totalCount: 0 },
        relatedArticles: [{ headline: "One", article: { headline: "On one" } }],
      },
      userErrors: [],
    });
  });
});

describe("an update", () => {
  test("an update distinguishes null from a field that is left out", async () => {
    await mutate("speakerUpdate", { ...(await ada()), description: "Mayor", wikidataId: "Q900000081" });
    await mutate("speakerUpdate", { ...(await ada()), description: null });
    expect(await api.ask(`{ speaker(by: { slug: "ada-brandt" }) { description wikidataId names { name } } }`)).toEqual({
      speaker: {
        description: null,
        wikidataId: "Q900000081",
        names: [{ name: "Ada Brandt" }, { name: "A. Brandt" }, { name: "Ада Брандт" }],
      },
    });
  });

  test("an update on a conflict shows what somebody else has made of the noun", async () => {
    const before = await ada();
    await mutate("speakerUpdate", { ...before, name: "Ada Brandt-Holm" });
    expect(await mutate("speakerUpdate", { ...before, name: "Ada B." })).toEqual({
      speaker: { id: before.id, slug: "ada-brandt", name: "Ada Brandt-Holm" },
      userErrors: [
        { code: "CONFLICT", field: ["expectedVersion"], message: expect.stringContaining("has been changed") },
      ],
    });
    const again = await ada();
    expect(again.expectedVersion).not.toBe(before.expectedVersion);
    expect(await mutate("speakerUpdate", { ...again, name: "Ada Brandt" })).toMatchObject({ userErrors: [] });
  });

  test("an update on a conflict shows the noun also if it was named by its slug", async () => {
    const merge = 'speakerMerge(input: { id: "olaf-gruen", into: "ada-brandt", expectedVersion: "old" })';
    const answer = await api.ask(`mutation { ${merge} { speaker { slug } userErrors { code } } }`);
    expect(answer.speakerMerge).toEqual({ speaker: { slug: "olaf-gruen" }, userErrors: [{ code: "CONFLICT" }] });
  });

  test("a second update in one request sees what the first has done", async () => {
    const { id, expectedVersion } = await harbour();
    const input = `{ id: "${id}", expectedVersion: "${expectedVersion}", description: "A quay" }`;
    const answer = await api.ask(`mutation {
      first: topicUpdate(input: ${input}) { topic { description version } userErrors { code } }
      second: topicUpdate(input: ${input}) { topic { description version } userErrors { code } } }`);
    expect(answer.first).toMatchObject({ topic: { description: "A quay" }, userErrors: [] });
    expect(answer.second).toEqual({ topic: answer.first.topic, userErrors: [{ code: "CONFLICT" }] });
  });

  test("an update of a body shows what becomes, or would become, of its passages", async () => {
    const moved = await mutate("articleUpdate", { ...(await one()), body: `Friday. ${BODY}` });
    expect(moved).toMatchObject({
      passages: [
        { fate: "MOVED", appearance: { passage: { exact: QUOTE, start: 78 } } },
        { fate: "MOVED", appearance: { passage: { start: 174 } } },
      ],
      userErrors: [],
    });
    const lost = await mutate("articleUpdate", { ...(await one()), body: BODY.replace("critics", "friends") });
    expect(lost).toMatchObject({
      article: null,
      passages: [
        { fate: "MOVED", appearance: { passage: { start: 78 } } },
        { fate: "GONE", appearance: { passage: { exact: "Her critics were not convinced" } } },
      ],
      userErrors: [{ code: "PASSAGE_LOST", field: ["body"] }],
    });
    const renamed = await mutate("articleUpdate", { ...(await one()), headline: "Another story" });
    expect(renamed).toMatchObject({ article: { headline: "Another story" }, passages: [], userErrors: [] });
  });

  test("an update of a body that is sent again gets the same answer", async () => {
    const input = { ...(await one()), body: `Again. ${BODY}`, idempotencyKey: "body" };
    const first = await mutate("articleUpdate", input);
    expect(first.passages).toHaveLength(2);
    expect(await mutate("articleUpdate", input)).toEqual(first);
  });
});

test("every noun has a version and the time of its creation for one SQL statement a type", async () => {
  const query = `{
    statements(first: 3) { nodes { version createdAt firstAppearance { version createdAt article { version createdAt source { version createdAt } } } } }
    speakers(first: 3) { nodes { version createdAt } }
    topics(first: 3) { nodes { version createdAt } } }`;
  const answer = await api.ask(query);
  for (const { version, createdAt, firstAppearance } of answer.statements.nodes) {
    for (const value of [version, firstAppearance.version, firstAppearance.article.source.version]) {
      expect(value).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(createdAt).toMatch(/Z$/);
    expect(firstAppearance.article.createdAt).toMatch(/Z$/);
  }
  const statements = (await api.countSql(query)).filter((name) => name.startsWith("versions."));
  expect(statements.sort()).toEqual(
    ["appearance", "article", "source", "speaker", "statement", "topic"].map((table) => `versions.${table}`),
  );
});
