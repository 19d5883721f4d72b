import { expect, test } from "@jest/globals";
import { asBrowser, openDemoSite } from "./demoSite.ts";

const server = openDemoSite();

const pageAt = async (path: string) => (await fetch(`${server.url}${path}`, { headers: asBrowser })).text();

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, "").replaceAll("&amp;", "&");

/** The values of the facets: each with the address of its link, and the number beside it if there is one. */
function valuesOf(page: string) {
  const facets = page.slice(page.indexOf('<aside class="facets"'), page.indexOf("</aside>"));
  return [...facets.matchAll(/<li><a href="([^"]*)"( aria-current="true")?>(.*?)<\/a>/g)].map(
    ([, href = "", isChosen, content = ""]) => ({
      href: plain(href),
      isChosen: isChosen !== undefined,
      label: plain(content.split('<span class="count"')[0] ?? ""),
      count: /<span class="count">([\d,]+)</.exec(content)?.[1],
    }),
  );
}

test.each([
  "/statements",
  "/statements?topic=Idlib",
  "/statements?speaker=Putin&topic=Idlib",
  "/statements?speaker=Putin&speaker=Erdogan",
  "/statements?topic=Idlib&topic=Ceasefire",
  "/statements?topic=Idlib&alsoTopic=Ceasefire",
  "/statements?topic=Idlib&topicBasis=STATED",
  "/statements?source=Reuters&kind=DIRECT",
  "/statements?speaker=Putyn&topic=Idlib",
  "/statements?language=en&text=war",
])("each number beside a value of a facet of %s is that of the list to which it leads", async (path) => {
  const counted = valuesOf(await pageAt(path)).filter(({ count }) => count !== undefined);
  expect(counted).not.toEqual([]);
  for (const { href, label, count } of counted) {
    const found = /<p class="lead">([\d,]+) statement/.exec(await pageAt(href))?.[1];
    expect([label, href, found]).toEqual([label, href, count]);
  }
});

test.each([
  ["/statements?topic=Idlib", ["Idlib"]],
  ["/statements?speaker=Putin&topic=Idlib", ["Vladimir Putin", "Idlib"]],
  ["/statements?speaker=Putin&speaker=Erdogan", ["Vladimir Putin", "Recep Tayyip Erdogan"]],
  ["/statements?topic=Idlib&alsoTopic=Ceasefire", ["Idlib", "Ceasefire"]],
  ["/statements?speaker=Putyn", ["Putyn"]],
  ["/statements?source=Reuters", ["Reuters"]],
  ["/statements?kind=DIRECT", ["Word for word"]],
])("the facets of %s show what is chosen, each with a way to take it away", async (path, labels) => {
  const chosen = valuesOf(await pageAt(path)).filter(({ isChosen }) => isChosen);
  expect(chosen.map(({ label }) => label)).toEqual(labels.map((label) => `${label} (take this condition away)`));
});

test("beside a topic, topics are offered that its statements are on, and not those of the whole archive", async () => {
  const labels = valuesOf(await pageAt("/statements?topic=Idlib")).map(({ label }) => label);
  expect(labels).toContain("Ceasefire");
  expect(labels).not.toContain("Velmora");
});

test("beside a topic, another asks for the statements on both, with their number, and either can be taken away again", async () => {
  const page = await pageAt("/statements?topic=Idlib");
  const both = [...page.matchAll(/<a class="add" href="([^"]*alsoTopic=[^"]*)">(.*?)<\/a>/gu)].map(
    ([, href = "", content = ""]) => ({ href: plain(href), count: /([\d,]+)$/u.exec(content)?.[1] }),
  );
  expect(both.map(({ href }) => href)).toContain("/statements?topic=Idlib&alsoTopic=ceasefire");
  for (const { href, count } of both) {
    const list = await pageAt(href);
    expect([href, /<p class="lead">([\d,]+) statement/u.exec(list)?.[1]]).toEqual([href, count]);
  }
  const list = await pageAt("/statements?topic=Idlib&alsoTopic=ceasefire");
  expect(list).toContain("Statements on Idlib also on Ceasefire");
  const without = valuesOf(list).filter(({ isChosen }) => isChosen);
  expect(without.map(({ href }) => href)).toEqual(["/statements?alsoTopic=ceasefire", "/statements?topic=Idlib"]);
  expect(plain(list)).toContain("also on Ceasefire ×");
});
