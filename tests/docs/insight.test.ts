import { beforeAll, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { facets } from "../../src/summaries/facets.ts";
import { INTERVALS } from "../../src/summaries/intervals.ts";
import { splits } from "../../src/summaries/splits.ts";
import { openApi } from "../helpers/api.ts";
import { runCommand } from "../helpers/command.ts";
import { readPage } from "../helpers/page.ts";

const { text, blocks, inLanguage } = readPage("docs/insight.md");
const examples = blocks.flatMap(({ language, body }, i) =>
  language === "graphql" ? [[body, blocks[i + 1]] as const] : [],
);

const api = openApi();
beforeAll(async () => {
  await loadDemo(api.database);
});

test.each(examples)("docs/insight.md shows the answer to %s", async (query, answer) => {
  expect(answer?.language).toBe("json");
  expect({ data: await api.ask(query) }).toEqual(JSON.parse(answer?.body ?? ""));
});

test("docs/insight.md shows what the command prints", async () => {
  const [command = ""] = inLanguage("sh");
  const words = command.trim().replace("npx onrecord ", "").split(" ");
  const { output } = await runCommand(words, { environment: { DATABASE_URL: api.database.url } });
  expect(output).toBe(inLanguage("text")[0]);
});

test("docs/insight.md names every facet, interval and split", () => {
  const named = [...Object.keys(facets), ...INTERVALS, ...Object.keys(splits), "AUTO"];
  expect(named.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
