import { beforeAll, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import { createContext } from "../../../src/graphql/context.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { openArchive } from "../../helpers/archive.ts";

/** One statement more than is counted one by one. */
const STATEMENTS = 10_001;

/**
 * All statements are on topic 1, and every second one on topic 2, too. Speaker 1 makes all except one of them, which speaker 2 makes.
 * Each is printed in an article of source 1, and the first one is printed again in the second. Source 2 supplies every second article.
 */
const rows = `
INSERT INTO origin (kind, name) VALUES ('IMPORT', 'synthetic');
INSERT INTO source (slug, name, kind) SELECT 'source-' || n, 'Source ' || n, 'OUTLET' FROM generate_series(1, 2) AS n;
INSERT INTO source_name (source_id, name, normalized) SELECT id, name, lower(name) FROM source;
INSERT INTO speaker (slug, name, kind) SELECT 'speaker-' || n, 'Speaker ' || n, 'PERSON' FROM generate_series(1, 2) AS n;
INSERT INTO speaker_name (speaker_id, name, normalized) SELECT id, name, lower(name) FROM speaker;
INSERT INTO topic (slug, name, kind) SELECT 'topic-' || n, 'Topic ' || n, 'PLACE' FROM generate_series(1, 2) AS n;
INSERT INTO topic_name (topic_id, name, normalized) SELECT id, name, lower(name) FROM topic;
INSERT INTO article (url, headline, published_at, published_at_precision, language, source_id, wire_id)
SELECT 'https://example.org/' || n, 'Article ' || n, timestamptz '2010-01-01' + n * interval '1 hour', 'TIME', 'en', 1, CASE n % 2 WHEN 0 THEN 2 END
FROM generate_series(1, ${STATEMENTS}) AS n;
INSERT INTO statement (speaker_id, speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
SELECT CASE n WHEN 1 THEN 2 ELSE 1 END, 'IDENTIFIED', CASE n WHEN 1 THEN 'The first lamp' ELSE 'A lamp' END, 'INDIRECT',
  timestamptz '2010-01-01' + n * interval '1 hour', 'TIME', 'STATED', 'en', 1
FROM generate_series(1, ${STATEMENTS}) AS n;
INSERT INTO statement_tag (statement_id, topic_id) SELECT id, 1 FROM statement UNION ALL SELECT id, 2 FROM statement WHERE id % 2 = 0;
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT n, n, 0, 'A lamp', 'INDIRECT'::"StatementKind", 'A lamp', 1 FROM generate_series(1, ${STATEMENTS}) AS n UNION ALL SELECT 1, 2, 1, 'A lamp', 'INDIRECT'::"StatementKind", 'A lamp', 1;
ANALYZE`;

const archive = openArchive({ statementTimeoutMs: 0 });
const schema = loadSchema();

beforeAll(async () => {
  await archive.pool.query(rows);
});

async function ask(query: string): Promise<Record<string, unknown>> {
  const contextValue = createContext({ database: archive, requestId: "total" });
  const { data, errors } = await graphql({ schema, source: `{ ${query} }`, contextValue });
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
}

const total = "totalCount totalCountIsExact";
const capped = { totalCount: 10_000, totalCountIsExact: false };
const exactly = (totalCount: number) => ({ totalCount, totalCountIsExact: true });

test.each([
  ["a search of more than 10,000", `filter: { text: "lamp" }`, capped],
  ["a search of 10,000", `filter: { text: "lamp -first" }`, exactly(10_000)],
  ["a search of one", `filter: { text: "first" }`, exactly(1)],
  ["a search of none", `filter: { text: "shade" }`, exactly(0)],
  ["a search on a topic", `filter: { text: "lamp", topic: ["Topic 2"] }`, exactly(5_000)],
  [
    "a search on two topics with statements in common",
    `filter: { text: "lamp", topic: ["Topic 1", "Topic 2"] }`,
    capped,
  ],
  [
    "a search on two topics by two speakers",
    `filter: { text: "-first", topic: ["Topic 1", "Topic 2"], speaker: ["Speaker 1", "Speaker 2"] }`,
    exactly(10_000),
  ],
  ["a span of more than 10,000", `filter: { said: { from: "2010" } }`, capped],
  ["a span of a day", `filter: { said: { from: "2010-01-02", to: "2010-01-02" } }`, exactly(24)],
  ["all statements", "", exactly(STATEMENTS)],
  ["those of a topic", `filter: { topic: ["Topic 1"] }`, exactly(STATEMENTS)],
  ["those of two topics with statements in common", `filter: { topic: ["Topic 1", "Topic 2"] }`, capped],
  ["those of a kind", "filter: { kind: [INDIRECT, MIXED] }", exactly(STATEMENTS)],
  ["those of another kind", "filter: { kind: [DIRECT] }", exactly(0)],
  ["those of a kind on a topic", `filter: { kind: [INDIRECT], topic: ["Topic 1"] }`, capped],
  ["those of a source", `filter: { source: ["Source 1"] }`, exactly(STATEMENTS)],
  ["those of an agency", `filter: { source: ["Source 2"] }`, exactly(5_001)],
  ["those of two sources with statements in common", `filter: { source: ["Source 1", "Source 2"] }`, capped],
  ["those of a source on a topic", `filter: { source: ["Source 1"], topic: ["Topic 1"] }`, capped],
  ["those of a kind of a source", `filter: { source: ["Source 1"], kind: [INDIRECT] }`, capped],
  ["those of a source of another status", `filter: { source: ["Source 1"], status: [RETRACTED] }`, exactly(0)],
  ["those of two speakers", `filter: { speaker: ["Speaker 1", "Speaker 2"] }`, exactly(STATEMENTS)],
  [
    "those of two speakers on a topic",
    `filter: { speaker: ["Speaker 1", "Speaker 2"], topic: ["Topic 2"] }`,
    exactly(5_000),
  ],
  ["those of any status", "filter: { status: [PUBLISHED, RETRACTED] }", exactly(STATEMENTS)],
  ["those of another status", "filter: { status: [RETRACTED], kind: [INDIRECT] }", exactly(0)],
])("The count of %s is told, and whether it is exact", async (_, filter, expected) => {
  const [all, paged] = [filter && `(${filter})`, `(${filter} first: 1)`];
  const { counted, besidePage } = await ask(
    `counted: statements${all} { ${total} } besidePage: statements${paged} { ${total} nodes { id } }`,
  );
  expect(counted).toEqual(expected);
  expect(besidePage).toMatchObject(expected);
});

test("Counts of statements below speakers stop for each speaker by itself", async () => {
  const speakers = await ask(`speakers { nodes { statements(filter: { text: "lamp -shade" }) { ${total} } } }`);
  expect(speakers).toEqual({ speakers: { nodes: [{ statements: exactly(10_000) }, { statements: exactly(1) }] } });
  const topics = await ask(`topics { nodes { statements(filter: { text: "lamp" }) { ${total} } } }`);
  expect(topics).toEqual({ topics: { nodes: [{ statements: capped }, { statements: exactly(5_000) }] } });
});

test("Articles of speakers are counted for each speaker by itself, each article once", async () => {
  const speakers = await ask(`speakers { nodes { articles(first: 1) { ${total} nodes { headline } } } }`);
  const newest = (headline: string) => ({ nodes: [{ headline }] });
  const nodes = [
    { articles: { ...exactly(10_000), ...newest(`Article ${STATEMENTS}`) } },
    { articles: { ...exactly(2), ...newest("Article 2") } },
  ];
  expect(speakers).toEqual({ speakers: { nodes } });
});

test("Counts as of an instant stop, too", async () => {
  const asOf = `asOf: "2100-01-01T00:00:00Z"`;
  const counts = await ask(`lamps: statements(${asOf}, filter: { text: "lamp" }) { ${total} }
    first: statements(${asOf}, filter: { text: "first" }) { ${total} }`);
  expect(counts).toEqual({ lamps: capped, first: exactly(1) });
});

test.each([
  ["all articles", "", capped],
  ["those of sources with articles in common", `(filter: { source: ["Source 1", "Source 2"] })`, capped],
  ["those that quote a speaker", `(filter: { speaker: ["Speaker 1"] })`, exactly(10_000)],
  ["those of a day", `(filter: { published: { from: "2010-01-02", to: "2010-01-02" } })`, exactly(24)],
])("The count of %s is told, and whether it is exact", async (_, filter, expected) => {
  expect(await ask(`articles${filter} { ${total} }`)).toEqual({ articles: expected });
});
