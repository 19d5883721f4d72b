import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execute, parse } from "graphql";
import pg from "pg";
import { encodeGlobalId } from "../src/archive/globalIds.ts";
import { encodeCursor } from "../src/archive/lists/keyset.ts";
import { readPage } from "../src/archive/lists/list.ts";
import type { StatementFilter } from "../src/archive/statements/filter.ts";
import type { Wanted } from "../src/archive/statements/rows.ts";
import { bySaidAt } from "../src/archive/statements/scan.ts";
import * as statements from "../src/archive/statements.ts";
import { type Dumped, IDS_A_LOOKUP, idsNeededBy } from "../src/export/dump/ids.ts";
import { Prisma } from "../src/generated/prisma/client.ts";
import { createContext } from "../src/graphql/context.ts";
import { loadSchema } from "../src/graphql/schema.ts";
import { openArchive } from "./helpers/archive.ts";
import { connectTo } from "./helpers/database.ts";
import { eventually } from "./helpers/eventually.ts";
import { flatten, type PlanNode } from "./helpers/plan.ts";

/*
 * Performance rests on these, and they do not vary with the machine: the plans of the headline page and of similar
 * pages on 100,000 statements, the blocks that they touch, and the SQL statements that a server sends once it has the
 * names in memory.
 */

const STATEMENTS = 100_000;

/**
 * Speaker 1 and topic 1, which has narrower topics, are the most frequent: on about a tenth and a fifth of all
 * statements.
 */
const archive = `
ALTER TABLE statement DISABLE TRIGGER statement_search_added; -- no text is searched here, and it takes half the time
INSERT INTO origin (kind, name) VALUES ('IMPORT', 'synthetic');
INSERT INTO source (slug, name, kind) SELECT 'source-' || n, 'Source ' || n, 'OUTLET' FROM generate_series(1, 20) AS n;
INSERT INTO speaker (slug, name, kind) SELECT 'speaker-' || n, 'Speaker ' || n, 'PERSON' FROM generate_series(1, 500) AS n;
INSERT INTO speaker_name (speaker_id, name, normalized) SELECT id, name, lower(name) FROM speaker;
-- More roles than are listed by id, all of them over early, and a role of a frequent speaker.
INSERT INTO speaker_role (speaker_id, label, ends_on)
SELECT id, 'Delegate of district ' || id || ' for term ' || n, '2010-02' FROM speaker, generate_series(1, 5) AS n;
INSERT INTO speaker_role (speaker_id, label, starts_on, ends_on) VALUES (1, 'Envoy', '2010-01-01', '2010-01-02');
INSERT INTO topic (slug, name, kind) SELECT 'topic-' || n, 'Topic ' || n, CASE WHEN n > 118 THEN 'EVENT'::"TopicKind" ELSE 'PLACE' END FROM generate_series(1, 120) AS n;
INSERT INTO topic_name (topic_id, name, normalized) SELECT id, name, lower(name) FROM topic;
INSERT INTO topic_broader (narrower_id, broader_id) SELECT n, 1 + n % 10 FROM generate_series(11, 120) AS n;
-- The first articles and statements have what no others have.
INSERT INTO article (url, headline, published_at, published_at_precision, language, source_id, fictional)
SELECT 'https://example.org/' || n, 'Article ' || n, timestamptz '2010-01-01' + n * interval '4 hours', 'TIME',
  CASE WHEN n <= 4 THEN 'sv' ELSE 'en' END, 1 + n % 20, n <= 4
FROM generate_series(1, ${STATEMENTS / 5}) AS n;
INSERT INTO statement (speaker_id, speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, occasion_id, origin_id)
SELECT CASE WHEN n > 5 THEN 1 + (500 * power(abs(hashint4(n)) / 2147483648.0, 3))::int % 500 END,
  CASE WHEN n > 5 THEN 'IDENTIFIED' ELSE 'UNKNOWN' END::"SpeakerStatus", 'Statement ' || n,
  CASE WHEN n > 20 THEN 'INDIRECT' ELSE 'DIRECT' END::"StatementKind",
  timestamptz '2010-01-01' + (n / 5) * interval '4 hours', 'TIME', 'STATED', CASE WHEN n > 20 THEN 'en' ELSE 'sv-SE' END,
  -- Every fifth is said at the first event, every thousandth at the second.
  CASE WHEN n % 1000 = 0 THEN 120 WHEN n % 5 = 0 THEN 119 END, 1
FROM generate_series(1, ${STATEMENTS}) AS n;
INSERT INTO statement_tag (statement_id, topic_id, basis)
SELECT DISTINCT n, 1 + (120 * power(abs(hashint4(n * 2 + i)) / 2147483648.0, 2))::int % 120,
  CASE WHEN n > 20 THEN 'STATED' ELSE 'HEADLINE' END::"TagBasis"
FROM generate_series(1, ${STATEMENTS}) AS n, generate_series(0, 1) AS i;
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT n, 1 + (n - 1) / 5, n % 5, 'Statement ' || n, 'INDIRECT', 'Statement ' || n, 1 FROM generate_series(1, ${STATEMENTS}) AS n;
INSERT INTO proposition (slug, name) SELECT 'proposition-' || n, 'Proposition ' || n FROM generate_series(1, 2) AS n;
INSERT INTO proposition_name (proposition_id, name, normalized) SELECT id, name, lower(name) FROM proposition;
-- The first proposition has a stance of every fifth statement, the second of every thousandth.
INSERT INTO stance (statement_id, proposition_id, position, origin_id)
SELECT n, CASE WHEN n % 1000 = 0 THEN 2 ELSE 1 END, CASE WHEN n % 3 = 0 THEN 'OPPOSES'::"StancePosition" ELSE 'SUPPORTS' END, 1
FROM generate_series(5, ${STATEMENTS}, 5) AS n;
-- The second statement is answered by every fifth, the third by every thousandth.
INSERT INTO statement_link (statement_id, kind, target_id, origin_id)
SELECT n, 'RESPONDS_TO', CASE WHEN n % 1000 = 0 THEN 3 ELSE 2 END, 1 FROM generate_series(5, ${STATEMENTS}, 5) AS n;
-- Every fifth is said to one speaker, every thousandth to another.
INSERT INTO statement_party (statement_id, role, position, speaker_id)
SELECT id, 'ADDRESSEE', 0, CASE WHEN id % 1000 = 0 THEN 500 ELSE 499 END
FROM statement
WHERE id % 5 = 0 AND speaker_id < 499;
ANALYZE`;

