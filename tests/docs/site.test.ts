import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../src/config.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { openFolder } from "../helpers/folder.ts";
import { readPage } from "../helpers/page.ts";
import { startServer } from "../http/runningServer.ts";
import { asBrowser, openDemoSite } from "../site/demoSite.ts";

const { text: page, commands } = readPage("docs/site.md");

const server = openDemoSite();
const folder = openFolder();

const get = (path: string, headers: Record<string, string> = {}, url = server.url) =>
  fetch(`${url}${path}`, { headers: { ...asBrowser, ...headers }, redirect: "manual" });

describe("docs/site.md", () => {
  test("each search that it names finds something", async () => {
    const [, table = ""] = /^\| typed \| found \|\n(.*?)\n\n/msu.exec(page) ?? [];
    const typed = table.split("\n").flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/gu)]);
    expect(typed.length).toBeGreaterThan(10);
    for (const [, words = ""] of typed) {
      // "after" and the like stand for `Idlib since 2017` with that word.
      const search = /^[a-z]+$/u.test(words) ? `Idlib ${words} 2017` : words;
      const found = await get(`/search?q=${encodeURIComponent(search)}`);
      expect([search, found.status]).toEqual([search, 302]);
      const list = await get(found.headers.get("location") ?? "");
      expect([search, list.status]).toEqual([search, 200]);
    }
  });

  test("each address that it names without a gap is there", async () => {
    const addresses = [...page.matchAll(/^\| (.*?) \|/gmu)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`(\/[^`…A-Z]*)`/gu)].map(([, address = ""]) => address),
    );
    expect(addresses).toEqual(expect.arrayContaining(["/about", "/edit", "/review/stances", "/merge", "/import"]));
    const holder = { name: "Editor at the desk", role: "EDITOR", expiresAt: null } as const;
    const { token } = await createKey(server.database, undefined, holder);
    for (const address of addresses) {
      const { status } = await get(address, { cookie: `onrecord-key=${token}` });
      expect([address, status]).toEqual([address, 200]);
    }
  });

  test("the settings that it shows give the site another face", async () => {
    const logo = join(folder, "logo.svg");
    writeFileSync(logo, readFileSync(join(CHECKOUT, "web/styles/icon.svg")));
    const given = commands.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
    expect(given.map(([name]) => name)).toEqual(
      ["NAME", "LANGUAGES", "COLORS", "LOGO"].map((part) => `ONRECORD_SITE_${part}`),
    );
    const { site } = loadConfig({ ...Object.fromEntries(given), ONRECORD_SITE_LOGO: logo });
    const other = await startServer({ database: server.database, schema: loadSchema(), config: { site } });
    try {
      const html = await (await get("/about", { "accept-language": "ru, tr;q=0.5" }, other.url)).text();
      expect(html).toContain('<html lang="de"');
      expect(html).toContain(" · Hafenarchiv</title>");
      expect(html).toContain('<meta property="og:site_name" content="Hafenarchiv"');
      expect(html).toMatch(/<img class="logo" src="\/assets\/logo-[0-9A-F]{8}\.svg" width="32" height="32" alt/u);
      expect(html).not.toContain("<style");
      const address = (pattern: RegExp) => pattern.exec(html)?.[1] ?? "";
      const styles = await get(address(/<link rel="stylesheet" href="([^"]+)"/u), {}, other.url);
      expect(await styles.text()).toContain("--accent:light-dark(#00528a,#8ecbff)");
      const icon = await get(address(/<link rel="icon" href="([^"]+)"/u), {}, other.url);
      expect(icon.headers.get("content-type")).toBe("image/svg+xml");
      expect(icon.headers.get("content-security-policy")).toMatch(/script-src 'none'.*sandbox/u);
      const search = await (await get("/opensearch.xml", {}, other.url)).text();
      expect(search).toContain("<ShortName>Hafenarchiv</ShortName>");
      expect(await (await get("/", { accept: "*/*" }, other.url)).json()).toMatchObject({ name: "Hafenarchiv" });
    } finally {
      await other.close();
    }
  });

  test("the settings that it names are settings", () => {
    const named = [...page.matchAll(/`(ONRECORD_[A-Z_]+)/gu)].map(([, name = ""]) => name);
    const problems = [...new Set(named)].filter((name) => {
      try {
        loadConfig({ [name]: "?" });
        return false;
      } catch (error) {
        return (error as Error).message.includes("is not a setting");
      }
    });
    expect(problems).toEqual([]);
  });
});
