import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anchor, openBody } from "../../src/text/anchor.ts";
import { CONTEXT_LENGTH } from "../../src/text/fragmentUrl.ts";

const quote = (exact: string, prefix = "", suffix = "") => ({ exact, prefix, suffix });

describe("anchor", () => {
  const words = fc.string({ unit: fc.constantFrom(..."ab é😀漢\u0301"), minLength: 1, maxLength: 12 });

  test("anchor finds what the body has at that place, in code points", () => {
    fc.assert(
      fc.property(words, words, words, (before, exact, after) => {
        const body = openBody(`${before}|${exact}|${after}`.normalize("NFC"));
        const found = anchor(body, { exact: `|${exact}|`.normalize("NFC"), prefix: "", suffix: "" });
        const { place, refusal } = found;
        if (!place) throw new Error(refusal);
        const points = [...body.text];
        expect(points.slice(place.start, place.end).join("")).toBe(place.exact);
        expect(points.slice(0, place.start).join("").endsWith(place.prefix)).toBe(true);
        expect([...place.prefix].length).toBe(Math.min(CONTEXT_LENGTH, place.start));
        expect(points.slice(place.end, place.end + CONTEXT_LENGTH).join("")).toBe(place.suffix);
        // The passage is found again by its context, and by its offsets.
        expect(anchor(body, { exact: place.exact, prefix: place.prefix, suffix: place.suffix })).toEqual(found);
        expect(anchor(body, place)).toEqual(found);
      }),
    );
  });

  test("anchor counts places that overlap", () => {
    expect(anchor(openBody("aaaa"), quote("aa")).refusal).toMatch(/appears in 3 places/);
  });

  test("anchor does not split a letter of two UTF-16 units", () => {
    expect(anchor(openBody("😀"), { ...quote("😀"), start: 0, end: 2 }).place).toMatchObject({ start: 0 });
    expect(anchor(openBody("a😀b"), quote("b")).place).toMatchObject({ start: 2, end: 3, prefix: "a😀" });
  });

  test("anchor refuses context that the body does not have there", () => {
    const at = { start: 4, end: 8 };
    expect(anchor(openBody("the boat left"), { ...quote("boat", "a "), ...at }).refusal).toBe(
      "the body has “the ” before it, not “a ”",
    );
    expect(anchor(openBody("the boat left"), { ...quote("boat", "", " sank"), ...at }).refusal).toBe(
      "the body has “ left” after it, not “ sank”",
    );
  });

  test("anchor shortens long words in its errors", () => {
    expect(anchor(openBody("x"), quote("y".repeat(200))).refusal).toBe(
      `“${"y".repeat(80)}…” does not appear in the body`,
    );
  });
});