/** The fields of a statement with its first article. */
const wanted: Wanted = {
  companions: new Set(["appearance", "article"]),
  fields: {
    statement: new Set(["id", "saidAt", "text"]),
    appearance: new Set(["id"]),
    article: new Set(["id", "url"]),
  },
};

const schema = loadSchema();
const writer = openArchive({ statementTimeoutMs: 0 });
const reader = connectTo(writer.url, { poolSize: 2, applicationName: "plans", remember: true });
writer.beforeDrop(reader.close);
let sent: pg.QueryConfig[] = [];
const { query } = pg.Client.prototype;

beforeAll(async () => {
  await writer.pool.query(archive);
  // As long as autovacuum looks at any table of the database, VACUUM cannot mark pages as visible to all, and a page reads more blocks.
  await eventually(async () => {
    await writer.pool.query("VACUUM statement_topic, statement, statement_tag, appearance, article");
    const { rows } = await writer.pool.query<{ isVisible: boolean }>(
      `SELECT bool_and(relallvisible >= relpages) AS "isVisible" FROM pg_class
       WHERE oid IN ('statement_topic'::regclass, 'statement'::regclass, 'statement_tag'::regclass, 'appearance'::regclass, 'article'::regclass)`,
    );
    return rows[0]?.isVisible;
  });
  pg.Client.prototype.query = function note(this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    sent.push(typeof first === "string" ? { text: first } : (first as pg.QueryConfig));
    return (query as (...args: unknown[]) => unknown).apply(this, given);
  } as typeof query;
});

afterAll(() => {
  pg.Client.prototype.query = query;
});

/** Sends a query to the API and returns the SQL that it ran. */
async function sqlOf(source: string): Promise<pg.QueryConfig[]> {
  sent = [];
  const contextValue = createContext({ database: reader, requestId: "plans" });
  const { errors } = await execute({ schema, document: parse(source), contextValue });
  expect(errors).toBeUndefined();
  return sent;
}

