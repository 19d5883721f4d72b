import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { openAssets } from "../../web/assets.ts";
import { en } from "../../web/language/en.ts";
import { languages } from "../../web/language/languages.ts";
import { axeScript } from "../helpers/browser.ts";

/** What must hold of every page in a browser. Each check returns what is wrong, so that a failing test says so. */

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 640 };

/** A wide window at a zoom of 200 %: to a page, half as many pixels. */
export const ZOOMED = { width: 640, height: 450 };

/** A page that was opened, its status, and what the browser complained about. */
export interface Opened {
  page: Page;
  status: number | undefined;
  /** What the console said, and what the page asked of other hosts. */
  problems(): string[];
}

/** Opens an address as a page of this site. */
export async function openPage(context: BrowserContext, site: string, address: string): Promise<Opened> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message: { type(): string; text(): string }) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error: unknown) => problems.push(String(error)));
  page.on("dialog", (dialog: { message(): string; dismiss(): Promise<void> }) => {
    problems.push(`says ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request: { url(): string }) => {
    if (new URL(request.url()).origin !== site && !request.url().startsWith("data:"))
      problems.push(`asks ${request.url()}`);
  });
  const answer = await page.goto(address, { waitUntil: "load" });
  return {
    page,
    status: answer?.status(),
    // The browser itself complains about the status of an error page.
    problems: () => problems.filter((text) => !/status of (4|5)\d\d/.test(text)),
  };
}

/** Returns what stands out of the window sideways. */
export function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > clientWidth + 1 || left < -1;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  })()`) as Promise<string[]>;
}

/** Returns what stands out of the window when a reader sets the letters twice as large, without a zoom. */
export async function overflowInLargeType(page: Page): Promise<string[]> {
  const size = (value: string) => page.evaluate(`document.documentElement.style.fontSize = ${JSON.stringify(value)}`);
  await size("200%");
  const found = await overflowOf(page);
  await size("");
  return found;
}

/** Returns the texts of the English interface that a page in another language shows or tells a screen reader. */
export async function englishOn(page: Page, language: string): Promise<string[]> {
  const own = new Set<unknown>(Object.values(languages.find(({ tag }) => tag === language)?.messages ?? {}));
  const shown = (await page.evaluate(`[...document.querySelectorAll("body *")].flatMap((element) => [
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data.trim()),
    ...["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name)),
  ])`)) as (string | null)[];
  const english = new Set<unknown>(Object.values(en).filter((text) => typeof text === "string" && !own.has(text)));
  return shown.filter((text): text is string => english.has(text));
}

/** Returns how much of the page moved after it was first shown (cumulative layout shift). */
export function shiftOf(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => resolve(sum)));
  })`) as Promise<number>;
}

/** Returns the largest thing that the page showed first if it is a picture; readers came for words. */
export async function largestPicture(page: Page): Promise<string[]> {
  const pictures = (await page.evaluate(`new Promise((resolve) => {
    const found = [];
    new PerformanceObserver((list) => found.push(...list.getEntries()))
      .observe({ type: "largest-contentful-paint", buffered: true });
    requestAnimationFrame(() => setTimeout(() => resolve(found.map(({ url }) => url))));
  })`)) as string[];
  return pictures.slice(-1).filter((url) => url !== "");
}

const weights = new Map(openAssets().files.map(({ name, content }) => [`/assets/${name}`, gzipSync(content).length]));

/** Returns how many bytes of script the page loaded, compressed by gzip. */
export async function scriptBytesOf(page: Page): Promise<number> {
  const paths = (await page.evaluate(
    `performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith(".js"))`,
  )) as string[];
  return [...new Set(paths)].reduce((sum, path) => sum + (weights.get(path) ?? Number.NaN), 0);
}

/** Returns what would be useless on paper: what leads about the site, and what waits for a click. */
export async function uselessOnPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: "print" });
  const shown = (await page.evaluate(`[...document.querySelectorAll("nav, search, button")]
    .filter((element) => element.checkVisibility())
    .map((element) => element.outerHTML.slice(0, 120))`)) as string[];
  const wide = await overflowOf(page);
  await page.emulateMedia({ media: "screen" });
  return [...shown, ...wide];
}

/**
 * Returns the texts with marks of direction that could turn the words around them: such that share a line with other words. A
 * passage stands among words of its own article, and is left out.
 */
export function unisolatedOn(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll("body *:not(script, title, mark)")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && /[\u202a-\u202e\u2066-\u2069]/.test(node.data)))
    .filter((element) => {
      for (let around = element; around; around = around.parentElement) {
        const { unicodeBidi, display } = getComputedStyle(around);
        if (around.textContent.trim() !== element.textContent.trim()) return true;
        if (/isolate|plaintext/.test(unicodeBidi) || !display.startsWith("inline")) return false;
      }
    })
    .map((element) => element.outerHTML.slice(0, 120))`) as Promise<string[]>;
}

/** Returns the rules of accessibility that the page breaks, each with the first element that breaks it. */
export async function accessibilityOf(page: Page): Promise<string[]> {
  // The driver evaluates it outside of the page's policy, which would refuse an inline script.
  await page.evaluate(axeScript());
  return brokenRules(page);
}

/** Returns what the page's other colours make hard to read, once `accessibilityOf` has looked at everything else. */
export function contrastOf(page: Page): Promise<string[]> {
  return brokenRules(page, { type: "rule", values: ["color-contrast"] });
}

function brokenRules(page: Page, runOnly?: object): Promise<string[]> {
  const options = JSON.stringify({ resultTypes: ["violations"], runOnly });
  return page.evaluate(`axe.run(document, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes[0].html + " " + nodes[0].failureSummary))`) as Promise<
    string[]
  >;
}
