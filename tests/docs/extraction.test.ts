import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { openApi } from "../helpers/api.ts";
import { openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { useTypeScriptThread } from "../helpers/extractionThread.ts";
import { openFolder } from "../helpers/folder.ts";
import { readPage } from "../helpers/page.ts";
import { runLine } from "../helpers/shell.ts";

const PAGE = "docs/extraction.md";
const { blocks, commands, text } = readPage(PAGE);
const examples = blocks.flatMap(({ language, body }, i) =>
  language === "graphql" ? [[body, blocks[i + 1]] as const] : [],
);
const archive = openArchive();
const folder = openFolder();

useTypeScriptThread();
const api = openApi();
beforeAll(async () => {
  await loadDemo(api.database);
});

test.each(examples)("docs/extraction.md shows the answer to %s", async (query, answer) => {
  expect(answer?.language).toBe("json");
  expect({ data: await api.ask(query) }).toEqual(JSON.parse(answer?.body ?? ""));
});

test("The commands of docs/extraction.md work, and the first prints what the page shows", async () => {
  const outputs: string[] = [];
  for (const line of commands) {
    const command = line.replaceAll("tests/fixtures/", join(CHECKOUT, "tests/fixtures/"));
    const { output, exitCode, errors } = await runLine(command, {
      folder,
      url: "",
      environment: { DATABASE_URL: archive.url },
    });
    expect([line, exitCode]).toEqual([line, 0]);
    expect(errors).not.toMatch(/\n\s+at /);
    outputs.push(output);
  }
  expect(outputs[0]).not.toBe("");
  expect(text).toContain(`\`\`\`\n${outputs[0]}\`\`\``);
  const recorded = commands.findIndex((line) => line.includes("--record"));
  expect(text).toContain(`\`\`\`text\n${outputs[recorded]}\`\`\``);
});

test("docs/extraction.md shows figures for every floor that `npm run evaluate` holds", () => {
  const script = readFileSync(join(CHECKOUT, "scripts/extraction.js"), "utf8");
  const floors = [...script.matchAll(/^ {2}"?([a-z][^":\n]*?)"?: \[\(/gm)].map((match) => match[1] as string);
  expect(floors.length).toBeGreaterThan(8);
  for (const words of ["direct quotations", "speech", "content and source"]) expect(text).toContain(words);
});