/** Returns the SQL of a query whose names are already in memory, as on a server that has answered it before. */
async function knownSqlOf(source: string): Promise<pg.QueryConfig[]> {
  return eventually(async () => {
    const first = await sqlOf(source);
    const second = await sqlOf(source);
    return second.length === first.length && second;
  });
}

async function dataOf(source: string): Promise<Record<string, unknown>> {
  const contextValue = createContext({ database: reader, requestId: "plans" });
  return (await execute({ schema, document: parse(source), contextValue })).data ?? {};
}

interface Answer {
  nodes: { text?: string; url?: string }[];
}

/** Runs the SQL of this name; returns every node of its plan, and the number of blocks that it touched. */
async function planOf(source: string, name = "statements.list"): Promise<{ nodes: PlanNode[]; blocks: number }> {
  const page = (await knownSqlOf(source)).find(({ text }) => text.includes(`/* ${name} */`));
  const { rows } = await writer.pool.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${page?.text}`, page?.values);
  const root = rows[0]["QUERY PLAN"][0].Plan as PlanNode;
  return { nodes: flatten(root), blocks: root["Shared Hit Blocks"] + root["Shared Read Blocks"] };
}

const page = `pageInfo { endCursor } nodes {
  text kind saidAt speaker { name } topics { name } firstAppearance { passage { exact url } article { headline source { name } } }
}`;

/**
 * Returns the sorts between the page's rows and their scan. Below a LATERAL, sorting the few printings of one statement
 * is allowed.
 */
const sorts = (nodes: PlanNode[]) =>
  nodes.filter(
    (node) =>
      node["Node Type"].includes("Sort") &&
      flatten(node).some((inner) => inner["Index Name"]?.startsWith("statement_topic")),
  );

/**
 * Returns SQL that changes the statements 200 times, each time as one change that the triggers record, and leaves them
 * as they were.
 */
const edits = (ids: readonly number[]) => `
DO $$
DECLARE
  begun int;
BEGIN
  PERFORM set_config('onrecord.origin', '1', TRUE), set_config('onrecord.editing', 'on', TRUE);
  FOR n IN 1..200 LOOP
    INSERT INTO change (origin_id, action) VALUES (1, 'statementUpdate') RETURNING id INTO begun;
    PERFORM set_config('onrecord.change', begun::text, TRUE);
    UPDATE statement SET original_language = CASE WHEN n % 2 = 1 THEN 'ru' END WHERE id IN (${ids});
  END LOOP;
END $$`;

describe("the plan of a page", () => {
  test.each([
    ["on one topic", 'filter: { speaker: ["Speaker 1"], topic: ["Topic 11"] }', "statement_topic_speaker_idx"],
    [
      "on a topic with narrower ones",
      'filter: { speaker: ["Speaker 1"], topic: ["Topic 1"] }',
      "statement_topic_speaker_idx",
    ],
    ["on a topic, by anybody", 'filter: { topic: ["Topic 1"] }', "statement_topic_page_idx"],
  ])(
    "a page by one speaker %s is one range scan, with nothing sorted and nothing read whole",
    async (_what, filter, index) => {
      const { nodes, blocks } = await planOf(`{ statements(${filter}, first: 20) { ${page} } }`);
      const scans = nodes.filter((node) => node["Relation Name"] === "statement_topic");
      expect(scans.map((node) => [node["Node Type"].startsWith("Index"), node["Index Name"]])).toEqual([[true, index]]);
      expect(sorts(nodes)).toEqual([]);
      expect(nodes.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([]);
      // The page has 21 statements. Each has a row, tags, a printing and an article, found by an index of two or three
      // levels.
      expect(blocks).toBeLessThan(21 * 4 * 4);
    },
  );

  test.each([
    ["rarely", "Proposition 2", 2000],
    ["often", "Proposition 1", 4000],
  ])(
    "a page of statements on a proposition that is %s spoken of reads no table of statements whole",
    async (_, name, most) => {
      const { nodes, blocks } = await planOf(
        `{ statements(filter: { stance: { proposition: ["${name}"] } }, first: 20) { ${page} } }`,
      );
      expect(nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"])).toEqual([]);
      expect(blocks).toBeLessThan(most);
    },
  );

  test.each([
    ["few statements were made", "topic-120", 2000],
    ["many statements were made", "topic-119", 4000],
  ])("a page of statements at an event at which %s reads no table of statements whole", async (_, slug, most) => {
    const { nodes, blocks } = await planOf(`{ statements(filter: { occasion: ["${slug}"] }, first: 20) { ${page} } }`);
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"])).toEqual([]);
    expect(blocks).toBeLessThan(most);
  });

  test.each([
    ["few", 3, 2000],
    ["many", 2, 4000],
  ])("a page of answers to a statement that %s answer reads no table of statements whole", async (_, id, most) => {
    const to = encodeGlobalId("Statement", id);
    const { nodes, blocks } = await planOf(`{ statements(filter: { respondsTo: ["${to}"] }, first: 20) { ${page} } }`);
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"])).toEqual([]);
    expect(blocks).toBeLessThan(most);
  });

  test.each([
    ["few statements were said", "speaker-500", 2000],
    ["many statements were said", "speaker-499", 4000],
  ])("a page of statements said to somebody to whom %s reads no table of statements whole", async (_, slug, most) => {
    const { nodes, blocks } = await planOf(
      `{ statements(filter: { addressee: ["${slug}"] }, first: 20) { ${page} addressees { name } } }`,
    );
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"])).toEqual([]);
    expect(blocks).toBeLessThan(most);
  });

  test("the answers to a statement are found by its key, however many links there are", async () => {
    const source = `{ statement(by: {id: "${encodeGlobalId("Statement", 3)}"}) { responses(first: 5) { id } } }`;
    const links = (await knownSqlOf(source)).find(({ text }) => text.includes("/* statements.links.target */"));
    const { rows } = await writer.pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${links?.text}`, links?.values);
    const whole = flatten(rows[0]["QUERY PLAN"][0].Plan).filter((node) => node["Node Type"] === "Seq Scan");
    expect(whole.map((node) => node["Relation Name"])).not.toContain("statement");
    expect(whole.map((node) => node["Relation Name"])).not.toContain("statement_link");
  });

  test("positions on a proposition find its statements by their keys", async () => {
    const source = '{ proposition(by: {slug: "proposition-2"}) { positions { since } } }';
    const positions = (await knownSqlOf(source)).find(({ text }) => text.includes("/* positions.proposition */"));
    const { rows } = await writer.pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${positions?.text}`, positions?.values);
    const whole = flatten(rows[0]["QUERY PLAN"][0].Plan).filter((node) => node["Node Type"] === "Seq Scan");
    expect(whole.map((node) => node["Relation Name"])).not.toContain("statement");
    expect(whole.map((node) => node["Relation Name"])).not.toContain("stance");
  });

  test("the stances of many speakers are read once, not once for each speaker", async () => {
    const source = "{ speakers(first: 20) { nodes { positions(first: 5) { position } } } }";
    const positions = (await knownSqlOf(source)).find(({ text }) => text.includes("/* positions.speaker */"));
    const { rows } = await writer.pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${positions?.text}`, positions?.values);
    const reads = flatten(rows[0]["QUERY PLAN"][0].Plan).filter((node) => node["Relation Name"] === "stance");
    const read = reads.reduce((sum, node) => sum + node["Actual Rows"] * node["Actual Loops"], 0);
    expect(read).toBeLessThanOrEqual(STATEMENTS / 5);
  });

  test("a session that planned the checks of links without any link finds those that come later by their keys", async () => {
    const client = await writer.pool.connect();
    try {
      await client.query("BEGIN; TRUNCATE statement_link; ANALYZE statement_link");
      await client.query(
        "INSERT INTO statement_link (statement_id, kind, target_id, origin_id) SELECT n, 'RESPONDS_TO', 2, 1 FROM generate_series(5, 5000, 5) AS n",
      );
      const { rows } = await client.query(
        "SELECT pg_stat_get_xact_tuples_returned('statement_link'::regclass)::int AS read",
      );
      expect(rows[0].read).toBeLessThan(1000);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });

  test("a page far down touches no more than one at the top", async () => {
    const top = await planOf(`{ statements(filter: { topic: ["Topic 1"] }, first: 20) { ${page} } }`);
    const { rows } = await writer.pool.query(
      "SELECT said_at, statement_id FROM statement_topic WHERE topic_id = 1 ORDER BY said_at DESC, statement_id DESC OFFSET 10000 LIMIT 1",
    );
    const cursor = encodeCursor(bySaidAt("DESC"), [rows[0].said_at.toISOString(), rows[0].statement_id]);
    const deep = await planOf(
      `{ statements(filter: { topic: ["Topic 1"] }, first: 20, after: "${cursor}") { ${page} } }`,
    );
    expect(sorts(deep.nodes)).toEqual([]);
    expect(deep.nodes.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([]);
    expect(deep.blocks).toBeLessThan(top.blocks * 1.2);
  });

  test("the last page, of which little is expected, is not planned anew each time", async () => {
    const [at] = await writer.query<{ said_at: Date; id: number }>(
      Prisma.sql`SELECT said_at, id FROM statement WHERE status = 'PUBLISHED' ORDER BY said_at, id OFFSET 3 LIMIT 1`,
    );
    const after = encodeCursor(bySaidAt("DESC"), [(at as { said_at: Date }).said_at.toISOString(), at?.id as number]);
    await writer.transaction(async (onOneConnection) => {
      for (let i = 0; i < 10; i++) {
        const request = { filter: {}, page: { first: 20, after }, wanted };
        const { rows } = await readPage(onOneConnection, await statements.list(onOneConnection, request));
        expect(rows).toHaveLength(3);
      }
      const [plans] = await onOneConnection.query<{ custom: number; generic: number }>(
        Prisma.sql`SELECT custom_plans AS custom, generic_plans AS generic FROM pg_prepared_statements WHERE statement LIKE '/* statements.list */%'`,
      );
      // PostgreSQL tries five custom plans before it decides.
      expect(plans).toEqual({ custom: 5, generic: 5 });
    });
  });

  test("a long history of a page's statements costs the page neither SQL nor blocks", async () => {
    const source = `{ statements(filter: { speaker: ["Speaker 1"], topic: ["Topic 1"] }) { totalCount ${page} } }`;
    const { rows: onPage } = await writer.pool.query<{ id: number }>(
      "SELECT statement_id AS id FROM statement_topic WHERE speaker_id = 1 AND topic_id = 1 ORDER BY said_at DESC, statement_id DESC LIMIT 21",
    );
    const observe = async () => {
      // Editing moves rows within a table, with or without a history. Sorting the table puts them back in order.
      await writer.pool.query("CLUSTER statement USING statement_pkey");
      await writer.pool.query("VACUUM ANALYZE statement, change, revision");
      const { nodes, blocks } = await planOf(source);
      const plan = nodes.map((node) => [node["Node Type"], node["Relation Name"], node["Index Name"]]);
      return { sql: (await knownSqlOf(source)).map(({ text }) => text), plan, blocks };
    };
    const without = await observe();
    await writer.pool.query(edits(onPage.map(({ id }) => id)));
    const { rows } = await writer.pool.query(
      "SELECT count(*)::int AS revisions, count(DISTINCT change_id)::int AS changes FROM revision WHERE node = 'STATEMENT'",
    );
    expect(rows).toEqual([{ revisions: 200 * 21, changes: 200 }]);
    expect(await observe()).toEqual(without);
  });
});

