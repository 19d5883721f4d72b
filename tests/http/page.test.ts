import { expect, test } from "@jest/globals";
import { exampleQuery } from "../../src/http/exampleQuery.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();

const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

test("a browser gets a page whose policy admits its own script and Apollo's, and no other", async () => {
  const answer = await fetch(server.url, { headers: browser });
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/script-src 'self' 'sha256-[^']+' https:\/\/embeddable-sandbox\.cdn\.apollographql\.com;/);
  expect(policy).not.toContain("upgrade-insecure-requests");
  expect(await answer.text()).toContain(JSON.stringify(exampleQuery));
});

test("a program learns where the API is", async () => {
  expect(await (await fetch(server.url)).json()).toMatchObject({ graphql: "/graphql", schema: "/schema.graphql" });
});

test("a browser that goes to /graphql is sent to the page; a program that accepts anything is not", async () => {
  const sent = await fetch(`${server.url}/graphql?query={echo}`, { headers: browser, redirect: "manual" });
  expect([sent.status, sent.headers.get("location")]).toEqual([302, "/?query={echo}"]);
  // Two slashes would be read as the address of another server.
  const slashed = await fetch(`${server.url}/graphql/?query={echo}`, { headers: browser, redirect: "manual" });
  expect(slashed.headers.get("location")).toBe("/?query={echo}");
  const program = await fetch(`${server.url}/graphql?query={echo}`, {
    headers: { accept: "*/*", "content-type": "application/json" },
  });
  expect(program.status).toBe(200);
});

test("GraphiQL comes from this server, with nothing from elsewhere", async () => {
  const answer = await fetch(`${server.url}/graphiql`, { headers: browser });
  const page = await answer.text();
  expect(page).toContain("renderYogaGraphiQL");
  expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
});

test("every other path keeps helmet's policy", async () => {
  expect((await fetch(`${server.url}/healthz`)).headers.get("content-security-policy")).toContain("script-src 'self';");
});
