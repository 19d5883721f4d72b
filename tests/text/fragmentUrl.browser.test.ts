import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { CONTEXT_LENGTH, textFragmentUrl } from "../../src/text/fragmentUrl.ts";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";

const SENTENCES = Array.from({ length: 400 }, (_, i) => `Line ${i} tells of boats, nets and weather.`);
const before = SENTENCES.slice(0, 200).join(" ");
const after = SENTENCES.slice(200).join(" ");
const LONG = Array.from({ length: 60 }, (_, i) => `word${i}`).join(" ");

/**
 * The paragraphs of an article with the passage between `[` and `]`, and the HTML if it contains more than the text.
 */
const articles: [string, string, string?][] = [
  ["a short quote", "The mayor said: “[The harbour fed us]”, and left."],
  [
    "what stands 400 times before, told apart by the words around it",
    "But nobody [tells of boats, nets and weather]; he does.",
  ],
  ["signs that part a fragment", "He called it a [well-known, wide & open—“half-ready”—harbour], as ever."],
  ["a long quote, by its first and last words", `It began so: [${LONG}] and so it ended.`],
  ["Cyrillic", "Он сказал: «[Рыбаки ждут новых лодок]», — и ушёл."],
  ["right to left", "وقال العمدة: «[الميناء أطعمنا كلنا]» ثم غادر."],
  ["Chinese, which has no spaces", "市长说：“[港口养活了我们所有人]”，然后离开了。"],
  ["emoji and combining letters", "🚢🚢 She said: “[cafe\u0301s will open 🚢 again]” 👩‍👩‍👧 and left."],
  [
    "words that the page sets in italics",
    "She said that [the harbour must stay open] to all.",
    "She said that the <em>harbour</em> must <a href='#'>stay</a> open to all.",
  ],
  ["percent and plus signs", "Prices rose by [100% + 5%25 in a year], he said."],
  ["a quote at the very end", "In the end she said: [nothing]"],
];

describeInBrowser("the page that passage.url opens in Chromium", () => {
  let pages: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    pages = createServer((request, response) => {
      const [, text = "", html] = articles[Number(request.url?.slice(1))] ?? [];
      const target = html ?? text.replace(/[[\]]/g, "").replaceAll("&", "&amp;");
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><title>x</title><p>${before}</p><p id="target">${target}</p><p>${after}</p>`);
    });
    await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    pages.close();
  });

  test.each(articles.map(([what, text], i) => [what, text, i] as const))(
    "a browser scrolls to the text of the address: %s",
    async (_what, text, i) => {
      const body = [...`${before}\n${text}\n${after}`.normalize("NFC")];
      const start = body.indexOf("[");
      const end = body.indexOf("]") - 1;
      const clean = body.filter((letter) => letter !== "[" && letter !== "]");
      const url = textFragmentUrl(`${origin}/${i}`, {
        exact: clean.slice(start, end).join(""),
        prefix: clean.slice(start - CONTEXT_LENGTH, start).join(""),
        suffix: clean.slice(end, end + CONTEXT_LENGTH).join(""),
      });
      const page = await browser.newPage({ viewport: { width: 800, height: 400 } });
      try {
        await page.goto(url ?? "");
        await page.waitForFunction("scrollY > 0", null, { timeout: 120_000 });
        const [top, bottom] = (await page.evaluate(
          "(({ top, bottom }) => [top, bottom])(document.getElementById('target').getBoundingClientRect())",
        )) as [number, number];
        expect(top).toBeLessThan(400);
        expect(bottom).toBeGreaterThan(0);
      } finally {
        await page.close();
      }
    },
  );
});