describe("the plan of a question with long lists", () => {
  const names = (noun: string, count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, i) => `${noun}-${i + 1}`));
  const pairs = `speaker: ${names("speaker", 100)}, topic: ${names("topic", 100)}`;
  const future = 'asOf: "2100-01-01T00:00:00Z"';

  const answerOf = async (source: string) => Object.values(await dataOf(source))[0] as Answer;
  const textsOf = ({ nodes }: Answer) => nodes.map(({ text, url }) => text ?? url);

  test("a page of the past for a hundred speakers and a hundred topics reads little more than its own rows", async () => {
    const { blocks } = await planOf(`{ statements(first: 20, ${future}, filter: { ${pairs} }) { nodes { text } } }`);
    expect(blocks).toBeLessThan(21 * 4 * 4 * 4);
  });

  test("a count of the past for a hundred speakers and a hundred topics looks at each statement once", async () => {
    const { nodes } = await planOf(
      `{ statements(first: 0, ${future}, filter: { ${pairs} }) { totalCount } }`,
      "statements.list.count",
    );
    const tested = nodes.filter((node) => node["Relation Name"] === "statement");
    const rows = tested.map((node) => node["Actual Rows"] * node["Actual Loops"]);
    expect(Math.max(...rows)).toBeLessThanOrEqual(STATEMENTS);
  });

  test("the statements of the past for long lists are those of today, if nothing has changed", async () => {
    const page = "totalCount nodes { text }";
    const today = await answerOf(`{ statements(first: 100, filter: { ${pairs} }) { ${page} } }`);
    const past = await answerOf(`{ statements(first: 100, ${future}, filter: { ${pairs} }) { ${page} } }`);
    expect(textsOf(past)).toHaveLength(100);
    expect(past).toEqual(today);
  });

  test.each([
    ["frequent speakers", names("speaker", 100), names("source", 7)],
    ["a rare speaker", '["speaker-450"]', names("source", 7)],
  ])(
    "a page of the articles that quote %s in some sources reads little and finds the right ones",
    async (_, speaker, source) => {
      const query = `{ articles(first: 20, filter: { speaker: ${speaker}, source: ${source} }) { nodes { url } } }`;
      const { blocks } = await planOf(query, "articles.list");
      expect(blocks).toBeLessThan(21 * 4 * 4 * 4);
      const { rows } = await writer.pool.query<{ url: string }>(
        `SELECT url FROM article WHERE source_id IN (SELECT id FROM source WHERE slug = ANY ($1)) AND id IN (
         SELECT article_id FROM appearance JOIN statement ON statement.id = statement_id JOIN speaker ON speaker.id = speaker_id
         WHERE speaker.slug = ANY ($2)
       ) ORDER BY published_at DESC, id DESC LIMIT 20`,
        [JSON.parse(source), JSON.parse(speaker)],
      );
      expect(textsOf(await answerOf(query))).toEqual(rows.map(({ url }) => url));
    },
  );
});

