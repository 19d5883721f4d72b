import { expect, test } from "@jest/globals";
import { languages } from "../../web/language/languages.ts";
import { asBrowser, openDemoSite } from "./demoSite.ts";

const server = openDemoSite();

const get = (path: string, headers: Record<string, string> = asBrowser) =>
  fetch(`${server.url}${path}`, { headers, redirect: "manual" });

test("a program that asks for / without accepting HTML learns where the API is", async () => {
  expect(await (await get("/", { accept: "*/*" })).json()).toMatchObject({
    graphql: "/graphql",
    schema: "/schema.graphql",
  });
});

test("pages have a policy without inline scripts or styles and without another host, and set no cookie", async () => {
  const { headers } = await get("/statements?topic=Idlib");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers.get("set-cookie")).toBeNull();
});

test("a page has an ETag, and is not sent again while the archive has not changed", async () => {
  const first = await get("/statements?topic=Idlib");
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\//);
  const again = await get("/statements?topic=Idlib", { ...asBrowser, "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a page that is kept is not shown in another language", async () => {
  const inLanguage = (language: string, headers: Record<string, string> = {}) =>
    get("/statements?topic=Idlib", { ...asBrowser, "accept-language": language, ...headers });
  const tags = await Promise.all(
    languages.map(async ({ tag, direction }) => {
      const answer = await inLanguage(tag);
      const { headers, status } = answer;
      expect([status, headers.get("content-language")]).toEqual([200, tag]);
      expect(headers.get("vary")?.split(", ")).toContain("accept-language");
      expect(await answer.text()).toContain(`<html lang="${tag}" dir="${direction}">`);
      return headers.get("etag") ?? "";
    }),
  );
  expect(new Set(tags).size).toBe(languages.length);
  const [english = "", other = ""] = tags;
  const { tag = "" } = languages[1] ?? {};
  const kept = await inLanguage(tag, { "if-none-match": other });
  expect([kept.status, kept.headers.get("vary")]).toEqual([304, expect.stringContaining("accept-language")]);
  expect((await inLanguage(tag, { "if-none-match": english })).status).toBe(200);
});

test("pages carry the points that their query took, and the log names the query", async () => {
  const answer = await get("/statements?topic=Idlib", { ...asBrowser, "x-request-id": "site-test-1" });
  expect(answer.status).toBe(200);
  const line = await server.untilLogged(({ requestId }) => requestId === "site-test-1");
  expect(line).toMatchObject({ name: "Statements", type: "query", status: 200 });
  expect(JSON.stringify(line)).not.toContain("Idlib");
});

test.each([
  ["Putin on Idlib", "/statements?speaker=Putin&topic=Idlib"],
  ["Putin", "/statements?speaker=Putin"],
  ["Idlib", "/statements?topic=Idlib"],
  ["idlib 2018", "/statements?topic=idlib&from=2018&to=2018"],
  ["Reuters", "/statements?source=Reuters"],
  ["Путин", "/statements?speaker=%D0%9F%D1%83%D1%82%D0%B8%D0%BD"],
  ["Putyn on Idlib", "/statements?speaker=Putyn&topic=Idlib"],
  ["Erdogan says victory", "/statements?speaker=Erdogan&text=victory"],
  ["the end of the war", "/statements?text=the+end+of+the+war"],
  ['"in a row"', "/statements?text=%22in+a+row%22"],
  ["2018", "/statements?from=2018&to=2018"],
  ["putin idlib", "/statements?speaker=putin&topic=idlib"],
  ["Idlib Putin", "/statements?speaker=Putin&topic=Idlib"],
  ["Putin, Idlib", "/statements?speaker=Putin&topic=Idlib"],
  ["Idlib by Putin", "/statements?speaker=Putin&topic=Idlib"],
  ["killed by a shell", "/statements?text=killed+by+a+shell"],
  ["Putin Syria 2018", "/statements?speaker=Putin&topic=Syria&from=2018&to=2018"],
  ["Putin on Idlib since 2017", "/statements?speaker=Putin&topic=Idlib&from=2017"],
  ["Putin on Idlib before 2019", "/statements?speaker=Putin&topic=Idlib&to=2018"],
  ["Putin and Erdogan", "/statements?speaker=Putin&speaker=Erdogan"],
  ["Putin and Erdogan on Idlib", "/statements?speaker=Putin&speaker=Erdogan&topic=Idlib"],
  ["What did Erdogan say about a ceasefire?", "/statements?speaker=Erdogan&topic=ceasefire"],
  ["Statements by Putin", "/statements?speaker=Putin"],
  ["Путин об Идлибе", "/statements?speaker=%D0%9F%D1%83%D1%82%D0%B8%D0%BD&topic=%D0%98%D0%B4%D0%BB%D0%B8%D0%B1"],
  ["a ceasefire in idlib", "/propositions/ceasefire-in-idlib"],
  ["Putin vs Erdogan", "/statements?speaker=Putin&speaker=Erdogan"],
  ["Idlib: Putin", "/statements?speaker=Putin&topic=Idlib"],
  ["", "/statements"],
])("the search box leads from %j to %s", async (typed, address) => {
  const { status, headers } = await get(`/search?${new URLSearchParams({ q: typed })}`);
  expect([status, headers.get("location")]).toEqual([302, address]);
});

test.each([
  ["Putin on Idlib in September 2018", "speaker=Putin topic=Idlib from=2018-09 to=2018-09"],
  ["Putin über Idlib", "speaker=Putin topic=Idlib"],
  ["Was sagte Putin zum Thema Idlib seit September 2018?", "speaker=Putin topic=Idlib from=2018-09"],
  ["Aussagen zu Idlib von Putin", "speaker=Putin topic=Idlib"],
  ["Что Путин сказал об Идлибе в сентябре 2018 года?", "speaker=Путин topic=Идлиб from=2018-09 to=2018-09"],
  ["Заявления Владимира Путина по Идлибу", "speaker=Владимир Путин topic=Идлиб"],
  ["слова Эрдогана", "speaker=Эрдоган"],
  ["Putin İdlib hakkında", "speaker=Putin topic=İdlib"],
  ["PUTIN İDLİB HAKKINDA 2018'DE", "speaker=PUTIN topic=İDLİB from=2018 to=2018"],
  ["Erdoğan'ın İdlib hakkındaki sözleri", "speaker=Erdoğan topic=İdlib"],
  ["İdlib hakkında ne dedi Putin", "speaker=Putin topic=İdlib"],
  ["Putin ve Erdoğan, konu: İdlib", "speaker=Putin speaker=Erdoğan topic=İdlib"],
  ["بوتين عن إدلب", "speaker=بوتين topic=إدلب"],
  ["ماذا قال بوتين عن إدلب منذ سبتمبر ٢٠١٨؟", "speaker=بوتين topic=إدلب from=2018-09"],
  ["بوتين وأردوغان حول إدلب", "speaker=بوتين speaker=أردوغان topic=إدلب"],
  // What is not understood stays in a name, so that the list says that the archive does not know it.
  ["Putin on Idlib in Septembr 2018", "speaker=Putin topic=Idlib in Septembr from=2018 to=2018"],
  ["Putin on Idlib 31 September 2018", "speaker=Putin topic=Idlib 31 September 2018"],
  ["Putin on Idlib last year", "speaker=Putin topic=Idlib last year"],
  ["Путин об Идлибе прошлым летом", "speaker=Путин topic=Идлибе прошлым летом"],
])("the search box reads %j in its language: %s", async (typed, conditions) => {
  const { status, headers } = await get(`/search?${new URLSearchParams({ q: typed })}`);
  const { searchParams } = new URL(headers.get("location") ?? "", server.url);
  expect([status, [...searchParams].map((pair) => pair.join("=")).join(" ")]).toEqual([302, conditions]);
});

test("a list says which part of a search the archive does not know", async () => {
  const page = await (await get("/statements?speaker=Putin&topic=Idlib+last+year")).text();
  expect(page).toContain("The archive knows nobody and nothing called “Idlib last year”.");
});

test.each([
  ["Erdogn", "/statements?speaker=recep-tayyip-erdogan"],
  ["Erdogn Idlib", "/statements?speaker=recep-tayyip-erdogan&amp;topic=idlib"],
  ["Putin against ceasefire", "/statements?speaker=vladimir-putin&amp;topic=ceasefire"],
])("the search box asks what %j meant, and still offers the words", async (typed, address) => {
  const answer = await get(`/search?${new URLSearchParams({ q: typed })}`);
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain("Did you mean");
  expect(page).toContain(`<a href="${address}"`);
  expect(page).toContain(`<a href="/statements?${new URLSearchParams({ text: typed })}">`);
});

test("a name that nobody bears is told so, with the way to speakers known only as printed", async () => {
  const page = await (await get("/search?q=Lindqvist")).text();
  expect(page).toContain("knows nobody and nothing by this name");
  expect(page).toContain('<a href="/statements?speakerStatus=UNKNOWN"');
  expect(await (await get("/statements?speakerStatus=UNKNOWN")).text()).toContain("Lindqvist");
});

test("the search box says that too much was typed", async () => {
  const page = await (await get(`/search?${new URLSearchParams({ q: "x".repeat(5000) })}`)).text();
  expect(page).toContain("5,000 characters were typed; a search takes at most 500.");
});

test("words of many parts are within the limits of what is asked", async () => {
  const { status } = await get(`/search?${new URLSearchParams({ q: "a.b".repeat(33) })}`);
  expect(status).toBe(200);
});

test("a search takes at most 2,000 points", async () => {
  await get("/search?q=one+two+three+four+five+six", { ...asBrowser, "x-request-id": "search-points" });
  const { cost } = await server.untilLogged((line) => line.requestId === "search-points");
  expect(Number(cost)).toBeLessThanOrEqual(2_000);
});

test("a page says which value cannot be used, and how dates are written", async () => {
  const page = async (path: string) => (await get(path)).text();
  expect(await page("/statements?from=whenever")).toContain("“whenever” cannot be used as “from”.");
  expect(await page("/changes?to=whenever")).toContain("Dates are written like 2018, 2018-09 or 2018-09-07.");
  expect(await page("/statements?kind=LOUD")).toContain("“LOUD” cannot be used as “kind”.");
  expect(await page("/statements?kind=LOUD")).not.toContain("Dates are written");
});

test("a statement has one address: its name in every archive leads there for good", async () => {
  const uuid = "01234567-89ab-4def-8123-456789abcdef";
  const { status, headers } = await get(`/statements/urn:uuid:${uuid.toUpperCase()}`);
  expect([status, headers.get("location")]).toEqual([301, `/statements/${uuid}`]);
});

test("an unknown path is a page for a browser and an error for a program", async () => {
  const page = await get("/nowhere");
  expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  const program = await get("/nowhere", { accept: "*/*" });
  expect([program.status, await program.json()]).toMatchObject([
    404,
    { errors: [{ extensions: { code: "BAD_REQUEST" } }] },
  ]);
});

test("hostile text in an address is shown as text", async () => {
  const attack = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const page = await (await get(`/statements?${new URLSearchParams({ speaker: attack, text: attack })}`)).text();
  expect(page).not.toContain("<script>alert");
  expect(page).not.toContain("<img");
});

test.each([
  ["/statements?from=whenever", 400],
  ["/statements?kind=LOUD", 400],
  ["/statements?after=nonsense", 400],
])("a page says what cannot be used: %s", async (path, status) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  const page = await answer.text();
  expect(page).toContain("This cannot be searched for");
  expect(page).not.toContain("$");
});

test("the statements on which a position rests say what is a paraphrase, and where it is printed", async () => {
  const page = await (await get("/propositions/ceasefire-in-idlib")).text();
  const grounds = page.match(/<article class="statement">.*?<\/article>/gs) ?? [];
  expect(grounds.length).toBeGreaterThan(3);
  for (const ground of grounds) {
    expect(ground).toMatch(/class="kind">(Paraphrase|Partly word for word)<|<blockquote/);
    expect(ground).toMatch(/class="printed">.*href="\/sources\//s);
    expect(ground).toMatch(/class="outward"|made up/);
  }
});

test("a topic leads to the propositions on it, and an unknown topic is not found", async () => {
  expect(await (await get("/topics/idlib")).text()).toContain('href="/propositions/ceasefire-in-idlib"');
  expect((await get("/topics/nothing-at-all")).status).toBe(404);
});

test("the indexes find propositions and sources by their names, and every page leads to them", async () => {
  expect(await (await get("/propositions?name=truce")).text()).toContain('href="/propositions/ceasefire-in-idlib"');
  expect(await (await get("/sources?name=moscow")).text()).toContain(">The Moscow Times</a>");
  const home = await (await get("/")).text();
  for (const path of ["/propositions", "/sources"]) expect(home).toContain(`href="${path}"`);
});

test("a statement says which words of the article name its speaker, with whole words around the passage", async () => {
  const lists = ["/statements?topic=Idlib", "/statements?isFictional=true"];
  const list = (await Promise.all(lists.map(async (address) => (await get(address)).text()))).join(" ");
  const addresses = [...list.matchAll(/class="statement-date"><a href="([^"]+)"/g)].map(([, address = ""]) => address);
  const pages = (await Promise.all(addresses.map(async (address) => (await get(address)).text()))).join(" ");
  expect(pages).toMatch(/The article has the speaker as “/);
  const before = [...pages.matchAll(/class="context">…([^<]+)<\/span>/g)].map(([, text = ""]) => text);
  expect(before.length).toBeGreaterThan(0);
  for (const text of before.filter((words) => words.trim().includes(" "))) expect(text).toMatch(/^\s/);
});
