import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { cardFont } from "../../../web/card/font.ts";
import { breakLines, fitLines } from "../../../web/card/lines.ts";

/** Every letter is one unit wide. */
const widthOf = (text: string) => [...text].length;

const words = fc
  .array(fc.constantFrom("a", "harbour", "é", "мэр", "ميناء", "x".repeat(30), "e\u0301".repeat(9)), { maxLength: 60 })
  .map((parts) => parts.join(" "));

test("lines have all words in their order, and none is too wide", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 40 }), (text, width) => {
      const lines = breakLines(text, widthOf, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test("a text that is too long is shortened at a word if one fits, and keeps its quotation marks", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1, max: 6 }), (text, width, mostLines) => {
      const lines = fitLines(text, { widthOf, width, mostLines }, (shown) => `“${shown}”`);
      expect(lines.length).toBeLessThanOrEqual(mostLines);
      const shown = lines.join(" ").slice(1, -1).trimEnd();
      const isWhole = shown.replaceAll(" ", "") === text.replaceAll(" ", "");
      if (!isWhole) expect(shown.endsWith("…")).toBe(true);
      const beginning = shown.replace(/…$/u, "").replaceAll(" ", "");
      expect(text.replaceAll(" ", "").startsWith(beginning)).toBe(true);
    }),
  );
  const room = { widthOf, width: 12, mostLines: 2 };
  expect(fitLines("The harbour opens, and soon.", room, (shown) => `“${shown}”`)).toEqual([
    "“The harbour",
    "opens, and…”",
  ]);
  expect(fitLines("x".repeat(20_000), room, (shown) => shown)).toEqual(["x".repeat(12), `${"x".repeat(11)}…`]);
});

test("the font of cards has the letters of Europe and the Middle East, and says what it has not", () => {
  const font = cardFont();
  for (const text of [
    "Åſ “ğŞİ” – …",
    "Мэр сказал",
    "Ο δήμαρχος",
    "قالت رئيسة البلدية",
    "ראש העיר",
    "ქალაქი",
    "soft\u00adhyphen",
  ])
    expect([text, font.covers(text)]).toEqual([text, true]);
  for (const text of ["市长", "महापौर", "นายก", "🚢", "\ue000", "\ud800"])
    expect([text, font.covers(text)]).toEqual([text, false]);
  expect(font.widthOf("mm", 20)).toBeCloseTo(2 * font.widthOf("m", 20));
  expect(font.widthOf("m", 40)).toBeGreaterThan(font.widthOf("i", 40));
});