const wholeList = `
  facets {
    speakers { count node { name } } topics { count node { name } } publishers { count node { name } } wires { count node { name } }
    kinds { count value } languages { count value } speakerStatuses { count value } roles { count value } years { count value }
    isExact
  }
  timeline(interval: AUTO, splitBy: TOPIC) { interval buckets { startsOn count } series { topic { name } buckets { count } } }`;

/** Values of each field that no statement has, or few have, or most. */
const values: Record<keyof StatementFilter, Record<string, string>> = {
  speaker: { nobody: '["nobody"]', few: '["speaker-490"]', most: '["speaker-1"]' },
  topic: { nobody: '["nowhere"]', most: '["topic-1"]' },
  alsoTopic: { nobody: '["nowhere"]', few: '["topic-1", "topic-120"]', most: '["topic-1"]' },
  topicBasis: {
    nobody: '[TEXT], topic: ["topic-1"]',
    few: '[HEADLINE], topic: ["topic-1"]',
    most: '[STATED], topic: ["topic-1"]',
  },
  kind: { nobody: "[MIXED]", few: "[DIRECT]", most: "[INDIRECT]" },
  language: { nobody: '["zz", "e", "en-GB"]', few: '["SV"]', most: '["en"]' },
  source: { nobody: '["nobody"]', most: '["source-1"]' },
  article: { nobody: '["https://example.org/none"]', few: '["https://example.org/3"]' },
  status: { nobody: "[RETRACTED]", most: "[PUBLISHED]" },
  said: { nobody: '{to: "2009"}', few: '{to: "2010-01-01"}', most: '{from: "2011"}' },
  text: { nobody: '"harbour"' },
  addressee: { nobody: '["nobody"]', few: '["speaker-500"]', most: '["speaker-499"]' },
  occasion: { nobody: '["nowhere"]', few: '["topic-120"]', most: '["topic-119"]' },
  stance: { nobody: "{position: [NEUTRAL]}", few: '{proposition: ["proposition-2"]}', most: "{position: [SUPPORTS]}" },
  respondsTo: {
    nobody: '["nothing"]',
    few: `["${encodeGlobalId("Statement", 3)}"]`,
    most: `["${encodeGlobalId("Statement", 2)}"]`,
  },
  speakerStatus: { nobody: "[UNNAMED]", few: "[UNKNOWN]", most: "[IDENTIFIED]" },
  speakerKind: { nobody: "[GROUP]", most: "[PERSON]" },
  role: { nobody: '["King"]', few: '["Envoy", "King"]', most: '["Delegate"]' },
  isFictional: { few: "true", most: "false" },
};

