import { expect, test } from "@jest/globals";
import { exampleQuery } from "../../src/http/exampleQuery.ts";
import { documentTexts } from "../../web/server.tsx";
import { openServer } from "./runningServer.ts";

const server = openServer();

/** Reads the data with which the page opens. */
function openingOf(page: string): Record<string, unknown> {
  return JSON.parse(/id="opening">(.*?)<\/script>/s.exec(page)?.[1] ?? "null");
}

const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

test("a browser at /graphql gets a page whose policy admits its own script and Apollo's, and no other", async () => {
  const answer = await fetch(`${server.url}/graphql`, { headers: browser });
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/script-src 'self' 'sha256-[^']+' https:\/\/embeddable-sandbox\.cdn\.apollographql\.com;/);
  expect(policy).not.toContain("upgrade-insecure-requests");
  expect(openingOf(await answer.text()).document).toBe(exampleQuery);
});

test("the explorer opens with the query of the address, which cannot end its block of data", async () => {
  const query = '{ echo(text: "</script><script>alert(1)</script>") }';
  const address = `${server.url}/graphql?${new URLSearchParams({ query, variables: '{"a":1}' })}`;
  const text = await (await fetch(address, { headers: browser })).text();
  expect(openingOf(text)).toMatchObject({ document: query, variables: '{"a":1}' });
  expect(text).not.toContain("<script>alert");
});

test("GraphiQL opens with the query of the address and its variables, which cannot end its script", async () => {
  const query = '{ echo(text: "</script><script>alert(1)</script>") }';
  const given = new URLSearchParams({ explorer: "graphiql", query, variables: '{"a":"</script>"}' });
  const text = await (await fetch(`${server.url}/graphql?${given}`, { headers: browser })).text();
  expect(text).not.toContain("<script>alert");
  const options = /"title":"OnRecord".*"subscriptionsProtocol":"WS"/.exec(text)?.[0] ?? "";
  expect(JSON.parse(`{${options}}`)).toMatchObject({ query, variables: '{\n  "a": "</script>"\n}' });
});

test("the explorer opens with the document of the site that the address names", async () => {
  const [[id, document] = []] = documentTexts;
  const address = `${server.url}/graphql?${new URLSearchParams({ documentId: String(id) })}`;
  expect(openingOf(await (await fetch(address, { headers: browser })).text())).toMatchObject({ document });
});

test("a program that accepts anything gets the answer at /graphql, not the page", async () => {
  const program = await fetch(`${server.url}/graphql?query={echo}`, {
    headers: { accept: "*/*", "content-type": "application/json" },
  });
  expect(await program.json()).toMatchObject({ data: {} });
});

test("GraphiQL comes from this server, with nothing from elsewhere", async () => {
  const answer = await fetch(`${server.url}/graphql?explorer=graphiql`, { headers: browser });
  const page = await answer.text();
  expect(page).toContain("renderYogaGraphiQL");
  expect(page).toContain('"subscriptionsProtocol":"WS"');
  expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
});

test("every other path keeps helmet's policy", async () => {
  expect((await fetch(`${server.url}/healthz`)).headers.get("content-security-policy")).toContain("script-src 'self';");
});
