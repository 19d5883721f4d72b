import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { loadDemo } from "../../prisma/seed/load.ts";
import { openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { COMMAND, runCommand } from "../helpers/command.ts";

const database = openArchive();
let client: Client;

beforeAll(async () => {
  await loadDemo(database);
  client = new Client({ name: "test", version: "1" });
  const { PATH = "" } = process.env;
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...COMMAND, "mcp", "--site", "https://onrecord.example/somewhere"],
      env: { PATH, DATABASE_URL: database.url },
      cwd: CHECKOUT,
      stderr: "ignore",
    }),
  );
});
afterAll(() => client.close());

test("an assistant that starts `onrecord mcp` asks the headline question", async () => {
  const answer = await client.callTool({ name: "search_statements", arguments: { speaker: "Putin", topic: "Idlib" } });
  expect(answer.structuredContent).toMatchObject({ count: 5 });
  expect(JSON.stringify(answer.structuredContent)).toContain("https://onrecord.example/statements/");
});

test("a question that is refused over standard input has the reason", async () => {
  const answer = await client.callTool({ name: "search_statements", arguments: { after: "nowhere" } });
  expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("cursor") }] });
});

test("`onrecord mcp` ends with its input, and refuses an address that is none", async () => {
  const environment = { DATABASE_URL: database.url };
  expect(await runCommand(["mcp"], { environment })).toMatchObject({ exitCode: 0, output: "" });
  expect(await runCommand(["mcp", "--site", "somewhere"], { environment })).toMatchObject({
    exitCode: 2,
    errors: expect.stringContaining("https://onrecord.example"),
  });
});
