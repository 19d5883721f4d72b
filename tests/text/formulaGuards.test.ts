import { describe, expect, test } from "@jest/globals";
import { guardFormulas, unguardFormulas, withoutGuard } from "../../src/text/formulaGuards.ts";

/** Returns all texts of this many of these characters. */
function textsOf(characters: string, length: number): string[] {
  if (length === 0) return [""];
  return textsOf(characters, length - 1).flatMap((text) => [...characters].map((each) => text + each));
}

describe("guards against formulas", () => {
  const all = [0, 1, 2, 3, 4, 5].flatMap((length) => textsOf("'\"=－;,\nx", length));

  test.each([",", ";"] as const)(
    "every text comes back from a table with %j, and no piece of it begins a formula",
    (separator) => {
      for (const text of all) {
        const guarded = guardFormulas(text, separator);
        if (unguardFormulas(guarded, separator) !== text) throw new Error(JSON.stringify([text, guarded]));
        const pieces = guarded.split(separator === "," ? /[;\r\n]/ : /[;,\r\n]/);
        if (pieces.some((piece) => /^"*[=+\-@＝＋－＠]/.test(piece))) throw new Error(JSON.stringify([text, guarded]));
      }
      expect(all.length).toBeGreaterThan(30_000);
    },
  );

  test.each([
    ["'@someone thanks", "@someone thanks"],
    ["'-- no comment", "-- no comment"],
    ["'-5 degrees' is warm, he said", "-5 degrees' is warm, he said"],
    ["'-5 degrees.'", "'-5 degrees.'"],
    ["'tis spring", "'tis spring"],
  ])("the guard of another program is taken off, and a mark of the text is not: %s", (cell, text) => {
    expect(withoutGuard(cell)).toBe(text);
  });
});
