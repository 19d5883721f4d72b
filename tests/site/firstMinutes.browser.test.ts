import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { openDemoSite } from "./demoSite.ts";
import { openPage, WIDE } from "./pageChecks.ts";

// The first minutes of the people whom the site serves, by keyboard alone: nobody touches a pointer in this file.

/** More stops than any page has before its list. */
const MOST_STOPS = 120;

describeInBrowser("the first minutes by keyboard", () => {
  const server = openDemoSite();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a page in a new window; `close` returns what the browser complained about. */
  async function open(path: string) {
    const context = await browser.newContext({ viewport: WIDE });
    const { page, problems } = await openPage(context, server.url, `${server.url}${path}`);
    const close = async () => {
      await context.close();
      return problems();
    };
    return { page, close };
  }

  /** Goes on to the first stop that the selector matches. Fails if no stop does, or if the stop does not look chosen. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await page.keyboard.press("Tab");
      const chosen = await page.evaluate(`(() => {
        const { activeElement } = document;
        if (!activeElement.matches(${JSON.stringify(selector)})) return undefined;
        // The frame of a search box is around its button, too.
        return [activeElement, activeElement.closest("form")].filter(Boolean).map(getComputedStyle)
          .some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 1);
      })()`);
      if (chosen === undefined) continue;
      expect([selector, "looks chosen", chosen]).toEqual([selector, "looks chosen", true]);
      return;
    }
    throw new Error(`No stop of the keyboard fits ${selector}.`);
  }

  test("a reader skips to the content, searches, opens a statement, and comes to the passage and back", async () => {
    const { page, close } = await open("/");
    await tabTo(page, 'a[href="#content"]');
    await page.keyboard.press("Enter");
    await tabTo(page, "main input[type=search]");
    await page.keyboard.type("Putin on Idlib");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${server.url}/statements?speaker=Putin&topic=Idlib`);
    await tabTo(page, ".statement-date a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/statements\/[\da-f-]{36}$/);
    await tabTo(page, 'a[href*="#:~:text="]');
    await page.goBack();
    await page.waitForURL(`${server.url}/statements?speaker=Putin&topic=Idlib`);
    expect(await close()).toEqual([]);
  });

  test("a journalist narrows by a facet, opens the table of the timeline, and sends the address", async () => {
    const { page, close } = await open("/statements?topic=ostrin-dam");
    await tabTo(page, 'a[href="#narrow"]');
    await page.keyboard.press("Enter");
    await tabTo(page, '.facets a[href*="speaker="]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/statements\?speaker=.*&topic=ostrin-dam$/);
    await tabTo(page, "details summary");
    await page.keyboard.press("Enter");
    await page.locator("details[open] table").first().waitFor();
    await tabTo(page, 'a[href^="/statements.csv?"]');
    const [address, words] = [page.url(), await page.locator("main").textContent()];
    const elsewhere = await open(address.slice(server.url.length));
    await elsewhere.page.locator("details summary").first().click();
    expect(await elsewhere.page.locator("main").textContent()).toBe(words);
    expect(await elsewhere.close()).toEqual([]);
    expect(await close()).toEqual([]);
  });

  test("a fact checker reads the verdict and the differing words while typing, and the address follows", async () => {
    const { page, close } = await open("/verify");
    await tabTo(page, "textarea");
    await page.keyboard.type("no representatives of the armed opposition around that very table");
    await page.locator(".verdict", { hasText: "Similar words are on record" }).waitFor();
    expect(await page.locator("[data-answer] ins").count()).toBeGreaterThan(0);
    await page.getByRole("status").filter({ hasText: "Similar words" }).waitFor({ state: "attached" });
    expect(await page.evaluate("document.activeElement.tagName")).toBe("TEXTAREA");
    await tabTo(page, "#claim-speaker");
    await page.keyboard.type("Erdogan");
    await page.locator(".verdict", { hasText: "not by Recep Tayyip Erdogan" }).waitFor();
    await page.waitForURL(/\/verify\?text=no\+representatives.*&speaker=Erdogan$/);
    // A verdict does not stay beside other words than its own.
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("word ".repeat(301));
    await page.locator("[data-answer] .failed", { hasText: "300 words" }).waitFor();
    expect(await page.locator(".verdict").count()).toBe(0);
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.locator("[data-answer]:empty").waitFor({ state: "attached" });
    expect(await close()).toEqual([]);
  });

  test("a researcher compares two speakers and reads who stands where", async () => {
    const { page, close } = await open("/compare");
    await tabTo(page, "main input");
    await page.keyboard.type("Erdogan");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Putin");
    await tabTo(page, "input[name=topic]");
    await page.keyboard.type("Idlib");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/compare\?speaker=Erdogan&speaker=Putin.*&topic=Idlib$/);
    await page.getByRole("heading", { name: "Recep Tayyip Erdogan and Vladimir Putin on Idlib" }).waitFor();
    await tabTo(page, 'a[href^="/propositions/"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/propositions\//);
    await page.getByText("Who stands where on").first().waitFor();
    expect(await close()).toEqual([]);
  });
});
