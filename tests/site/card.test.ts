import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "@jest/globals";
import { painterOptions } from "../../web/card/paintInThread.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { addressOf, asBrowser, openDemoSite } from "./demoSite.ts";

const server = openDemoSite({ rateLimit: 3_500, pointsPerMs: 0 });

// The thread runs our TypeScript files.
beforeAll(() => {
  painterOptions.execArgv = ["--import", pathToFileURL(join(CHECKOUT, "tests/helpers/typescript.mjs")).href];
});

test("a statement's page names its picture, which is a PNG of the size that it says, until the points are spent", async () => {
  const page = await addressOf(server, "/statements/[by Putin]");
  const html = await (await fetch(page, { headers: asBrowser })).text();
  expect(html).toContain(`<meta property="og:image" content="${page}/card.png"`);
  expect(html).toContain('<meta property="og:image:width" content="1200"');
  expect(html).toContain('<meta name="twitter:card" content="summary_large_image"');
  expect(html).toContain('<meta property="og:image:alt" content="');

  const first = await fetch(`${page}/card.png`);
  const picture = Buffer.from(await first.arrayBuffer());
  expect([first.status, first.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect([picture.toString("latin1", 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
    "PNG",
    1200,
    630,
  ]);
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\//);

  const again = await fetch(`${page}/card.png`, { headers: { "if-none-match": etag } });
  expect(again.status).toBe(304);
  expect((await fetch(`${server.url}/statements/01234567-89ab-4def-8123-456789abcdef/card.png`)).status).toBe(404);
  const spent = await fetch(`${page}/card.png`);
  expect([spent.status, spent.headers.has("retry-after")]).toEqual([429, true]);
});
