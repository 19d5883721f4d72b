import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tools } from "../../web/agents/tools.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { runCommand } from "../helpers/command.ts";

const page = readFileSync(join(CHECKOUT, "docs/assistants.md"), "utf8");

test("docs/assistants.md names every tool, and no other", () => {
  const named = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(tools.map(({ name }) => name));
});

test("the configuration in docs/assistants.md starts a command that there is", async () => {
  const [, json = ""] = /```json\n([\s\S]+?)```/.exec(page) ?? [];
  const { args } = JSON.parse(json).mcpServers.onrecord as { args: string[] };
  const { exitCode, output } = await runCommand([...args.slice(1), "--help"]);
  expect([exitCode, output]).toEqual([0, expect.stringContaining("Model Context Protocol")]);
});
