import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { axeScript, describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { useTypeScriptThread } from "../helpers/extractionThread.ts";
import { source, speaker } from "../helpers/factories.ts";
import { openServer } from "../http/runningServer.ts";

useTypeScriptThread();

const pictures = join(CHECKOUT, "screenshots");
const takesPictures = process.env.SITE_PICTURES === "true";

const BODY = `“We will not gamble with people’s lives,” Lena Orlov told reporters. “The steel is tired.”

The mayor said that the harbour bridge would stay shut until May. She urged the council to publish the report.

“It is a farce,” said Tomas Velk.`;

describeInBrowser("the desks of editors in Chromium", () => {
  const database = openArchive({
    document: {
      sources: [source("Port Varn Echo")],
      speakers: [speaker("Lena Orlov"), speaker("L. Orlov", { slug: "l-orlov", names: ["Lena Orlov-Brandt"] })],
    },
  });
  const server = openServer({ database, schema: loadSchema() });
  const closed = openServer({ database, schema: loadSchema(), config: { isReadingOpen: false } });
  let browser: Browser;
  let token: string;
  beforeAll(async () => {
    ({ token } = await createKey(database, undefined, { name: "Ada", role: "EDITOR", expiresAt: null }));
    mkdirSync(pictures, { recursive: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function editor(options: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en", ...options });
    await context.addCookies([{ name: "onrecord-key", value: token, url: server.url }]);
    return context;
  }

  test("a reference is chosen by its name, by keyboard", async () => {
    const context = await editor();
    const page = await context.newPage();
    await page.goto(`${server.url}/edit/articleCreate`);
    const publisher = page.locator("#source[role=combobox]");
    await publisher.fill("port v");
    await page.getByRole("option", { name: "Port Varn Echo port-varn-echo" }).waitFor();
    expect(await publisher.getAttribute("aria-expanded")).toBe("true");
    await expectFit(page, "edit-reference");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await publisher.inputValue()).toBe("port-varn-echo");
    expect(new URL(page.url()).pathname).toBe("/edit/articleCreate");

    await page.goto(`${server.url}/edit/speakerCreate`);
    const name = page.locator("#members-name[role=combobox]");
    for (const slug of ["l-orlov", "lena-orlov"]) {
      await name.fill("orlov");
      const option = page.getByRole("option", { name: new RegExp(` ${slug}$`) });
      await option.waitFor();
      while ((await option.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      expect(await name.inputValue()).toBe("");
    }
    await page.keyboard.press("Enter");
    expect(await page.locator("#members").inputValue()).toBe("l-orlov\nlena-orlov");
    expect(new URL(page.url()).pathname).toBe("/edit/speakerCreate");
    await expectFit(page, "edit-references");
    await context.close();
  });

  test("a stranger is led to sign in by the search box where reading needs a key", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
    const page = await context.newPage();
    await page.goto(`${closed.url}/about`);
    await page.locator("#search[role=combobox]").fill("orlov");
    const link = page.getByRole("link", { name: "Sign in to see the names in this archive" });
    await link.waitFor();
    expect(await page.getByRole("option").count()).toBe(0);
    await link.click();
    await page.waitForURL(/\/sign-in\?next=%2Fabout/);
    await context.addCookies([{ name: "onrecord-key", value: token, url: closed.url }]);
    await page.goto(`${closed.url}/about`);
    await page.locator("#search[role=combobox]").fill("orlov");
    await page.getByRole("option", { name: "Lena Orlov speaker" }).waitFor();
    await context.close();
  });

  test("an article is pasted, and its statements are reviewed by keyboard", async () => {
    const context = await editor();
    const page = await context.newPage();
    const problems: string[] = [];
    /** Presses a key of the desk, once its script has woken. */
    const press = async (key: string) => {
      await page.locator("[data-keys]:not([hidden])").waitFor();
      await page.keyboard.press(key);
    };
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(`${server.url}/review/article`);
    await expectFit(page, "review-article");
    await page.getByLabel("Text of the article").fill(BODY);
    await page.getByLabel("Headline").fill("Harbour bridge to stay shut");
    await page.getByLabel("Publisher").first().fill("Port Varn Echo");
    await page.getByLabel("Published on").fill("2031-03-04");
    await page.getByLabel("The article is made up").check();
    await page.getByRole("button", { name: "Find statements" }).click();
    await page.getByText(/\d proposals wait/).waitFor();
    await expectFit(page, "review");

    // A letter that is typed into a field decides nothing; Escape leaves the field.
    await press("r");
    await page.keyboard.type("a farce");
    expect(await page.getByLabel("Reason for rejecting").inputValue()).toBe("a farce");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("proposed-words");

    const first = await page.locator("mark").textContent();
    await press("j");
    await page.waitForURL(/after=/);
    await page.getByRole("link", { name: "Previous" }).waitFor();
    expect(await page.locator("mark").textContent()).not.toBe(first);
    await press("k");
    await page.waitForURL(/before=/);
    await page.locator("mark", { hasText: first ?? "" }).waitFor();

    await press("a");
    await page.getByText("Accepted and published:").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("proposed-words");
    await press("r");
    await page.keyboard.press("Enter");
    await page.getByText("Rejected:").waitFor();
    await expectFit(page, "review-decided");
    await press("u");
    await page.getByText("This decision has been undone.").waitFor();

    await press("?");
    const keys = page.getByLabel("Use these keys");
    await keys.uncheck();
    await press("c");
    expect(await page.getByLabel("The words, as the article has them").isVisible()).toBe(false);
    await page.reload();
    await press("?");
    expect(await keys.isChecked()).toBe(false);
    await keys.check();
    await keys.blur();
    await press("c");
    await page.getByLabel("The words, as the article has them").waitFor();
    await expectFit(page, "review-correct");
    await page.getByRole("button", { name: "Publish the correction" }).click();
    await page.getByText("Corrected and published:").waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test("the desks fit a narrow Arabic window from right to left", async () => {
    const context = await editor({ locale: "ar", viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    for (const path of ["/review", "/merge?one=l-orlov&other=lena-orlov", "/import"]) {
      await page.goto(`${server.url}${path}`);
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      await expectFit(page, `ar${path.split("?")[0]?.replaceAll("/", "-")}`);
    }
    await context.close();
  });

  test("a file is tried and imported, and two speakers are merged and parted, without JavaScript", async () => {
    const context = await editor({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/import`);
    await page.getByLabel("File", { exact: true }).setInputFiles(join(CHECKOUT, "tests/fixtures/csv/harbour.csv"));
    await page.getByRole("button", { name: "Try it, without importing" }).click();
    await page.getByRole("heading", { name: "Trial of “harbour.csv”" }).waitFor();
    await page.getByText("AMBIGUOUS_DATE").waitFor();
    if (takesPictures) await page.screenshot({ path: join(pictures, "import-trial.png"), fullPage: true });
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("“harbour.csv” was imported").waitFor();

    await page.goto(`${server.url}/merge?one=l-orlov&other=lena-orlov`);
    if (takesPictures) await page.screenshot({ path: join(pictures, "merge.png"), fullPage: true });
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("Merged.").waitFor();
    await page.getByRole("button", { name: "Undo this merge" }).click();
    await page.getByText("there are two entries again").waitFor();
    expect(new URL(page.url()).pathname).toBe("/merge");
    await context.close();
  });

  /** Checks a page as it stands: it does not scroll sideways, wide or narrow, and axe-core finds nothing. Takes its picture. */
  async function expectFit(page: Page, name: string): Promise<void> {
    const before = page.viewportSize();
    for (const width of [320, before?.width ?? 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      if (takesPictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    }
    await page.evaluate(axeScript());
    const found = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    );
    expect(found).toEqual([]);
  }
});
