import { expect, test } from "@jest/globals";
import { statementAddress } from "../../web/address/nouns.ts";
import { asBrowser, openDemoSite } from "./demoSite.ts";

const server = openDemoSite();

interface Found {
  urn: string;
  appearances: { nodes: { article: { id: string; wire: { name: string } | null } }[] };
}

/** Returns the statements of the demo that are printed at least twice. */
async function reprinted(): Promise<Found[]> {
  const query =
    "{ statements(first: 100) { nodes { urn appearances(first: 10) { nodes { article { id wire { name } } } } } } }";
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { statements: { nodes: Found[] } } };
  return data.statements.nodes.filter(({ appearances }) => appearances.nodes.length > 1);
}

const pageOf = async (path: string) => await fetch(`${server.url}${path}`, { headers: asBrowser });

test("the page of a statement shows each printing as a mark and in a table, and joins the copies of one agency", async () => {
  const [statement] = (await reprinted()).filter(({ appearances }) => {
    const wires = appearances.nodes.flatMap(({ article }) => article.wire?.name ?? []);
    return new Set(wires).size < wires.length;
  });
  const html = await (await pageOf(statementAddress(statement?.urn ?? ""))).text();
  const [picture = ""] = /<figure class="lanes">.*?<\/figure>/su.exec(html) ?? [];
  expect(picture).toContain("When it was printed");
  expect(picture).toContain('class="joined"');
  expect(picture).toMatch(/and copies of its report<\/text>/u);
  for (const { article } of statement?.appearances.nodes ?? []) {
    const links = picture.split(`href="/articles/${encodeURIComponent(article.id)}"`).length - 1;
    // In the marks of a wide and of a narrow window, and in the table.
    expect([article.id, links]).toEqual([article.id, 3]);
  }
});

test("a statement that is printed once has no such picture", async () => {
  const query = "{ statements(first: 100) { nodes { urn appearances(first: 10) { totalCount } } } }";
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as {
    data: { statements: { nodes: { urn: string; appearances: { totalCount: number } }[] } };
  };
  const once = data.statements.nodes.find(({ appearances }) => appearances.totalCount === 1);
  expect(await (await pageOf(statementAddress(once?.urn ?? ""))).text()).not.toContain("When it was printed");
});

test("pages tell browsers which pages to fetch ahead, and framed ones and failures do not", async () => {
  const { headers } = await pageOf("/speakers");
  const address = JSON.parse(headers.get("speculation-rules") ?? '""') as string;
  const rules = await pageOf(address);
  expect(rules.headers.get("content-type")).toMatch(/^application\/speculationrules\+json/);
  const { prefetch } = (await rules.json()) as { prefetch: { eagerness: string }[] };
  expect(prefetch.map(({ eagerness }) => eagerness)).toEqual(["moderate"]);
  const [statement] = await reprinted();
  for (const path of [`${statementAddress(statement?.urn ?? "")}/embed`, "/nowhere"])
    expect([path, (await pageOf(path)).headers.has("speculation-rules")]).toEqual([path, false]);
});
