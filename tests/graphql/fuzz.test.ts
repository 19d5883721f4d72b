import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { errorCodes, faultCodes } from "../../src/graphql/errors.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { buildServer, type Server } from "../../src/server.ts";
import { openArchive } from "../helpers/archive.ts";
import { pickBy, type Vocabulary, writeQuery } from "../helpers/randomQuery.ts";
import { world } from "../helpers/world.ts";

const RUNS = 150;

/** `npm run test:random -- 10000` asks more. */
const QUERIES = Number(process.env.ONRECORD_TEST_QUERIES ?? 500);

/** The longest that a query may take on average on a busy machine, in milliseconds. */
const LONGEST_MS = 1_000;
const SEED = 20_180_907;
const DEEPEST = 7;

/** Texts that must do no harm anywhere. */
const hostile = [
  "",
  " ",
  "\0",
  "a\0b",
  "'; DROP TABLE statement; --",
  '" OR ""="',
  "$1 %s #{x} \\",
  "{{7*7}}<script>alert(1)</script>",
  "\u202eright to left\u202c מֶמְשָׁלָה",
  "e\u0301\u0301\u0301 ق\u0651\u064e",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "\ud800",
  "\udfff x",
  "İıſßΣς",
  '"unbalanced',
  '- OR -- "" & | ! ( ) <-> :*',
  "x".repeat(10_000),
  "\u0301".repeat(3_000),
  "word OR ".repeat(200),
  "停".repeat(1_000),
  "__proto__",
  "9999999999",
  "NaN",
];

const vocabulary: Vocabulary = {
  texts: hostile,
  byName: {
    speaker: ["Ada Brandt", "weber", "Q900000001", "harbour-alliance", "Виктор Путников"],
    topic: ["Sandholm", "hafen", "old-pier", "Fishing"],
    source: ["Coast Wire", "nord-kurier"],
    article: ["https://news.example.org/harbour"],
    url: ["https://news.example.org/harbour"],
    language: ["en", "EN-gb", "tr"],
    text: ["harbour", "boats OR pier", '"fed us" -rain', "лодка"],
    name: ["put", "br", "sandhom", "k"],
    slug: ["ada-brandt", "sandholm", "coast-wire"],
    wikidataId: ["Q900000001", "q900000002"],
  },
};

const schema = loadSchema();
const database = openArchive({ document: world });
let servers: Server[];
/** The editor's key: some fields are only for editors, and the test tries every field. */
let key: string;
beforeAll(async () => {
  key = (await createKey(database, undefined, { name: "Random Editor", role: "EDITOR", expiresAt: null })).token;
  servers = await Promise.all(
    [true, false].map((compiledExecution) =>
      buildServer({
        database,
        config: {
          environment: "production",
          logLevel: "silent",
          requestDeadlineMs: 120_000,
          compiledExecution,
          maxCost: 100_000,
        },
      }),
    ),
  );
  for (const { close } of servers) database.beforeDrop(close);
  await collectIds();
});

/** Collects valid global ids and cursors, to use for every argument that takes one. */
async function collectIds(): Promise<void> {
  const page = "(first: 3) { edges { cursor node { id } } }";
  const { body } = await ask(0, {
    query: `{ statements${page} speakers${page} topics${page} articles${page} sources${page} more: statements(orderBy: { field: SAID_AT, direction: ASC }, first: 3) { edges { cursor node { id firstAppearance { id } } } } }`,
  });
  const places = Object.values(
    (JSON.parse(body) as { data: Record<string, { edges: { cursor: string; node: { id: string } }[] }> }).data,
  ).flatMap(({ edges }) => edges);
  const ids = places.map(({ node }) => node.id);
  const cursors = places.map(({ cursor }) => cursor);
  Object.assign(vocabulary.byName, { id: ids, ids, after: cursors, before: cursors });
}

interface Answered {
  status: number;
  body: string;
}

