import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext } from "playwright-core";
import { createKey } from "../../src/keys/keys.ts";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { addressOf, editDemo, openDemoSite } from "./demoSite.ts";
import {
  accessibilityOf,
  contrastOf,
  englishOn,
  largestPicture,
  NARROW,
  openPage,
  overflowInLargeType,
  overflowOf,
  scriptBytesOf,
  shiftOf,
  uselessOnPaper,
  WIDE,
  ZOOMED,
} from "./pageChecks.ts";
import { rows } from "./rows.ts";

/** Pictures of all pages, for people to look at. Git ignores them. */
const pictures = join(CHECKOUT, "screenshots");

/** Whether to take them: `npm run test:site` does, `npm test` saves the time. */
const takesPictures = process.env.SITE_PICTURES === "true";

/** The most script that a reader's page may load, in bytes, compressed by gzip. */
const MOST_SCRIPT = 25_000;

describeInBrowser("the site in Chromium", () => {
  const server = openDemoSite();
  let browser: Browser;
  let key: string;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await launchBrowser();
    await editDemo(server);
    const holder = { name: "Editor at the desk", role: "EDITOR", expiresAt: null } as const;
    ({ token: key } = await createKey(server.database, undefined, holder));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const signedIn = () => ({ name: "onrecord-key", value: key, url: server.url });
  const open = (context: BrowserContext, address: string) => openPage(context, server.url, address);

  describe.each(rows)("$name", ({ name, path, shows, status = 200, language = "en", isEditor = false }) => {
    test(`the page ${name} answers in both widths and both colours, and keeps what holds for every page`, async () => {
      const context = await browser.newContext({ viewport: WIDE, locale: language });
      if (isEditor) await context.addCookies([signedIn()]);
      const { page, status: got, problems } = await open(context, await addressOf(server, path));
      expect(got).toBe(status);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await page.locator("html").getAttribute("dir")).toBe(language === "ar" ? "rtl" : "ltr");
      if (language !== "en") expect(await englishOn(page, language)).toEqual([]);
      await page.getByText(shows).first().waitFor();
      expect(problems()).toEqual([]);
      expect(await shiftOf(page)).toBeLessThan(0.01);
      expect(await largestPicture(page)).toEqual([]);
      expect(await scriptBytesOf(page)).toBeLessThan(MOST_SCRIPT);
      expect(await context.cookies()).toHaveLength(isEditor ? 1 : 0);
      expect(await uselessOnPaper(page)).toEqual([]);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        for (const [width, viewport] of [
          ["wide", WIDE],
          ["zoomed", ZOOMED],
          ["narrow", NARROW],
        ] as const) {
          await page.setViewportSize(viewport);
          expect(await overflowOf(page)).toEqual([]);
          if (width === "zoomed") continue;
          if (takesPictures)
            await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
        expect(await (colorScheme === "light" ? accessibilityOf : contrastOf)(page)).toEqual([]);
      }
      await page.setViewportSize(WIDE);
      expect(await overflowInLargeType(page)).toEqual([]);
      await context.close();
    });

    test(`the page ${name} shows the same without JavaScript`, async () => {
      const context = await browser.newContext({ viewport: WIDE, locale: language, javaScriptEnabled: false });
      if (isEditor) await context.addCookies([signedIn()]);
      const { page, problems } = await open(context, await addressOf(server, path));
      await page.getByText(shows).first().waitFor();
      expect(problems()).toEqual([]);
      await context.close();
    });
  });

  test("a search that is typed leads to the list with that filter, and the back button to the front page", async () => {
    const context = await browser.newContext({ viewport: WIDE });
    const { page, problems } = await open(context, server.url);
    await page.getByRole("combobox").first().fill("Putin on Idlib");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${server.url}/statements?speaker=Putin&topic=Idlib`);
    await page.getByRole("heading", { name: "Statements by Vladimir Putin on Idlib" }).waitFor();
    expect(await page.locator(".statement").count()).toBe(5);
    await page.goBack();
    await page.waitForURL(`${server.url}/`);
    expect(problems()).toEqual([]);
    await context.close();
  });

  test("the search box completes names by keyboard, and says so to a screen reader", async () => {
    const context = await browser.newContext({ viewport: WIDE });
    const { page, problems } = await open(context, server.url);
    const box = page.getByRole("combobox").first();
    await box.pressSequentially("Putin on idl");
    await page.getByRole("option", { name: "Idlib topic" }).first().waitFor();
    expect(await box.getAttribute("aria-expanded")).toBe("true");
    expect(await accessibilityOf(page)).toEqual([]);
    if (takesPictures) await page.screenshot({ path: join(pictures, "completion.png") });
    await page.keyboard.press("ArrowDown");
    const active = await box.getAttribute("aria-activedescendant");
    expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    expect(await box.inputValue()).toMatch(/^Putin on .*Idlib/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/statements\?speaker=Putin&topic=/);
    expect(problems()).toEqual([]);
    await context.close();
  });

  test("a span that is drawn over the timeline narrows the list to it, and a click to one bar", async () => {
    const context = await browser.newContext({ viewport: WIDE });
    const { page, problems } = await open(context, `${server.url}/statements?topic=ostrin-dam`);
    await page.locator(".timeline .bar").first().waitFor();
    const bars = await page.locator(".timeline .bar").count();
    const first = await page.locator(".timeline .reach").first().boundingBox();
    const last = await page
      .locator(".timeline .reach")
      .nth(bars - 1)
      .boundingBox();
    if (!first || !last) throw new Error("There are no bars.");
    await page.mouse.move(first.x + 1, first.y + 20);
    await page.mouse.down();
    await page.mouse.move(last.x + 2, last.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/topic=ostrin-dam&from=\d{4}.*&to=\d{4}/);
    await page.locator(".timeline a").first().click();
    await page.waitForURL(/from=\d{4}.*&to=\d{4}/);
    expect(problems()).toEqual([]);
    await context.close();
  });

  test.each(["/topics/idlib", "/topics/ostrin", "/speakers/vladimir-putin"])(
    "no mark of the picture of %s covers another, in both widths",
    async (path) => {
      const context = await browser.newContext({ viewport: WIDE });
      const { page } = await open(context, `${server.url}${path}`);
      for (const [viewport, marks] of [
        [WIDE, ".marks-wide"],
        [NARROW, ".marks-narrow"],
      ] as const) {
        await page.setViewportSize(viewport);
        await page.locator(marks).first().waitFor();
        const boxes = await Promise.all((await page.locator(`${marks} .dot`).all()).map((dot) => dot.boundingBox()));
        const shown = boxes.flatMap((box) => (box ? [box] : []));
        expect(shown.length).toBeGreaterThan(1);
        const meeting = shown.filter((one, i) =>
          shown.some(
            (other, j) =>
              i < j && Math.abs(one.x - other.x) < one.width - 2 && Math.abs(one.y - other.y) < one.height - 2,
          ),
        );
        expect(meeting).toEqual([]);
      }
      await context.close();
    },
  );

  test("an editor signs in and changes a speaker without JavaScript, and sees what another has changed meanwhile", async () => {
    const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false });
    const form = await addressOf(server, "/edit/speakerUpdate?id=[id of ilse-varga-moor]");
    const { page, problems } = await open(context, form);
    await page.getByLabel("Key", { exact: true }).fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(form);
    await page.getByLabel("Description").fill("Minister of the dam");

    const meanwhile = await browser.newContext({ viewport: WIDE });
    await meanwhile.addCookies([signedIn()]);
    const { page: other } = await open(meanwhile, form);
    await other.getByLabel("Description").fill("Minister of the harbour");
    await other.getByRole("button", { name: "Save" }).click();
    await other.waitForURL(/\/speakers\/ilse-varga-moor/);
    await meanwhile.close();

    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Theirs, now:").waitFor();
    expect(await overflowOf(page)).toEqual([]);
    if (takesPictures) await page.screenshot({ path: join(pictures, "conflict-narrow.png"), fullPage: true });
    await page.getByLabel("Yours:").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(/\/speakers\/ilse-varga-moor/);
    await page.getByText("Minister of the dam").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${server.url}/`);
    expect(await context.cookies()).toEqual([]);
    expect(problems()).toEqual([]);
    await context.close();
  });

  test("a page shows the same days to a browser in Auckland and in New York", async () => {
    const path = "/statements?topic=ostrin-dam";
    const shown = await Promise.all(
      ["Pacific/Auckland", "America/New_York"].map(async (timezoneId) => {
        const context = await browser.newContext({ viewport: WIDE, timezoneId });
        const { page } = await open(context, `${server.url}${path}`);
        const words = await page.locator("main").textContent();
        await context.close();
        return words;
      }),
    );
    expect(shown[0]).toMatch(/\d{1,2} \w+ 20\d\d/);
    expect(shown[1]).toBe(shown[0]);
  });

  test("a facet narrows the list, and the same facet widens it", async () => {
    const context = await browser.newContext({ viewport: WIDE });
    const { page } = await open(context, `${server.url}/statements?topic=Idlib`);
    await page
      .locator(".facets")
      .getByRole("link", { name: /Vladimir Putin/ })
      .click();
    await page.waitForURL(`${server.url}/statements?speaker=vladimir-putin&topic=Idlib`);
    expect(await page.locator(".statement").count()).toBe(5);
    await page
      .locator(".facets")
      .getByRole("link", { name: /Vladimir Putin.*take this condition away/ })
      .click();
    await page.waitForURL(`${server.url}/statements?topic=Idlib`);
    await context.close();
  });
});