describe("a value of a filter costs little, whether no statement has it, or few, or most:", () => {
  const rows = Object.entries(values).flatMap(([field, each]) =>
    Object.entries(each).map(([who, value]) => [who, `${field}: ${value}`] as const),
  );

  /** The blocks that all the SQL of a query touches. */
  async function blocksOf(source: string): Promise<number> {
    let blocks = 0;
    for (const { text, values: given } of [...(await knownSqlOf(source))]) {
      const { rows: plan } = await writer.pool.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, given);
      const root = plan[0]["QUERY PLAN"][0].Plan as PlanNode;
      blocks += root["Shared Hit Blocks"] + root["Shared Read Blocks"];
    }
    return blocks;
  }

  test.each(rows)("a page of statements with a value that %s has is found by an index: %s", async (_, filter) => {
    // A walk through the archive touches 100,000 blocks and more.
    expect(await blocksOf(`{ statements(first: 20, filter: {${filter}}) { nodes { text } } }`)).toBeLessThan(8000);
  });

  test.each(rows.filter(([who]) => who === "nobody"))(
    "a list on a topic, or below topics, reads little if %s has the value that it asks for: %s",
    async (_, filter) => {
      const [field] = filter.split(":");
      const onTopic = field === "topic" || field === "topicBasis" ? filter : `${filter}, topic: ["topic-1"]`;
      const sources = [
        `{ statements(first: 0, filter: {${onTopic}}) { totalCount } }`,
        `{ topics(first: 5) { nodes { statements(first: 2, filter: {${filter}}) { nodes { text } } } } }`,
      ];
      for (const source of sources) expect([source, (await blocksOf(source)) < 8000]).toEqual([source, true]);
    },
  );

  test.each(['language: ["zz"]', 'language: ["sv"]', "isFictional: true", "isFictional: false"])(
    "a page of articles is found by an index: %s",
    async (filter) => {
      expect(await blocksOf(`{ articles(first: 20, filter: {${filter}}) { nodes { url } } }`)).toBeLessThan(8000);
    },
  );

  test("the statements that were made in more roles than are listed by id are those made in any of them", async () => {
    const { statements: found } = (await dataOf(
      '{ statements(first: 0, filter: {role: ["delegate of district", "King"]}) { totalCount } }',
    )) as { statements: { totalCount: number } };
    const { rows: counted } = await writer.pool.query(
      "SELECT count(*)::int AS count FROM statement WHERE speaker_id IS NOT NULL AND said_at < '2010-03-01'",
    );
    expect(found.totalCount).toBe(counted[0].count);
  });
});

