import { beforeAll, expect, test } from "@jest/globals";
import { edit } from "../../../src/editing/edit.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { openApi } from "../../helpers/api.ts";
import { article, source } from "../../helpers/factories.ts";

const RANKED = 1_000;
const MATCHES = 1_250;

const api = openApi({ sources: [source("Sandholm Post")], articles: [article("herring", [])] });
beforeAll(async () => {
  // Statement n was said n minutes after midnight; every hundredth repeats the word three times.
  await api.database.query(Prisma.sql`
WITH said AS (
  INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
  SELECT 'UNNAMED', 'Number ' || n || ': ' || repeat('herring ', CASE n % 100 WHEN 0 THEN 3 ELSE 1 END), 'INDIRECT',
    '2021-05-07T00:00:00Z'::timestamptz + n * interval '1 minute', 'TIME', 'STATED', 'en', (SELECT min(id) FROM origin)
  FROM generate_series(1, ${MATCHES}::int) AS n
  RETURNING id, text
)
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT said.id, (SELECT id FROM article), row_number() OVER (ORDER BY said.id), said.text, 'INDIRECT', 'herring', (SELECT min(id) FROM origin)
FROM said`);
});

const numbersOf = (nodes: { text: string }[]) => nodes.map(({ text }) => Number(/\d+/.exec(text)?.[0]));

async function readRanked(direction: "ASC" | "DESC"): Promise<number[]> {
  const query = `query ($after: String) {
    statements(filter: { text: "herring" }, orderBy: { field: RELEVANCE, direction: ${direction} }, first: 100, after: $after) {
      totalCount nodes { text } pageInfo { hasNextPage endCursor }
    }
  }`;
  const all: number[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { statements } = await api.ask(query, { after });
    expect(statements.totalCount).toBe(MATCHES);
    all.push(...numbersOf(statements.nodes));
    after = statements.pageInfo.endCursor;
    more = statements.pageInfo.hasNextPage;
  }
  return all;
}

test("a search with more than a thousand matches ranks the newest thousand and counts all", async () => {
  const best = await readRanked("DESC");
  expect(best).toHaveLength(RANKED);
  expect(new Set(best).size).toBe(RANKED);
  expect(Math.min(...best)).toBe(MATCHES - RANKED + 1);
  expect(best.slice(0, 10).every((number) => number % 100 === 0)).toBe(true);
  expect(await readRanked("ASC")).toEqual([...best].reverse());
});

test("a search ordered by date lists every match", async () => {
  const { statements } = await api.ask(
    '{ statements(filter: { text: "herring" }, orderBy: { field: SAID_AT, direction: ASC }, first: 3) { totalCount nodes { text } } }',
  );
  expect([statements.totalCount, numbersOf(statements.nodes)]).toEqual([MATCHES, [1, 2, 3]]);
});

test("the lists of several parents share the thousand that are ranked", async () => {
  const parents = 4;
  await api.database.query(Prisma.sql`
WITH made AS (
  INSERT INTO topic (slug, name, kind, fictional)
  SELECT 'basket-' || n, 'Basket ' || n, 'ISSUE', TRUE
  FROM generate_series(1, ${parents}::int) AS n
  RETURNING id
)
INSERT INTO statement_tag (statement_id, topic_id, basis) SELECT statement.id, made.id, 'STATED' FROM statement CROSS JOIN made`);
  const query = `{ topics(first: 10) { nodes { statements(filter: { text: "herring" }, orderBy: { field: RELEVANCE }, first: 100, after: AFTER) {
    totalCount nodes { text } pageInfo { hasNextPage endCursor }
  } } } }`;
  let [listed, after] = [0, "null"];
  for (let more = true; more; ) {
    const { topics } = await api.ask(query.replace("AFTER", after));
    const pages = topics.nodes.map(({ statements }: { statements: { nodes: unknown[] } }) => statements);
    expect(pages).toHaveLength(parents);
    expect(pages[0].totalCount).toBe(MATCHES);
    listed += pages[0].nodes.length;
    more = pages[0].pageInfo.hasNextPage;
    after = JSON.stringify(pages[0].pageInfo.endCursor);
  }
  expect(listed).toBe(RANKED / parents);
});

test("all lists of a request share the thousand that are ranked, in fields, fragments and below parents", async () => {
  const ranked = 'statements(filter: { text: "herring" }, orderBy: $order, first: 100)';
  const query = (fields: string) => `query ($order: StatementOrder) { ${fields} }
    fragment More on Query { f: ${ranked} { nodes { text } } }`;
  const oldest = async (fields: string, order = { field: "RELEVANCE", direction: "ASC" }) => {
    const found = await api.ask(query(fields), { order });
    return Math.min(...numbersOf(found.a.nodes));
  };
  const a = `a: ${ranked} { nodes { text } }`;
  const below = `topics(first: 10) { nodes { ${ranked} { totalCount } } }`;
  // The worst of the ranked ones come first; these include the oldest.
  expect(await oldest(`${a} ...More`)).toBe(MATCHES - RANKED / 2 + 1);
  expect(await oldest(`${a} ...More @skip(if: true)`)).toBe(MATCHES - RANKED + 1);
  expect(await oldest(`${a} b: ${ranked} { totalCount } ...More ${below}`)).toBe(MATCHES - RANKED / 4 + 1);
  expect(await oldest(`${a} ...More`, { field: "SAID_AT", direction: "ASC" })).toBe(1);
});

test("no more than a thousand matches are ranked for twenty lists in one request", async () => {
  const lists = Array.from(
    { length: 20 },
    (_, i) =>
      `l${i}: statements(filter: { text: "herring" }, orderBy: { field: RELEVANCE }, first: 100) { nodes { id } pageInfo { hasNextPage } }`,
  );
  const found = Object.values(await api.ask(`{ ${lists.join(" ")} }`)) as { nodes: unknown[]; pageInfo: unknown }[];
  expect(found.map(({ nodes }) => nodes.length)).toEqual(found.map(() => RANKED / 20));
  expect(found.map(({ pageInfo }) => pageInfo)).toEqual(found.map(() => ({ hasNextPage: false })));
});

test("a search of the past ranks the newest thousand of the changed and the unchanged statements together", async () => {
  const [then] = await api.database.query<{ at: Date }>(
    Prisma.sql`SELECT clock_timestamp() AS at FROM statement ORDER BY id DESC LIMIT 1`,
  );
  await api.database.query(Prisma.sql`SELECT pg_sleep(0.003)`);
  const editor = { kind: "PERSON", name: "Newsroom", version: "1" } as const;
  await edit(api.database, editor, { action: "test", input: {} }, async ({ database }) => {
    await database.query(Prisma.sql`UPDATE statement SET text = text || ' again' WHERE id % 2 = 0`);
    return {};
  });
  const ranked: number[] = [];
  for (let after = "null", more = true; more; ) {
    const { statements } =
      await api.ask(`{ statements(asOf: "${then?.at.toISOString()}", filter: { text: "herring -again" },
      orderBy: { field: RELEVANCE }, first: 100, after: ${after}) { nodes { text } pageInfo { hasNextPage endCursor } } }`);
    ranked.push(...numbersOf(statements.nodes));
    more = statements.pageInfo.hasNextPage;
    after = JSON.stringify(statements.pageInfo.endCursor);
  }
  expect(new Set(ranked).size).toBe(RANKED);
  expect([ranked.length, Math.min(...ranked)]).toEqual([RANKED, MATCHES - RANKED + 1]);
});
