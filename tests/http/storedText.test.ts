import { beforeAll, describe, expect, test } from "@jest/globals";
import { parseFeed } from "@rowanmanning/feed-parser";
import { parse } from "csv-parse/sync";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { openServer } from "./runningServer.ts";

// An editor has written text that looks like markup or like a formula. It must come out unchanged everywhere.

const MARKUP = `<script>alert(1)</script><img src=x onerror="alert(2)"> & ]]> <!-- -->`;
const FORMULA = `=HYPERLINK("https://evil.example","${MARKUP}")`;

const schema = loadSchema();
const database = openArchive();
const server = openServer({ schema, database });
let headers: Record<string, string>;
beforeAll(async () => {
  const { token } = await createKey(database, undefined, {
    name: FORMULA.slice(0, 100),
    role: "EDITOR",
    expiresAt: null,
  });
  headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const source = { slug: "source", name: `Source ${MARKUP}`, kind: "OUTLET" };
  await edit("sourceCreate", source);
  await edit("speakerCreate", {
    slug: "speaker",
    name: `@Speaker ${MARKUP}`,
    kind: "PERSON",
    roles: [{ label: `+${MARKUP}` }],
  });
  await edit("topicCreate", { slug: "topic", name: `-Topic ${MARKUP}`, kind: "ISSUE" });
  await edit("articleCreate", {
    url: "https://news.example.org/a?b=1&c=%3Cscript%3E",
    headline: `\t=Headline ${MARKUP}`,
    publishedAt: "2021-05-07",
    language: "en",
    source: "source",
  });
  await edit("statementCreate", {
    article: "https://news.example.org/a?b=1&c=%3Cscript%3E",
    kind: "INDIRECT",
    text: FORMULA,
    speaker: "speaker",
    topics: ["topic"],
    reason: FORMULA,
    appearance: { passage: { exact: FORMULA }, cue: FORMULA, attributionText: FORMULA },
  });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asked for.
type Answer = any;

async function ask(query: string, variables: object = {}): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers, body });
  expect(answer.headers.get("content-type")).toMatch(/^application\/(graphql-response\+)?json/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  const { data, errors } = (await answer.json()) as { data: Answer; errors?: object };
  expect(errors).toBeUndefined();
  return data;
}

async function edit(name: string, input: object): Promise<void> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const data = await ask(`mutation ($input: ${type}) { ${name}(input: $input) { userErrors { message } } }`, { input });
  expect(data[name].userErrors).toEqual([]);
}

async function get(path: string) {
  const answer = await fetch(`${server.url}${path}`);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  return { type: answer.headers.get("content-type"), text: await answer.text() };
}

test("the API returns stored markup and formulas as they are", async () => {
  const { statements, viewer, revisions } = await ask(`{
    statements { nodes { text speaker { name } topics { name } firstAppearance { cue article { headline source { name } } } } }
    viewer { name }
    revisions(filter: { action: ["statementCreate"] }) { nodes { reason by { name } } }
  }`);
  expect(statements.nodes).toEqual([
    {
      text: FORMULA,
      speaker: { name: `@Speaker ${MARKUP}` },
      topics: [{ name: `-Topic ${MARKUP}` }],
      firstAppearance: {
        cue: FORMULA,
        article: { headline: `\t=Headline ${MARKUP}`, source: { name: `Source ${MARKUP}` } },
      },
    },
  ]);
  expect(viewer.name).toBe(FORMULA.slice(0, 100));
  expect(revisions.nodes).toEqual([{ reason: FORMULA, by: { name: FORMULA.slice(0, 100) } }]);
});

describe("in files and feeds", () => {
  test("a CSV export contains each text and no formula", async () => {
    const { type, text } = await get("/statements.csv");
    expect(type).toMatch(/^text\/csv; charset=utf-8/);
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      text: `'${FORMULA}`,
      speaker: `'@Speaker ${MARKUP}`,
      topics: `'-Topic ${MARKUP}`,
      headline: `'\t=Headline ${MARKUP}`,
      source: `Source ${MARKUP}`,
      cue: `'${FORMULA}`,
    });
    for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
  });

  test("an Atom feed contains no stored markup", async () => {
    const { type, text } = await get("/statements.atom");
    expect(type).toBe("application/atom+xml; charset=utf-8");
    expect(text).not.toMatch(/<script|<img|]]>|<!--/);
    const { items } = parseFeed(text);
    expect(items[0]?.authors[0]?.name).toBe(`@Speaker ${MARKUP}`);
    expect(items[0]?.content).toContain(MARKUP);
    expect(items[0]?.categories.map(({ label }) => label)).toEqual([`-Topic ${MARKUP}`]);
  });

  test("an Atom feed contains no markup of the reader's request", async () => {
    const { text } = await get(`/statements.atom?text=${encodeURIComponent(`"><script>alert(3)</script>`)}`);
    expect(text).not.toContain("<script");
    expect(text).toContain("&lt;script");
  });

  test("the error about an unknown name in an address is JSON, which no browser takes for a page", async () => {
    const address = `/statements.atom?speaker=${encodeURIComponent("<script>alert(3)</script>")}`;
    const { status, headers } = await fetch(server.url + address);
    expect([status, headers.get("content-type"), headers.get("x-content-type-options")]).toEqual([
      404,
      "application/json; charset=utf-8",
      "nosniff",
    ]);
  });

  test.each([
    ["jsonl", "application/jsonl", "<"],
    // It may stand in a page, within a script.
    ["jsonld", "application/ld+json", "\\u003c"],
  ])("%s returns the text as it is, in JSON", async (extension, media, less) => {
    const { type, text } = await get(`/statements.${extension}`);
    expect(type).toMatch(new RegExp(`^${media.replace("+", "\\+")}(;|$)`));
    for (const each of [FORMULA, `@Speaker ${MARKUP}`])
      expect(text).toContain(JSON.stringify(each).replaceAll("<", less));
  });
});

test("errors and pages repeat nothing of a request or of the archive as markup", async () => {
  const nowhere = await get(`/${encodeURIComponent(MARKUP)}`);
  expect(nowhere.type).toMatch(/^application\/json/);
  const page = await fetch(`${server.url}/?query=${encodeURIComponent(MARKUP)}`, { headers: { accept: "text/html" } });
  const text = await page.text();
  expect(text).toContain("&lt;script>alert(1)");
  for (const markup of ["<script>alert", "<img src=x"]) expect(text).not.toContain(markup);
});