describe("the plan of facets and timelines", () => {
  test.each([
    ["with all facets", wholeList],
    ["split by who printed it first", "timeline(interval: YEAR, splitBy: PUBLISHER) { series { source { name } } }"],
    ["without the speaker", "facets { speakers(ignoreOwnFilter: true) { count node { name } } }"],
  ])("the list of a speaker on a topic is counted by indexes: %s", async (_what, selection) => {
    const source = `{ statements(filter: { speaker: ["Speaker 2"], topic: ["Topic 11"] }) { ${selection} } }`;
    const summary = (await knownSqlOf(source)).find(({ text }) => text.includes("/* statements.summary */"));
    const { rows } = await writer.pool.query(`EXPLAIN (FORMAT JSON) ${summary?.text}`, summary?.values);
    const whole = flatten(rows[0]["QUERY PLAN"][0].Plan as PlanNode).filter((node) => node["Node Type"] === "Seq Scan");
    const large = ["statement", "statement_topic", "statement_tag", "appearance", "article"];
    expect(whole.map((node) => node["Relation Name"]).filter((name) => large.includes(name ?? ""))).toEqual([]);
  });
});

describe("the SQL statements of a question to a server that knows the names", () => {
  test.each([
    ["the headline page", `{ statements(filter: { speaker: ["Speaker 1"], topic: ["Topic 1"] }) { ${page} } }`, 1],
    [
      "with its count",
      `{ statements(filter: { speaker: ["Speaker 1"], topic: ["Topic 1"] }) { totalCount ${page} } }`,
      1,
    ],
    [
      "with what the names mean",
      '{ statements(filter: { speaker: ["speaker-1"] }) { matched { speakers { name } unmatched } nodes { text } } }',
      1,
    ],
    [
      "a page with its count, all facets and a timeline",
      `{ statements(filter: { speaker: ["Speaker 1"], topic: ["Topic 1"] }) { totalCount ${page} ${wholeList} } }`,
      2,
    ],
    [
      "facets of the statements of several topics",
      "{ topics(first: 5) { nodes { statements { facets { speakers { count } kinds { count } } timeline(interval: YEAR) { undatedCount } } } } }",
      2,
    ],
    ["the count alone", '{ statements(filter: { topic: ["Topic 1"] }) { totalCount } }', 1],
    [
      "a page of two speakers and two topics",
      `{ statements(filter: { speaker: ["Speaker 1", "Speaker 2"], topic: ["Topic 1", "Topic 2"] }) { ${page} } }`,
      1,
    ],
    [
      "the printings and independent sources of a page",
      "{ statements { nodes { appearances { nodes { article { url } } } independentSourceCount } } }",
      4,
    ],
    [
      "an article with its statements and their speakers",
      '{ article(by: { url: "https://example.org/7" }) { statements { nodes { text speaker { name } } } } }',
      2,
    ],
    [
      "a topic with its speakers",
      '{ topic(by: { slug: "topic-1" }) { speakers(first: 5) { edges { statementCount node { name } } } } }',
      2,
    ],
  ])("a server that knows the names sends few SQL statements: %s", async (_what, source, most) => {
    const texts = (await knownSqlOf(source)).map(({ text }) => text);
    expect({ texts, isWithin: texts.length <= most }).toEqual({ texts, isWithin: true });
  });
});

