import { expect, test } from "@jest/globals";
import { asBrowser, openDemoSite } from "./demoSite.ts";

const server = openDemoSite();

async function read(path: string): Promise<string> {
  return (await fetch(`${server.url}${path}`, { headers: asBrowser })).text();
}

/** Returns the links of a page that have a number beside them, each with the number. */
function countedLinks(html: string): { address: string; count: number }[] {
  const links = html.matchAll(/<a href="(\/statements\?[^"]+)"[^>]*>((?:(?!<\/a>).)*)<\/a>/gs);
  return [...links].flatMap(([, address = "", inside = ""]) => {
    const number = /<span class="count">([\d,]+)<\/span>|^([\d,]+) statements?$/.exec(inside);
    const digits = number?.[1] ?? number?.[2];
    return digits ? [{ address: address.replaceAll("&amp;", "&"), count: Number(digits.replaceAll(",", "")) }] : [];
  });
}

/** Returns the number of statements that a list says it has. */
async function lengthOf(address: string): Promise<number> {
  const [, digits = "0"] = /<p class="lead">[^<]*?([\d,]+) statements?/.exec(await read(address)) ?? [];
  return Number(digits.replaceAll(",", ""));
}

test.each([
  "/speakers/vladimir-putin",
  "/speakers/recep-tayyip-erdogan",
  "/speakers/ilse-varga-moor",
  "/topics/idlib",
  "/topics/syria",
  "/topics/ostrin",
  "/sources/reuters",
  "/sources/quillfeather-wire",
])("every number of %s is the number of statements in the list that it leads to", async (path) => {
  const links = countedLinks(await read(path));
  expect(links.length).toBeGreaterThan(1);
  const followed = await Promise.all(links.map(async (link) => ({ ...link, count: await lengthOf(link.address) })));
  expect(links).toEqual(followed);
});
