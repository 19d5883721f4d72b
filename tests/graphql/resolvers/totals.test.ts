import { describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { openApi } from "../../helpers/api.ts";
import { world } from "../../helpers/world.ts";

const api = openApi(world);

test("the totals of the archive are those of its lists", async () => {
  const { archive, ...lists } = await api.ask(`{
    archive { statementCount appearanceCount speakerCount topicCount propositionCount articleCount sourceCount firstSaidOn lastSaidOn }
    statements(first: 100) { totalCount nodes { appearances { totalCount } } }
    speakers { totalCount } topics { totalCount } propositions { totalCount } articles { totalCount } sources { totalCount }
  }`);
  const printings = lists.statements.nodes.map((node: { appearances: { totalCount: number } }) => node.appearances);
  expect(archive).toEqual({
    statementCount: lists.statements.totalCount,
    appearanceCount: printings.reduce((sum: number, { totalCount }: { totalCount: number }) => sum + totalCount, 0),
    speakerCount: lists.speakers.totalCount,
    topicCount: lists.topics.totalCount,
    propositionCount: lists.propositions.totalCount,
    articleCount: lists.articles.totalCount,
    sourceCount: lists.sources.totalCount,
    firstSaidOn: "2018",
    lastSaidOn: "2021-06-05",
  });
});

test("a total is counted only if it is selected", async () => {
  expect(await api.countSql("{ archive { topicCount } }")).toEqual(["archive.count.topic"]);
});

describe.each(["speakers", "topics"])("%s by the number of their statements", (list) => {
  const all = async (args: string) =>
    (await api.ask(`{ ${list}(first: 100 ${args}) { nodes { slug statements { totalCount } } } }`))[list].nodes as {
      slug: string;
      statements: { totalCount: number };
    }[];

  test("the list begins with the most statements, or with the fewest", async () => {
    const counts = (await all("orderBy: { field: STATEMENT_COUNT }")).map(({ statements }) => statements.totalCount);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    expect(counts[0]).toBeGreaterThan(1);
    const fewest = await all("orderBy: { field: STATEMENT_COUNT, direction: ASC }");
    expect(fewest.map(({ statements }) => statements.totalCount)).toEqual([...counts].reverse());
  });

  test("the list is the same page by page, and for a search", async () => {
    const whole = await all("orderBy: { field: STATEMENT_COUNT }");
    const found: string[] = [];
    for (let after: string | null = null, isLast = false; !isLast; ) {
      const page: { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await api.ask(
          `query ($after: String) { ${list}(first: 2, after: $after, orderBy: { field: STATEMENT_COUNT }) { nodes { slug } pageInfo { hasNextPage endCursor } } }`,
          { after },
        )
      )[list];
      found.push(...page.nodes.map(({ slug }) => slug));
      [after, isLast] = [page.pageInfo.endCursor, !page.pageInfo.hasNextPage];
    }
    expect(found).toEqual(whole.map(({ slug }) => slug));
    const searched = await all('filter: { name: "a" }, orderBy: { field: STATEMENT_COUNT }');
    const slugs = new Set(searched.map(({ slug }) => slug));
    expect(searched.map(({ slug }) => slug)).toEqual(found.filter((slug) => slugs.has(slug)));
  });
});

describe("filters of what is invented or reviewed", () => {
  test.each(["speakers", "topics", "articles", "sources"])(
    "the list of %s is narrowed to what is invented",
    async (list) => {
      const { all, invented, real } = await api.ask(
        `{ all: ${list} { totalCount } invented: ${list}(filter: { isFictional: true }) { totalCount } real: ${list}(filter: { isFictional: false }) { totalCount } }`,
      );
      expect(all.totalCount).toBeGreaterThan(0);
      expect([invented.totalCount, real.totalCount]).toEqual([all.totalCount, 0]);
    },
  );

  test("speakers are narrowed to those whom nobody has reviewed", async () => {
    const { speakers, others } = await api.ask(
      "{ speakers(filter: { isReviewed: false }) { nodes { slug } } others: speakers(first: 100, filter: { isReviewed: true, isFictional: null }) { nodes { isReviewed } } }",
    );
    expect(speakers.nodes).toEqual([{ slug: "putri-wulan" }]);
    expect(others.nodes.every(({ isReviewed }: { isReviewed: boolean }) => isReviewed)).toBe(true);
  });
});

test("the direct topics of a speaker are the tags of the statements", async () => {
  const { speaker } = await api.ask(`{
    speaker(by: { slug: "ada-brandt" }) {
      direct: topics(direct: true) { totalCount edges { statementCount node { slug } } }
      all: topics(first: 100) { nodes { slug } }
      statements(first: 100) { nodes { topics { slug } } }
    }
  }`);
  const tagged = new Map<string, number>();
  for (const { topics } of speaker.statements.nodes)
    for (const { slug } of topics) tagged.set(slug, (tagged.get(slug) ?? 0) + 1);
  type Edge = { statementCount: number; node: { slug: string } };
  const direct = speaker.direct.edges.map(({ statementCount, node }: Edge) => [node.slug, statementCount]);
  expect(new Map(direct)).toEqual(tagged);
  expect(speaker.direct.totalCount).toBe(tagged.size);
  expect(speaker.all.nodes.length).toBeGreaterThan(tagged.size);
});

test("a role has an id of its own, always the same", async () => {
  const query = "{ speakers(first: 100) { nodes { roles { id label } } } }";
  const roles = (await api.ask(query)).speakers.nodes.flatMap((node: { roles: { id: string }[] }) => node.roles);
  expect(new Set(roles.map(({ id }: { id: string }) => id)).size).toBe(roles.length);
  expect((await api.ask(query)).speakers.nodes.flatMap((node: { roles: object[] }) => node.roles)).toEqual(roles);
});

test("every scalar of ours says where it is specified", () => {
  const types = Object.values(loadSchema().getTypeMap());
  const scalars = types.filter(({ astNode }) => astNode?.kind === "ScalarTypeDefinition");
  expect(scalars.map((type) => [type.name, "specifiedByURL" in type && type.specifiedByURL])).toEqual(
    scalars.map(({ name }) => [name, expect.stringMatching(/^https:/)]),
  );
  expect(scalars).toHaveLength(4);
});
