import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { asBrowser, openDemoSite } from "./demoSite.ts";

/** The picture in the README, and the digest of the page that it shows. */
const picture = join(CHECKOUT, "docs/search-page.png");
const digestFile = join(CHECKOUT, "docs/search-page.sha256");

const server = openDemoSite();
const ADDRESS = "/statements?speaker=Putin&topic=Idlib";

/** The digest of the page's HTML, which names its styles and scripts by their content. */
async function digestOfPage(): Promise<string> {
  const html = await (await fetch(`${server.url}${ADDRESS}`, { headers: asBrowser })).text();
  return createHash("sha256").update(html.replaceAll(server.url, "")).digest("hex");
}

// Pixels differ with the fonts of a machine, so the page is compared and not the picture.
test("the README's picture shows the search page as it is (`npm run picture` takes it anew)", async () => {
  if (process.env.TAKE_PICTURE === "true") return;
  expect(await digestOfPage()).toBe(readFileSync(digestFile, "utf8").trim());
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe("PNG");
  expect(readFileSync(join(CHECKOUT, "README.md"), "utf8")).toContain("(docs/search-page.png)");
});

if (process.env.TAKE_PICTURE === "true") {
  describeInBrowser("the search page", () => {
    test("the search page is taken as a picture", async () => {
      const browser = await launchBrowser();
      const page = await browser.newPage({ viewport: { width: 1_200, height: 800 } });
      await page.goto(`${server.url}${ADDRESS}`, { waitUntil: "load" });
      await page.screenshot({ path: picture });
      await browser.close();
      writeFileSync(digestFile, `${await digestOfPage()}\n`);
      expect(readFileSync(picture).length).toBeLessThan(300_000);
    });
  });
}