describe("what a file of 100,000 statements needs", () => {
  const ids = Array.from({ length: STATEMENTS - 400 }, (_, i) => i + 1);
  const lengthOf = (value: unknown) => (Array.isArray(value) ? value : String(value).split(",")).length;
  let needed: Record<Dumped, number[]>;

  beforeAll(async () => {
    sent = [];
    const readIds = idsNeededBy(reader, ids, ["PUBLISHED"]);
    const all = async (noun: Dumped) => {
      const found: number[] = [];
      for await (const page of readIds(noun, 500)) found.push(...page);
      return found;
    };
    needed = {
      source: await all("source"),
      topic: await all("topic"),
      speaker: await all("speaker"),
      proposition: await all("proposition"),
      article: await all("article"),
      link: await all("link"),
    };
  });

  test("the nouns that the statements need are all found, each once", () => {
    const counts = Object.entries(needed).map(([noun, found]) => [noun, found.length, new Set(found).size]);
    expect(counts).toEqual([
      ["source", 20, 20],
      ["topic", 120, 120],
      ["speaker", 500, 500],
      ["proposition", 2, 2],
      ["article", 19_920, 19_920],
      ["link", 19_920, 19_920],
    ]);
  });

  test("the ids are looked up in parts, and joined instead of compared with each row", async () => {
    const all = sent.filter(({ text }) => text.includes("/* dump."));
    const lookups = all.filter(({ text }) => !text.includes("/* dump.order */"));
    const parts = Math.ceil(ids.length / IDS_A_LOOKUP);
    // For articles, speakers, other parties, tags, occasions, stances and links; the sources of the articles; and members, ancestors and
    // the topics of propositions, which are few.
    expect(lookups).toHaveLength(7 * parts + Math.ceil(19_920 / IDS_A_LOOKUP) + 3);
    expect(Math.max(...lookups.map(({ values = [] }) => lengthOf(values[0])))).toBe(IDS_A_LOOKUP);
    // A list of words, such as statuses, is short.
    expect(all.flatMap(({ text }) => (/\bANY\b|\bIN \((?!')/.test(text) ? [text] : []))).toEqual([]);
    for (const { text, values } of all) {
      const { rows } = await writer.pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
      const nodes = flatten(rows[0]["QUERY PLAN"][0].Plan as PlanNode);
      const scans = nodes.filter((node) => node["Node Type"] === "Function Scan");
      expect([text, scans.length, JSON.stringify(nodes).includes("SubPlan")]).toEqual([
        text,
        1,
        text.includes("count(*)"),
      ]);
    }
  });
});