async function ask(server: number, payload: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  const given = typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
  const answer = await servers[server]?.app.inject({
    method: "POST",
    url: "/graphql",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}`, ...headers },
    payload: given,
  });
  return { status: answer?.statusCode ?? 0, body: answer?.body ?? "" };
}

/**
 * Returns the answer with only the codes of its errors: if several fields below the same null fail, which errors are
 * reported depends on which field failed first, in both executors. Fails if an error is an internal fault.
 */
function harmless({ status, body }: Answered): unknown {
  expect(status).toBeLessThan(500);
  const answer = JSON.parse(body) as {
    data?: unknown;
    errors?: { extensions: { code: (typeof errorCodes)[number] } }[];
  };
  for (const { extensions } of answer.errors ?? []) {
    expect(errorCodes).toContain(extensions.code);
    expect(faultCodes).not.toContain(extensions.code);
  }
  return { status, data: answer.data, codes: [...new Set(answer.errors?.map(({ extensions }) => extensions.code))] };
}

test(
  "random valid queries cause no fault and get the same answer from both executors",
  async () => {
    const codes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.integer({ min: 2, max: DEEPEST }), async (generate, depth) => {
        const request = writeQuery(schema, pickBy(generate, fc), vocabulary, depth);
        const [first, again, ordinary] = [await ask(0, request), await ask(0, request), await ask(1, request)];
        const expected = harmless(ordinary);
        expect(harmless(first)).toEqual(expected);
        // The second time, the operation runs compiled.
        expect(harmless(again)).toEqual(expected);
        const { errors = [] } = JSON.parse(ordinary.body) as { errors?: { extensions: { code: string } }[] };
        for (const code of errors.length > 0 ? errors.map(({ extensions }) => extensions.code) : ["ok"])
          codes.set(code, (codes.get(code) ?? 0) + 1);
      }),
      { numRuns: QUERIES, seed: SEED },
    );
    // The queries are useful: most succeed, and every one is a valid query.
    expect(codes.get("ok")).toBeGreaterThan(QUERIES / 3);
    expect([...codes.keys()].filter((code) => !["ok", "BAD_USER_INPUT", "QUERY_TOO_COMPLEX"].includes(code))).toEqual(
      [],
    );
  },
  QUERIES * LONGEST_MS,
);

describe("what is not valid is refused, and does no harm", () => {
  test("random documents with letters lost, doubled and swapped do no harm", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.gen(),
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.constantFrom(
              "",
              "{",
              "}",
              "(",
              '"',
              '"""',
              "$",
              "...",
              "@skip",
              "\0",
              "\ufeff",
              "é",
              "#",
              "&",
              "9",
              "null",
              " on ",
              "\ud800",
            ),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async (generate, changes) => {
          const request = writeQuery(schema, pickBy(generate, fc), vocabulary, 4);
          for (const [place, letter] of changes) {
            const i = place % (request.query.length + 1);
            request.query = request.query.slice(0, i) + letter + request.query.slice(i + 1);
          }
          expect(harmless(await ask(0, request))).toEqual(harmless(await ask(1, request)));
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test("random variables of any shape do no harm", async () => {
    const query = `query ($f: StatementFilter, $o: StatementOrder, $n: Int, $c: String, $ids: [ID!]!, $by: SpeakerBy!, $yes: Boolean!) {
      statements(filter: $f, orderBy: $o, first: $n, after: $c) { totalCount nodes { text @include(if: $yes) } }
      nodes(ids: $ids) { id } speaker(by: $by) { slug }
    }`;
    const json = fc.jsonValue({ maxDepth: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ f: json, o: json, n: json, c: json, ids: json, by: json, yes: json }, { requiredKeys: [] }),
        async (variables) => {
          const expected = harmless(await ask(1, { query, variables }));
          expect(harmless(await ask(0, { query, variables }))).toEqual(expected);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test("random bodies of any shape do no harm", async () => {
    const bodies = fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.record(
        { query: fc.jsonValue(), variables: fc.jsonValue(), operationName: fc.jsonValue(), extensions: fc.jsonValue() },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const { status } = harmless(await ask(0, body)) as { status: number };
        expect(status).toBeGreaterThanOrEqual(400);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
