import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { likenessOf } from "../../src/text/likeness.ts";
import { otherNumberWritings, quoteWords } from "../../src/text/quoteWords.ts";

const wordsOf = (text: string) => quoteWords(text).map(({ word }) => word);

describe("the words of a quotation", () => {
  test.each([
    ["We had 12,500 boats", "we had 12500 boats"],
    ["12.500,75 €", "12500.75 €"],
    ["CHF 12'500.–", "chf 12500"],
    ["1 500 000 or 1\u202f500\u202f000", "1500000 or 1500000"],
    ["10:30 and 10.30", "10.30 and 10.30"],
    ["on 7.9.2031, 9/11 and 1-2", "on 7/ /9/ /2031 9/ /11 and 1/ /2"],
    ["-5° and −$5", "-5 ° and - $ 5"],
    ["51–49", "51/ /49"],
    ["½ or 1/2 of 5 1/2", "1/ /2 or 1/ /2 of 5/ /1/ /2"],
    ["3:2, 3 : 2 and 3×2", "3.2 3/ /2 and 3/ /2"],
    ["$1.5m, US$5", "$ 1.5m us $ 5"],
    ["50 ％ of COVID-19", "50 % of covid 19"],
    ["In 2031 500 came", "in 2031 500 came"],
    ["v1.2.3", "v1/ /2/ /3"],
    ["well-known O’Hara", "well known o hara"],
  ])("%s is read as %s", (text, words) => {
    expect(wordsOf(text).join(" ")).toBe(words);
  });

  test("the words stand where they are said to, one after the other", () => {
    const piece = fc.constantFrom(
      "5",
      "12,500",
      "1.5",
      "-",
      "$",
      "%",
      " ",
      ",",
      ".",
      ":",
      "a",
      "É",
      "–",
      "港",
      "2031",
      "\u00ad",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { word, start, end } of quoteWords(text)) {
          expect(word).not.toBe("");
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test.each([
    ["12,500 boats of 2031", ["12500 boats of 2031", "12 500 boats of 2 031"]],
    ["12500 boats", ["12 500 boats"]],
    ["no boats, 12 of 500", []],
  ])("the numbers of “%s” can be written in other ways", (text, others) => {
    expect(otherNumberWritings(text)).toEqual(others);
  });
});

test.each([
  ["5 million", "it costs 1.5 million"],
  ["500 boats", "12,500 boats"],
  ["12", "12,500 boats"],
  ["5 degrees", "-5 degrees"],
  ["$5", "€5"],
  ["30 p.m.", "6:30 p.m."],
  ["2 of boats", "1/2 of boats"],
  ["2 of boats", "1⁄2 of boats"],
  ["2 of boats", "½ of boats"],
  ["1", "1½ boats"],
  ["2 for us", "it was 3:2 for us"],
  ["it was 3", "it was 3:2 for us"],
  ["1 for us", "it was 2–1 for us"],
  ["we lost 2", "we lost 2-1"],
  ["20 boats", "10-20 boats"],
  ["10", "10–20 boats"],
  ["3 is out", "v2.3 is out"],
  ["version 1.2", "version 1.2.3"],
  ["500 boats", "12 500 boats"],
  ["500 boats", "12’500 boats"],
  ["in 2018", "in 2018-09-07"],
  ["7 boats", "on 2018-09-07 boats"],
  ["2018 was", "7/9/2018 was"],
  ["it was 5", "it was 5 1/2 miles"],
  ["1/2 miles", "it was 5 1/2 miles"],
  ["4 metres", "3 × 4 metres"],
])("“%s” does not stand in “%s”", (quote, text) => {
  expect(["EXACT", "NORMALISED"]).not.toContain(likenessOf(quote, text).wording);
});

test.each([
  ["1/2 of boats", "1/2 of boats", "EXACT"],
  ["10-20 boats", "10–20 boats", "NORMALISED"],
  ["½ of boats", "1/2 of boats", "NORMALISED"],
  ["7.9.2018", "7/9/2018", "NORMALISED"],
  ["5 boats", "in 2018—5 boats came", "EXACT"],
  ["2 boats", "1, 2 boats", "EXACT"],
  ["we saw 10", "we saw 10-strong crews", "EXACT"],
  ["We have 5", "We have 5. Then more", "EXACT"],
])("“%s” stands in “%s”: %s", (quote, text, wording) => {
  expect(likenessOf(quote, text).wording).toBe(wording);
});

test.each(["The harbour must stay", "the harbour, must stay"])(
  "“%s” is found at the end of a very long text",
  (quote) => {
    const text = `${Array.from({ length: 3_500 }, (_, i) => `w${i}`).join(" ")} The harbour must stay, all of it.`;
    expect(["EXACT", "NORMALISED"]).toContain(likenessOf(quote, text).wording);
    expect(likenessOf("the harbour must not stay", text)).toMatchObject({ wording: "PARTIAL", likeness: 0.8 });
  },
);
