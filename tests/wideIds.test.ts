import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { decodeGlobalId, encodeGlobalId, type NodeType, nodeTypes } from "../src/archive/globalIds.ts";
import { originOf } from "../src/archive/origins.ts";
import { changeStream } from "../src/feed/changes.ts";
import { openFeed } from "../src/feed/feed.ts";
import { publicationStream } from "../src/feed/publications.ts";
import { Prisma } from "../src/generated/prisma/client.ts";
import { undoImport } from "../src/history/undoImport.ts";
import { beginImport, finishImport, noteProgress } from "../src/record/importRuns.ts";
import { record } from "../src/record/record.ts";
import { applyTopics } from "../src/record/tagging.ts";
import { openTagger } from "../src/text/mentions.ts";
import { backUpTo, everything, restoreInto } from "./backup/backups.ts";
import { exported } from "./export/exported.ts";
import { type Api, openApi } from "./helpers/api.ts";
import { expectSound } from "./helpers/archive.ts";
import { CHECKOUT } from "./helpers/child.ts";
import { createDatabase, databaseUrl, dropDatabase, newName } from "./helpers/database.ts";
import { article, documentWith, paraphrase } from "./helpers/factories.ts";
import { openFolder } from "./helpers/folder.ts";
import { world } from "./helpers/world.ts";

// Ids beyond 32 bits: the same archive twice, once with ids from 1 and once with ids that begin beyond 2^33. Whatever is done
// to both must have the same result, once the second one's ids are moved back.

const OFFSET = 2 ** 33;
const narrow = openApi(world);
const wide = openApi(world, { firstId: OFFSET + 1 });
const folder = openFolder();

/** Writes an answer with ids, cursors and URNs in the form that the two archives have in common. */
function inCommon(answer: unknown, offset: number): unknown {
  return JSON.parse(JSON.stringify(answer), (_, value) => {
    if (typeof value !== "string") return value;
    if (value.startsWith("urn:uuid:")) return "a URN";
    const node = decodeGlobalId(value);
    if (node) return encodeGlobalId(node.type, node.id - offset);
    const text = Buffer.from(value, "base64url").toString();
    if (!text.startsWith('["')) return value;
    const [name, ...place] = JSON.parse(text) as unknown[];
    return JSON.stringify([name, ...place.map((part) => (Number(part) > OFFSET ? Number(part) - offset : part))]);
  });
}

/** Asks both archives, and returns both answers in the form that they have in common. */
async function askBoth(query: (id: (type: NodeType, id: number) => string) => string): Promise<[unknown, unknown]> {
  const [first, second] = await Promise.all(
    (
      [
        [narrow, 0],
        [wide, OFFSET],
      ] as const
    ).map(async ([api, offset]) => {
      const source = query((type, id) => JSON.stringify(encodeGlobalId(type, id + offset)));
      return inCommon(await api.ask(source), offset);
    }),
  );
  return [first, second];
}

/** Does the same to both archives. */
async function inBoth<Result>(work: (api: Api, offset: number) => Promise<Result>): Promise<Result> {
  const first = await work(narrow, 0);
  expect(await work(wide, OFFSET)).toEqual(first);
  return first;
}

const statementFields = `id text speaker { id } topics { id } appearances { nodes { id article { id source { id } } assertedBy { name } } }
  firstAppearance { id } tags { topic { id } } history { totalCount }`;

describe("the columns", () => {
  test("no id has less than 64 bits", async () => {
    const columns = await wide.database.query<{ name: string }>(Prisma.sql`
SELECT table_name || '.' || column_name AS name
FROM information_schema.columns
WHERE table_schema = current_schema() AND udt_name IN ('int4', 'int2', '_int4', '_int2')
ORDER BY name`);
    expect(columns.map(({ name }) => name)).toEqual([
      "_prisma_migrations.applied_steps_count",
      "appearance.end_offset",
      "appearance.position",
      "appearance.start_offset",
      "appearance_span.end_offset",
      "appearance_span.start_offset",
      "import_file.pieces_done",
      "key_secret.id", // always 1
      "proposal.evidence_start",
      "rate_limit.points",
      "related_article.position",
      "statement_party.position",
    ]);
  });

  test("no sequence gives an id that JavaScript would round", async () => {
    const sequences = await wide.database.query(
      Prisma.sql`SELECT DISTINCT data_type::text AS type, max_value AS last FROM pg_sequences`,
    );
    expect(sequences).toEqual([{ type: "bigint", last: Number.MAX_SAFE_INTEGER }]);
  });
});

/** Casts of ids, and fields of tables, to 32 bits. */
const NARROW = /::int(4|eger)?\[\]|\bid\w*\W{0,3}::int\b|(\bid|Id|_id)\W{0,3}::int\b|(\bid|Id)"?: "int"/;

