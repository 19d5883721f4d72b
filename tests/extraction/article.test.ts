import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { analyseText } from "../../src/extraction/article.ts";

const words = (text: string) => analyseText(text).tokens.map((token) => token.text);
const quotations = (text: string) => {
  const { tokens, quotations: found } = analyseText(text);
  return found.map(({ first, last }) => text.slice(tokens[first]?.start, tokens[last]?.end));
};
const sentences = (text: string) => {
  const { units, sentences: found } = analyseText(text);
  return found.map(({ first, last }) => text.slice(units[first]?.start, units[last]?.end));
};

describe("tokens of a text", () => {
  test.each([
    ["a clitic is a word of its own", "Roe's boat didn't sink", ["Roe", "'s", "boat", "did", "n't", "sink"]],
    ["an abbreviation keeps its point", "Mr. Roe met Dr. Doe.", ["Mr.", "Roe", "met", "Dr.", "Doe", "."]],
    ["initials keep their points", "U.S. envoy J. Roe", ["U.S.", "envoy", "J.", "Roe"]],
    ["an address is one word", "see https://example.org/a?b=c now", ["see", "https://example.org/a?b=c", "now"]],
    ["a number keeps its signs", "$1,200.50 or 12%", ["$1,200.50", "or", "12%"]],
    ["a hyphen joins words", "rebel-held al-Karim", ["rebel-held", "al-Karim"]],
    ["each character of Chinese is a word", "他说好", ["他", "说", "好"]],
  ])("tokenizing keeps the rule: %s", (_rule, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test("every token stands at its place, in any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        let end = 0;
        for (const token of analyseText(text).tokens) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
        }
      }),
    );
  });
});

describe("quotations of a text", () => {
  test.each([
    ["curly marks", "“We stay,” Roe said.", ["“We stay,”"]],
    ["straight marks with others inside", 'He called it a "scorched field" twice.', ['"scorched field"']],
    ["guillemets", "«We stay», Roe said.", ["«We stay»"]],
    ["a quotation in a quotation counts once", "“She said ‘no’ to me,” Roe said.", ["“She said ‘no’ to me,”"]],
    ["one that is not closed ends with its paragraph", "“We stay.\n\nThe sea rose.", ["“We stay."]],
    ["marks without a word are none", "“ ” and “…”", []],
    ["apostrophes are none", "the boats' owners in the '90s", []],
  ])("the matcher of quotations knows: %s", (_rule, text, expected) => {
    expect(quotations(text)).toEqual(expected);
  });
});

describe("sentences of a text", () => {
  test.each([
    [
      "a question in a quotation goes on",
      "“Who pays?” Roe asked. Nobody knew.",
      ["“Who pays?” Roe asked.", "Nobody knew."],
    ],
    [
      "a dateline is a sentence",
      "PORT VARN, Arvia (AP) — The ferry sank.",
      ["PORT VARN, Arvia (AP) —", "The ferry sank."],
    ],
    ["a dash within a sentence is none", "The ferry — built in 1968 — sank.", ["The ferry — built in 1968 — sank."]],
    ["a line end parts sentences", "Ferry sinks\nThe ferry sank.", ["Ferry sinks", "The ferry sank."]],
  ])("sentences are cut by the rule: %s", (_rule, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test("a list without an end is cut, so that no step reads all of it at once", () => {
    const { sentences: found } = analyseText("fish ".repeat(2000));
    expect(Math.max(...found.map(({ first, last }) => last - first))).toBeLessThanOrEqual(300);
  });
});
