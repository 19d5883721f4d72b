import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { openDemoSite } from "../site/demoSite.ts";

const server = openDemoSite({ offersMcp: true });
const closed = openDemoSite();
const limited = openDemoSite({ offersMcp: true, rateLimit: 30 });

async function connected(url: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  // The transport's type asks for properties that its own class leaves out.
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)) as Parameters<Client["connect"]>[0]);
  return client;
}

let client: Client;
beforeAll(async () => {
  client = await connected(server.url);
});
afterAll(() => client.close());

/** Calls a tool and returns its facts. */
async function call(name: string, given: Record<string, unknown>) {
  const answer = await client.callTool({ name, arguments: given });
  const [content] = answer.content as { text: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: each tool has facts of its own
  return { isError: answer.isError === true, text: content?.text ?? "", facts: answer.structuredContent as any };
}

describe("the tools of assistants", () => {
  test("an assistant sees the six tools, all of them only reading", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "search_statements",
      "verify_quote",
      "speaker",
      "topic",
      "compare",
      "positions",
    ]);
    for (const { annotations, description } of tools) {
      expect(annotations?.readOnlyHint).toBe(true);
      expect(description?.length).toBeGreaterThan(50);
    }
    expect(client.getInstructions()).toContain("where it is printed");
  });

  test("search_statements finds all statements by Putin on Idlib, each with its outlet, agency and passage", async () => {
    const { facts, text } = await call("search_statements", { speaker: "Putin", topic: "Idlib" });
    expect(facts.count).toBe(5);
    expect(facts.names).toEqual([
      { given: "Putin", as: "speaker", how: "EXACT", means: ["Vladimir Putin"] },
      { given: "Idlib", as: "topic", how: "EXACT", means: ["Idlib"] },
    ]);
    expect(facts.statements).toHaveLength(5);
    for (const statement of facts.statements) {
      expect(statement).toMatchObject({ speaker: "Vladimir Putin", saidOn: "2018-09-07" });
      expect(statement.printedIn).toMatchObject({ outlet: "The Moscow Times", agency: "Reuters" });
      expect(statement.printedIn.passage).toMatch(/^https:\/\/.+#:~:text=/);
      expect((await fetch(statement.page)).status).toBe(200);
    }
    expect(JSON.parse(text)).toEqual(facts);
  });

  test("search_statements goes on where an earlier answer ended", async () => {
    const asked = { speaker: "Putin", topic: "Idlib", first: 3 };
    const { facts: one } = await call("search_statements", asked);
    const { facts: other } = await call("search_statements", { ...asked, after: one.next });
    const urns = [...one.statements, ...other.statements].map(({ urn }: { urn: string }) => urn);
    expect([new Set(urns).size, other.next]).toEqual([5, undefined]);
  });

  test("a name that nobody has means nobody, and the answer says who may have been meant", async () => {
    const { facts } = await call("search_statements", { speaker: "Tobin Achterbergh" });
    expect(facts).toMatchObject({
      count: 0,
      statements: [],
      names: [{ given: "Tobin Achterbergh", means: [], didYouMean: expect.arrayContaining(["Tobin Achterberg"]) }],
    });
  });

  test.each([
    ["Ask first next time", "Tobin Achterberg", "EXACT", "CONFIRMED", []],
    ["Ask first next time", "Ilse Varga-Moor", "EXACT", "OTHER_SPEAKER", []],
    [
      "Ask last next time",
      "Tobin Achterberg",
      "PARTIAL",
      "CONFIRMED",
      [{ change: "REPLACED", onRecord: "first", given: "last" }],
    ],
  ])("verify_quote tells about “%s” by %s: %s, %s", async (words, speaker, wording, attribution, differences) => {
    const { facts } = await call("verify_quote", { words, speaker });
    expect(facts).toMatchObject({ wording, attribution });
    expect(facts.matches[0]).toMatchObject({ differences, speaker: "Tobin Achterberg" });
  });

  test("speaker, topic, compare and positions tell what the archive has", async () => {
    const [speaker, topic, compared, positions] = await Promise.all([
      call("speaker", { name: "Erdogan" }),
      call("topic", { name: "Idlib" }),
      call("compare", { speakers: ["Erdogan", "Putin"], topic: "Idlib", first: 2 }),
      call("positions", { words: "ceasefire" }),
    ]);
    expect(speaker.facts.speakers[0].roles[0]).toMatchObject({ label: "President of Turkey" });
    expect(speaker.facts.speakers[0].positions[0]).toMatchObject({ position: "SUPPORTS" });
    expect(topic.facts.speakers.map((one: { speaker: string }) => one.speaker)).toContain("Vladimir Putin");
    expect(compared.facts.speakers.map((one: { count: number }) => one.count)).toEqual([8, 5]);
    const held = positions.facts.propositions[0].positions.map((one: { speaker: string; position: string }) => [
      one.speaker,
      one.position,
    ]);
    expect(Object.fromEntries(held)).toMatchObject({
      "Recep Tayyip Erdogan": "SUPPORTS",
      "Vladimir Putin": "OPPOSES",
      "Hassan Rouhani": "OPPOSES",
    });
  });

  test("made-up statements are marked as such, and never offered as quotations", async () => {
    const { facts } = await call("search_statements", { first: 20 });
    const isMadeUp = ({ page, form }: Record<string, string>) => [page, form === "made up: nobody said this"];
    const marked = facts.statements.map((one: Record<string, unknown>) => [one.page, one.isMadeUp === true]);
    expect(facts.statements.map(isMadeUp)).toEqual(marked);
    expect(new Set(marked.map(([, mark]: [string, boolean]) => mark))).toEqual(new Set([true]));
    const { facts: real } = await call("search_statements", { topic: "Idlib" });
    expect(real.statements.filter((one: { isMadeUp?: boolean }) => one.isMadeUp)).toEqual([]);
  });

  test("positions says what the topic was taken to mean, and suggests one for a name that nothing has", async () => {
    const [known, unknown] = await Promise.all([
      call("positions", { topic: "إدلب" }),
      call("positions", { topic: "Idleb" }),
    ]);
    expect(known.facts).toMatchObject({ count: 1, names: [{ given: "إدلب", means: ["Idlib"] }] });
    expect(unknown.facts).toMatchObject({ count: 0, names: [{ given: "Idleb", didYouMean: ["Idlib"] }] });
  });

  test("verify_quote cites the printing that comes nearest to the words", async () => {
    const { facts } = await call("verify_quote", { words: "no representatives of the armed opposition here" });
    const [match] = facts.matches;
    expect(match.printedIn).toMatchObject({ outlet: "The Moscow Times", agency: "Reuters", publishedOn: "2018-09-07" });
    expect(match.printedIn.passage).toContain("#:~:text=");
  });

  test.each([
    ["search_statements", { first: 21 }],
    ["search_statements", { from: "September" }],
    ["search_statements", { from: "2018-13" }],
    ["search_statements", { speaker: "Putin", source: "Reuters" }],
    ["search_statements", { after: "nowhere" }],
    ["verify_quote", { words: "" }],
    ["compare", { speakers: ["Putin"] }],
    ["speaker", {}],
    ["delete_everything", {}],
  ])("%s refuses %j with a reason", async (name, given) => {
    const { isError, text } = await call(name, given).catch((error: Error) => ({ isError: true, text: error.message }));
    expect(isError).toBe(true);
    expect(text.length).toBeGreaterThan(15);
  });
});

describe("the route /mcp", () => {
  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      body,
    });

  test("assistants are served only where the operator says so", async () => {
    expect((await post(closed.url, "{}")).status).toBe(404);
  });

  test.each([
    ["no JSON", "{", 400],
    ["no message", "{}", 400],
    ["more than a question needs", `"${"x".repeat(70_000)}"`, 413],
  ])("%s is refused", async (_what, body, status) => {
    expect((await post(server.url, body)).status).toBe(status);
  });

  test("other methods are told to POST", async () => {
    const answer = await fetch(`${server.url}/mcp`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("an assistant's questions count against the limit of its address", async () => {
    const poor = await connected(limited.url);
    const asked = () => poor.callTool({ name: "search_statements", arguments: { speaker: "Putin" } });
    await asked();
    const answer = await asked();
    expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(/points|limit/i) }] });
    await poor.close();
  });
});