describe("the SQL", () => {
  test("our own SQL makes no id an integer of 32 bits", async () => {
    const files = (await readdir(join(CHECKOUT, "src"), { recursive: true })).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("generated"),
    );
    const found = files.map(async (file) => {
      const lines = (await readFile(join(CHECKOUT, "src", file), "utf8")).split("\n");
      return lines
        .filter((line) => NARROW.test(line) && !line.includes("count("))
        .map((line) => `${file}: ${line.trim()}`);
    });
    expect((await Promise.all(found)).flat()).toEqual([]);
  });
});

describe("the functions", () => {
  test("none that handles ids has integers of 32 bits", async () => {
    const functions = await wide.database.query<{ name: string }>(Prisma.sql`
SELECT proname AS name
FROM pg_proc
JOIN pg_namespace ON pg_namespace.oid = pronamespace AND nspname = current_schema()
JOIN pg_language ON pg_language.oid = prolang AND lanname IN ('plpgsql', 'sql')
WHERE concat_ws(' ', prosrc, pg_get_function_arguments(pg_proc.oid), pg_get_function_result(pg_proc.oid)) ~ '\\m(int|integer|int4)\\M'
ORDER BY name`);
    // These are about texts, and one counts by signs of one.
    const known = ["is_clean_name", "is_clean_text", "run_grams", "tally_touched_printings", "wording_grams"];
    expect(functions.map(({ name }) => name)).toEqual(known);
  });
});

describe("global ids", () => {
  test.each([2 ** 31, OFFSET, Number.MAX_SAFE_INTEGER])("the id %d is written and read again", (id) => {
    for (const type of nodeTypes) expect(decodeGlobalId(encodeGlobalId(type, id))).toMatchObject({ type, id });
  });

  test("an id that JavaScript would round stands for nothing", () => {
    const text = `Statement:${2n ** 53n}`;
    expect(decodeGlobalId(Buffer.from(text).toString("base64url"))).toBeNull();
  });
});

