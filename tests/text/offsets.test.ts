import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { text as storable } from "../../src/document/fields.ts";
import { toStoredText } from "../../src/text/offsets.ts";

/**
 * Letters with combining accents, composing signs of several scripts (Hangul, Indic), emoji, and characters that the
 * archive refuses.
 */
const piece = fc.oneof(
  fc.constantFrom(
    "e\u0301",
    "a\u0323\u0302",
    "\u1112\u1161\u11ab",
    "\u0b47\u0b3e",
    "\u0cc6\u0cd5",
    "\u212b",
    "👩\u200d🚒",
    "\r\n",
    "\u0007",
    "\u0301",
  ),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme-ascii" }),
);
const given = fc.array(piece).map((pieces) => pieces.join(""));

describe("a text's offsets", () => {
  test("a text's offsets stay as they are if nothing composes", () => {
    const { body, toBody } = toStoredText("Ada 🚢 é");
    expect(body).toBe("Ada 🚢 é");
    expect([0, 4, 5, 7].map(toBody)).toEqual([0, 4, 5, 7]);
    expect([-1, 8].map(toBody)).toEqual([null, null]);
  });

  test("a text's offsets move back behind a composed letter and have no place inside of it", () => {
    const { body, points, toBody } = toStoredText("Cafe\u0301 🚢!");
    expect(body).toBe("Café 🚢!");
    expect([0, 3, 4, 5, 6, 7, 8].map(toBody)).toEqual([0, 3, null, 4, 5, 6, 7]);
    expect(points).toHaveLength(7);
    expect([-1, 9].map(toBody)).toEqual([null, null]);
  });

  test("a text's offsets grow behind a letter that NFC takes apart", () => {
    const { body, toBody } = toStoredText("\u0958!");
    expect(body).toBe("\u0915\u093c!");
    expect([0, 1, 2].map(toBody)).toEqual([0, 2, 3]);
  });

  test("a text's offsets are kept by spaces in place of refused characters", () => {
    const { body, toBody } = toStoredText("a\0b\x1b\ud800c\tde\n");
    expect(body).toBe("a b  c\tde\n");
    expect(toBody(5)).toBe(5);
  });

  test("a text's offsets cut out the NFC of what they cut out before", () => {
    fc.assert(
      fc.property(given, fc.nat(60), fc.nat(60), (text, one, other) => {
        const stored = toStoredText(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no text may have.
        const clean = [...text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\p{Cs}/gu, " ")];
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const [start, end] = [stored.toBody(from), stored.toBody(to)];
        if (to > clean.length) expect(end).toBeNull();
        if (start === null || end === null) return;
        expect(stored.points.slice(start, end).join("")).toBe(clean.slice(from, to).join("").normalize("NFC"));
      }),
      { numRuns: 1000 },
    );
  });

  test("a text's offsets lead to a body that the archive takes, from its beginning to its end", () => {
    fc.assert(
      fc.property(given, (text) => {
        const { body, points, toBody } = toStoredText(text);
        expect(storable(1_000_000).parse(body)).toBe(body);
        expect([toBody(0), toBody([...text].length)]).toEqual([0, points.length]);
      }),
      { numRuns: 1000 },
    );
  });

  test("a text's offsets hold for every character of Unicode that NFC changes", () => {
    const wrong: string[] = [];
    for (let code = 0x80; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const apart = String.fromCodePoint(code).normalize("NFD");
      if (apart === apart.normalize("NFC") && apart === String.fromCodePoint(code)) continue;
      const { points, toBody } = toStoredText(`x${apart}y`);
      if (toBody([...apart].length + 1) !== points.length - 1) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});
