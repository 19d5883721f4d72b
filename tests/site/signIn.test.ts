import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey, revokeKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { openServer } from "../http/runningServer.ts";
import { asBrowser } from "./demoSite.ts";

const WRONG = `or_0123456789abcdef_${"x".repeat(43)}`;

const database = openArchive();
const server = openServer({ database, schema: loadSchema(), config: { trustProxy: 1 } });
let token: string;
beforeAll(async () => {
  ({ token } = await createKey(database, undefined, { name: "Orsolya", role: "EDITOR", expiresAt: null }));
});

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(`${server.url}${path}`, { headers: { ...asBrowser, ...headers }, redirect: "manual" });
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = { origin: server.url }) {
  const body = new URLSearchParams(fields);
  return fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { ...asBrowser, ...headers },
    body,
    redirect: "manual",
  });
}

const cookieOf = (key: string) => ({ cookie: `other=1; onrecord-key=${key}` });

test("somebody who signs in goes on to where they were, with their key in a cookie that no script and no other site gets", async () => {
  const answer = await post("/sign-in", { "sign-in-key": ` ${token}\n`, next: "/topics?name=x" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/topics?name=x"]);
  expect(answer.headers.get("set-cookie")).toBe(`onrecord-key=${token}; Path=/; HttpOnly; SameSite=Strict`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("over https the cookie is for this host alone, and goes only over https", async () => {
  const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "onrecord.example" };
  const own = { ...proxied, origin: "https://onrecord.example" };
  const answer = await post("/sign-in", { "sign-in-key": token }, own);
  expect(answer.headers.get("set-cookie")).toBe(
    `__Host-onrecord-key=${token}; Path=/; HttpOnly; SameSite=Strict; Secure`,
  );
  expect(await (await get("/topics", { ...proxied, ...cookieOf(token) })).text()).not.toContain("Signed in as");
  const signedIn = await get("/topics", { ...proxied, cookie: `__Host-onrecord-key=${token}` });
  expect(await signedIn.text()).toContain("Signed in as Orsolya");
});

test("pages of somebody who has signed in say who they are, and are kept nowhere", async () => {
  const readers = await get("/topics");
  expect(readers.headers.get("etag")).not.toBeNull();
  const answer = await get("/topics", {
    ...cookieOf(token),
    "if-none-match": readers.headers.get("etag") ?? "",
  });
  expect([answer.status, answer.headers.get("cache-control"), answer.headers.get("etag")]).toEqual([
    200,
    "private, no-store",
    null,
  ]);
  const page = await answer.text();
  expect(page).toContain("Signed in as Orsolya");
  expect(page).toContain('action="/sign-out" method="post"');
});

test("readers get no cookie, and a way to sign in that leads back", async () => {
  const answer = await get("/topics?name=dam");
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(await answer.text()).toContain('href="/sign-in?next=%2Ftopics%3Fname%3Ddam"');
  const form = await get("/sign-in?next=%2Ftopics%3Fname%3Ddam");
  expect([form.status, form.headers.get("set-cookie")]).toEqual([200, null]);
  expect(await form.text()).toContain('name="next" value="/topics?name=dam"');
});

test("the API takes no cookie", async () => {
  const asked = `/graphql?${new URLSearchParams({ query: "{ viewer { name } }" })}`;
  const answer = await get(asked, { ...cookieOf(token), accept: "application/json", "apollo-require-preflight": "1" });
  expect(await answer.json()).toEqual({ data: { viewer: null } });
  expect((await get("/statements.csv?status=PROPOSED", cookieOf(token))).status).toBe(401);
});

test("signing out takes the cookie back", async () => {
  const answer = await post("/sign-out", {}, { origin: server.url, ...cookieOf(token) });
  expect([answer.status, answer.headers.get("location"), answer.headers.get("set-cookie")]).toEqual([
    303,
    "/",
    "onrecord-key=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
  ]);
});

test.each([
  ["a wrong key", WRONG],
  ["no key", ""],
  ["a word", "open sesame"],
  ["a key and more", `${WRONG}; Path=/; Domain=example`],
])("%s gets the form again with the reason, and no cookie", async (_what, key) => {
  const answer = await post("/sign-in", { "sign-in-key": key, next: "/topics" });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([401, null]);
  const page = await answer.text();
  expect(page).toContain("This key is not valid.");
  expect(page).toContain('name="next" value="/topics"');
});

test("a key that was revoked since leads to the form, from where one goes on", async () => {
  const key = await createKey(database, undefined, { name: "Ended", role: "EDITOR", expiresAt: null });
  await revokeKey(database, key.id);
  const answer = await get("/topics?name=dam", cookieOf(key.token));
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([401, expect.stringContaining("Max-Age=0")]);
  const page = await answer.text();
  expect(page).toContain("Your key has expired or was revoked.");
  expect(page).toContain('name="next" value="/topics?name=dam"');
  expect(page).not.toContain("Signed in as");
});

test("a key that has expired leads to the form", async () => {
  const expiresAt = new Date("2020-01-01T00:00:00Z");
  const key = await createKey(database, undefined, { name: "Ended", role: "EDITOR", expiresAt });
  expect(await (await get("/sign-in", cookieOf(key.token))).text()).toContain("Your key has expired or was revoked.");
});

describe("forms of other sites", () => {
  const own = () => ({ origin: server.url });
  test.each<[string, () => Record<string, string>, number]>([
    ["of this site, by Sec-Fetch-Site", () => ({ "sec-fetch-site": "same-origin" }), 303],
    ["of this site, by Origin", own, 303],
    ["of this site behind a proxy that ends TLS", () => ({ origin: server.url.replace("http:", "https:") }), 303],
    ["of another site", () => ({ "sec-fetch-site": "cross-site", ...own() }), 403],
    ["of another host of the domain", () => ({ "sec-fetch-site": "same-site", ...own() }), 403],
    ["of a bookmark", () => ({ "sec-fetch-site": "none" }), 403],
    ["of another site, in an old browser", () => ({ origin: "https://elsewhere.example" }), 403],
    ["of another port", () => ({ origin: server.url.replace(/\d+$/, "1") }), 403],
    ["of a sandboxed frame", () => ({ origin: "null" }), 403],
    ["of a program that does not say", () => ({}), 403],
    ["of a strange origin", () => ({ origin: "%%%" }), 403],
  ])("a form %s gets what is due", async (_what, headers, status) => {
    const answer = await post("/sign-in", { "sign-in-key": token }, headers());
    expect(answer.status).toBe(status);
    expect(answer.headers.get("set-cookie") === null).toBe(status === 403);
    if (status === 403) expect(await answer.text()).toContain("did not come from a page of this site");
  });

  test.each(["application/json", "text/plain", "multipart/form-data; boundary=x", "application/xml"])(
    "a form as %s is refused",
    async (type) => {
      const headers = { ...asBrowser, origin: server.url, "content-type": type };
      const body = `{"sign-in-key":"${token}"}`;
      const answer = await fetch(`${server.url}/sign-in`, { method: "POST", headers, body });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([400, null]);
    },
  );

  test("a form of a megabyte without a key is refused before it is read", async () => {
    const answer = await post("/sign-in", { "sign-in-key": "x".repeat(1_000_000) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("The form is too large.");
  });
});

test("pages tell the browser to say where forms come from, but only to this site", async () => {
  expect((await get("/sign-in")).headers.get("referrer-policy")).toBe("same-origin");
});

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "javascript:alert(1)",
  "/\t/x",
])("signing in does not lead to %j", async (next) => {
  const answer = await post("/sign-in", { "sign-in-key": token, next });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
});

test("the log holds neither the key nor the cookie", async () => {
  await post("/sign-in", { "sign-in-key": token });
  await get("/topics", { ...cookieOf(token), "x-request-id": "signed-in-log" });
  await server.untilLogged(({ requestId }) => requestId === "signed-in-log");
  expect(JSON.stringify(server.log())).not.toContain(token.slice(-43));
});
