import { beforeAll, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { exampleQuery } from "../../src/http/exampleQuery.ts";
import { openApi } from "../helpers/api.ts";
import { readPage } from "../helpers/page.ts";

const { blocks, inLanguage } = readPage("docs/queries.md");
const examples = blocks.flatMap(({ language, body }, i) =>
  language === "graphql" ? [[body, blocks[i + 1]] as const] : [],
);

const api = openApi();
beforeAll(async () => {
  await loadDemo(api.database);
});

test("docs/queries.md shows the query that the start page opens with", () => {
  expect(inLanguage("graphql")).toContain(exampleQuery.split("\n").slice(1).join("\n"));
});

test.each(examples)("docs/queries.md shows the answer to %s", async (query, answer) => {
  expect(answer?.language).toBe("json");
  expect({ data: await api.ask(query) }).toEqual(JSON.parse(answer?.body ?? ""));
});
