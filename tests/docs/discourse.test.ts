import { beforeAll, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { openApi } from "../helpers/api.ts";
import { readPage } from "../helpers/page.ts";

const { blocks } = readPage("docs/discourse.md");
const examples = blocks.flatMap(({ language, body }, i) =>
  language === "graphql" ? [[body, blocks[i + 1]] as const] : [],
);

const api = openApi();
beforeAll(async () => {
  await loadDemo(api.database);
});

test.each(examples)("docs/discourse.md shows the answer to %s", async (query, answer) => {
  expect(answer?.language).toBe("json");
  expect({ data: await api.ask(query) }).toEqual(JSON.parse(answer?.body ?? ""));
});
