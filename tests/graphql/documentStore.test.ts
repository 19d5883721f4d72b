import { describe, expect, test } from "@jest/globals";
import {
  buildSchema,
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import { KEPT_ANSWERS, openMemory } from "../../src/database/memory.ts";
import { compiledRuns, KEPT_COMPILED } from "../../src/graphql/compiled.ts";
import { costAnalysis, LONGEST_KEY, MOST_COSTS_KEPT } from "../../src/graphql/cost.ts";
import {
  KEPT_DOCUMENTS,
  KEPT_TEXTS,
  openDocumentStore,
  openTextStore,
  withoutComments,
} from "../../src/graphql/documentStore.ts";
import { LONGEST_DOCUMENT, maximumTokens } from "../../src/graphql/limits.ts";
import { documentReader, KEPT_SUBSCRIPTIONS } from "../../src/graphql/subscriptions/documents.ts";
import { keptMemory } from "../helpers/keptMemory.ts";
import { readPage } from "../helpers/page.ts";

/** Returns the megabytes that are kept after some work. */
async function gained(work: () => Promise<unknown>): Promise<number> {
  const before = keptMemory();
  const kept = await work();
  const grown = keptMemory() - before;
  expect(kept).toBeDefined();
  return grown / 1e6;
}

function onlyOperation(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error("one operation was expected");
  return operation;
}

const fill = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

describe("the store of parsed documents", () => {
  test.each([
    ["one long comment", (i: number) => `{ a }#${i}${fill("x", LONGEST_DOCUMENT - 100)}`],
    ["a comment that is not Latin", (i: number) => `{ a }#${i}${fill("ж", LONGEST_DOCUMENT - 100)}`],
    ["thousands of short comments", (i: number) => `{ a }#${i}${fill("\n#", LONGEST_DOCUMENT - 100)}`],
    ["as many fields as there may be tokens", (i: number) => `{ a${i} ${"b ".repeat(maximumTokens - 10)} }`],
    ["a long text", (i: number) => `{ a${i}(text: "${fill("x", LONGEST_DOCUMENT - 100)}") }`],
  ])(
    "the store keeps within its bounds in truth, whatever documents are made of: %s",
    async (_what, make) => {
      const megabytes = await gained(async () => {
        const store = openDocumentStore();
        for (let i = 0; i < 600; i++) await store.set(String(i), parse(make(i)));
        expect(store.size).toBeLessThanOrEqual(KEPT_DOCUMENTS.most);
        expect(store.bytes).toBeLessThanOrEqual(KEPT_DOCUMENTS.mostBytes);
        return store;
      });
      expect(megabytes).toBeLessThan(1.2 * (KEPT_DOCUMENTS.mostBytes / 1e6));
    },
    60_000,
  );

  test("a document that is too long is not kept", async () => {
    const store = openDocumentStore();
    await store.set("long", parse(`{ a }#${fill("x", LONGEST_DOCUMENT)}`));
    expect([store.size, await store.get("long")]).toEqual([0, undefined]);
  });

  test("errors find their places in a document that has lost its comments", () => {
    const text = "# one\n{ a # two\n  b }";
    const placesIn = (document: DocumentNode) =>
      onlyOperation(document).selectionSet.selections.map((node) => [
        new GraphQLError("no", { nodes: node }).locations,
        [node.loc?.startToken.line, node.loc?.startToken.column],
      ]);
    expect(placesIn(withoutComments(parse(text)))).toEqual(placesIn(parse(text)));
  });
});

describe("what else is kept of operations", () => {
  test("the texts of persisted queries stay within their bytes", async () => {
    const megabytes = await gained(async () => {
      const store = openTextStore();
      for (let i = 0; i < 3_000; i++) await store.set(String(i), fill(`${i}ж`, LONGEST_DOCUMENT));
      return store;
    });
    expect(megabytes).toBeLessThan(1.2 * (KEPT_TEXTS.mostBytes / 1e6));
  });

  const schema = buildSchema("type Query { a(text: String, n: Int): String } type Subscription { a: String }");

  test("the compiled form of an operation goes when others need its place", async () => {
    const find = compiledRuns(schema);
    const compile = (text: string) => {
      const document = parse(text);
      return () => find(document, onlyOperation(document), {});
    };
    const first = compile("{ a }");
    first();
    const run = first();
    expect(run).not.toBeNull();
    expect(first()).toBe(run);
    const large = Array.from({ length: 20 }, (_, i) => compile(`{ ${"a ".repeat(maximumTokens - i - 10)} }`));
    for (const each of large) [each(), each()];
    expect(first()).not.toBe(run);
    expect(KEPT_COMPILED.most).toBeLessThanOrEqual(250);
  }, 60_000);

  test("the costs of operations are few, and under short keys", async () => {
    const many = Array.from({ length: 100 }, (_, i) => i);
    const kept = many.map((i) => parse(`query Q${i} (${many.map((n) => `$n${n}: Int`).join(" ")}) { a }`));
    const megabytes = await gained(async () => {
      const costOf = costAnalysis(schema);
      for (const document of kept)
        for (let n = 0; n < MOST_COSTS_KEPT; n++)
          costOf(document, onlyOperation(document), Object.fromEntries(many.map((each) => [`n${each}`, 1e9 + n])));
      const one = parse("query ($n: Int) { a(n: $n) }");
      for (let n = 0; n < 50_000; n++) costOf(one, onlyOperation(one), { n });
      return [costOf, one];
    });
    // Without the two bounds it is 6 and 4 MB more.
    expect(megabytes).toBeLessThan(2);
  }, 60_000);

  test("the documents of subscriptions stay within their bytes", async () => {
    const megabytes = await gained(async () => {
      const choose = documentReader({ schema, isProduction: true });
      for (let i = 0; i < 400; i++) choose(`subscription { a } ${fill(`#${i}ж`, LONGEST_DOCUMENT - 100)}`, undefined);
      return choose;
    });
    expect(megabytes).toBeLessThan(1.2 * (KEPT_SUBSCRIPTIONS.mostBytes / 1e6));
  });

  test("the answers about small tables stay within their bytes, however large each is", async () => {
    const megabytes = await gained(async () => {
      const memory = openMemory({ listen: (_channel, { onState }) => onState?.(true) });
      for (let i = 0; i < 1_000; i++)
        await memory.remember(`topics.under:${i}`, async () => Array.from({ length: 10_000 }, (_, id) => i + id));
      return memory;
    });
    expect(megabytes).toBeLessThan(1.2 * (KEPT_ANSWERS.mostBytes / 1e6));
  });
});

test("docs/operate.md has the bounds that exist", () => {
  const { text } = readPage("docs/operate.md");
  const megabytes = (bytes: number) => `${bytes / 1e6} MB`;
  for (const [what, { most, mostBytes }] of [
    ["parsed documents", KEPT_DOCUMENTS],
    ["compiled operations", KEPT_COMPILED],
    ["documents of subscriptions", KEPT_SUBSCRIPTIONS],
    ["texts of persisted queries", KEPT_TEXTS],
  ] as const)
    expect(text).toContain(`| ${what} | ${most.toLocaleString("en")} | ${megabytes(mostBytes)} |`);
  expect(text).toContain(
    `| costs of one parsed document | ${MOST_COSTS_KEPT} | ${LONGEST_KEY} characters for each key |`,
  );
  expect(text).toContain(
    `${KEPT_ANSWERS.most.toLocaleString("en")} of each of the four | ${megabytes(KEPT_ANSWERS.mostBytes)}`,
  );
});