describe("reading", () => {
  test("statements with all their neighbours are the same", async () => {
    const [answer, same] = await askBoth(
      () => `{ statements(filter: {}, first: 50) { totalCount nodes { ${statementFields} } } }`,
    );
    expect(JSON.stringify(answer)).toContain("The harbour fed us");
    expect(same).toEqual(answer);
  });

  test("every noun is found by its id, and by all ids at once", async () => {
    const [answer, same] = await askBoth((id) => {
      const types = ["Statement", "Appearance", "Speaker", "Topic", "Article", "Source"] as const;
      const all = types.flatMap((type) => [1, 2, 3, 99].map((each) => id(type, each)));
      return `{
        nodes(ids: [${all.join()}]) { __typename id }
        ${types.map((type) => `one${type}: node(id: ${id(type, 2)}) { __typename id }`).join("\n")}
        speaker(by: { id: ${id("Speaker", 1)} }) { id names { name } statements { nodes { id } } topics { nodes { id } } articles { nodes { id } } }
        topic(by: { id: ${id("Topic", 1)} }) { id narrower { nodes { id } } speakers { nodes { id } } statements { nodes { id } } }
        article(by: { id: ${id("Article", 1)} }) { id statements { nodes { id } } }
        source(by: { id: ${id("Source", 1)} }) { id articles { nodes { id } } }
        filtered: statements(filter: { speaker: [${id("Speaker", 1)}, ${id("Speaker", 2)}], topic: [${id("Topic", 1)}, ${id("Topic", 3)}] }) { totalCount nodes { id } matched { names { given how nodes { ... on Speaker { id } ... on Topic { id } } } } }
        printed: statements(filter: { article: [${id("Article", 1)}], source: [${id("Source", 1)}] }) { totalCount nodes { id } }
      }`;
    });
    expect(same).toEqual(answer);
  });

  test.each([
    `statements(filter: { text: "harbour" }, orderBy: { field: RELEVANCE }, PAGE)`,
    `statements(orderBy: { field: SAID_AT }, PAGE)`,
    `speakers(PAGE)`,
    `speakers(orderBy: { field: STATEMENT_COUNT }, PAGE)`,
    `topics(filter: { name: "har" }, PAGE)`,
    `articles(PAGE)`,
    `sources(PAGE)`,
  ])("the pages of %s follow each other", async (field) => {
    const walk = async (api: Api, offset: number) => {
      const ids: unknown[] = [];
      let after = "null";
      for (;;) {
        const { list } = await api.ask(
          `{ list: ${field.replace("PAGE", `first: 2, after: ${after}`)} { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        );
        ids.push(...list.nodes);
        if (!list.pageInfo.hasNextPage) return inCommon(ids, offset);
        after = JSON.stringify(list.pageInfo.endCursor);
      }
    };
    const ids = (await inBoth(walk)) as unknown[];
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids.map((each) => JSON.stringify(each))).size).toBe(ids.length);
  });

  test("quotations are verified against the same statements", async () => {
    const [answer, same] = await askBoth(
      () =>
        `{ verifyQuote(text: "The harbour fed us", speaker: "Ada Brandt") { wording attribution matches { statement { id } } } }`,
    );
    expect(same).toEqual(answer);
  });

  test.each(["jsonl", "csv", "json-ld", "atom"] as const)("an export as %s is the same", async (format) => {
    const text = await inBoth(async ({ database }, offset) => {
      const all = await exported(database, format);
      return all
        .replace(/urn:uuid:[0-9a-f-]+/g, "a URN")
        .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "an instant")
        .replace(/tag:[^<"]+/g, "a tag")
        .replace(/\bU3RhdGVtZW50[\w-]+/g, (id) => inCommon(id, offset) as string);
    });
    expect(text).toContain("harbour");
  });
});

describe("writing", () => {
  const told = async (api: Api) => {
    const options = { backlog: 1_000, willPass: () => false, onError: () => {} };
    return {
      published: openFeed(api.database, publicationStream, options),
      changed: openFeed(api.database, changeStream, options),
    };
  };

  test("edits, merges, undoing and the feeds do the same", async () => {
    await inBoth(async (api, offset) => {
      const { published, changed } = await told(api);
      const publications = await published.follow({}, null);
      const changes = await changed.follow({ seesUnchecked: true }, null);
      const id = (type: NodeType, number: number) => encodeGlobalId(type, number + offset);
      const done: unknown[] = [];
      const mutate = async (name: string, input: object, selection = "") => {
        const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
        const query = `mutation ($input: ${type}!) { result: ${name}(input: $input) { userErrors { code message } ${selection} } }`;
        const { result } = await api.ask(query, { input });
        expect(result.userErrors).toEqual([]);
        done.push(inCommon(result, offset));
        return result;
      };
      const version = async (type: NodeType, number: number) => {
        const { node } = await api.ask(`{ node(id: "${id(type, number)}") { ... on ${type} { version } } }`);
        return node.version as string;
      };

      const made = await mutate(
        "statementCreate",
        {
          text: "The quay is next.",
          kind: "INDIRECT",
          speaker: id("Speaker", 1),
          topics: [id("Topic", 3)],
          article: id("Article", 2),
          appearance: { passage: { exact: "the quay is next" } },
        },
        "statement { id topics { id } }",
      );
      await mutate(
        "statementUpdate",
        {
          id: made.statement.id,
          expectedVersion: (await api.ask(`{ statement(by: { id: "${made.statement.id}" }) { version } }`)).statement
            .version,
          language: "de",
        },
        "statement { id }",
      );
      await mutate(
        "speakerMerge",
        { id: id("Speaker", 10), into: id("Speaker", 9), expectedVersion: await version("Speaker", 10) },
        "speaker { id }",
      );
      const { revisions } = await api.ask(
        "{ revisions(first: 5) { totalCount nodes { id action changes { nodeId field } } } }",
      );
      done.push(
        revisions.nodes.map(({ action, changes }: { action: string; changes: unknown[] }) =>
          inCommon([action, changes], offset),
        ),
      );
      await mutate("undo", { revision: revisions.nodes[0].id }, "revision { id }");
      const [item] = (await publications.next()).value ?? [];
      const [change] = (await changes.next()).value ?? [];
      done.push(Number(item?.statementId) - offset, Number(change?.statementId) - offset);
      published.close();
      changed.close();
      await expectSound(api.database);
      return done;
    });
  });

  test("an import is recorded, tagged, recorded again and undone", async () => {
    await inBoth(async ({ database }, offset) => {
      const document = documentWith(
        article("quay", [paraphrase("the quay is in Sandholm", { text: "The quay is in Sandholm." })]),
      );
      const importId = await beginImport(database, "test", {});
      const file = { name: "quay", path: "/corpus/quay", sha256: "0".repeat(64) };
      for (let time = 0; time < 2; time++) {
        const { originId } = await record(database, document, originOf("test", file));
        await noteProgress(database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
      }
      await finishImport(database, importId, {});
      let tagged = 0;
      for await (const { added } of applyTopics(database, openTagger)) tagged += added;
      await expectSound(database);
      const { text } = (await database.prisma.statement.findFirst({ orderBy: { id: "desc" } })) ?? {};
      await undoImport(database, importId);
      await expectSound(database);
      return [importId - offset, text, tagged];
    });
  });

  test("a backup is restored with the same ids", async () => {
    const [name, path] = [newName(), join(folder, "wide.backup")];
    await backUpTo(path, wide.database.url);
    await createDatabase(name, "template1");
    await restoreInto(databaseUrl(name), path);
    expect(await everything(databaseUrl(name))).toEqual(await everything(wide.database.url));
    await dropDatabase(name);
  });
});
