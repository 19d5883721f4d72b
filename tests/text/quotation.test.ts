import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { withoutOuterMarks } from "../../src/text/quotation/marks.ts";
import { quotedRegions } from "../../src/text/quotation/regions.ts";
import { readQuotation } from "../../src/text/quotation.ts";
import { processorTime } from "../helpers/processorTime.ts";

/** Returns the parts of a text between quotation marks. */
function quotedIn(text: string): string[] {
  const points = [...text];
  return quotedRegions(points).map(({ start, end }) => points.slice(start, end).join(""));
}

/** Reads the content of a text: the parts in [brackets] are content, the parts in {braces} attribute it. */
function read(marked: string) {
  const points: string[] = [];
  const content: { start: number; end: number }[] = [];
  const frame: { start: number; end: number }[] = [];
  let start = 0;
  for (const point of marked) {
    if (point === "[" || point === "{") start = points.length;
    else if (point === "]") content.push({ start, end: points.length });
    else if (point === "}") frame.push({ start, end: points.length });
    else points.push(point);
  }
  return readQuotation(points, quotedRegions(points), content, frame);
}

describe("quotation marks", () => {
  test.each([
    ["straight", 'She said "we stay" and "we go".', ["we stay", "we go"]],
    ["curly", "She said “we stay” and “we go”.", ["we stay", "we go"]],
    ["German", "Sie sagte: „Wir bleiben“, und „wir gehen“.", ["Wir bleiben", "wir gehen"]],
    ["turned guillemets", "Sie sagte: »Wir bleiben«.", ["Wir bleiben"]],
    ["French", "Elle dit : «Nous restons».", ["Nous restons"]],
    ["French, spaced", "Elle dit : « Nous restons ».", [" Nous restons "]],
    ["French, spaced, with a comma", "« Nous restons », dit-elle.", [" Nous restons "]],
    [
      "French, spaced, one after the other",
      "« Oui », « non » ; « bof » ! (« Et alors »)",
      [" Oui ", " non ", " bof ", " Et alors "],
    ],
    [
      "French, with no-break spaces",
      "« Nous restons » ; «\u202fet toi\u202f» ?",
      [" Nous restons ", "\u202fet toi\u202f"],
    ],
    ["French, spaced, within brackets", "Elle (« Nous restons ») part.", [" Nous restons "]],
    ["French, behind a colon", "Elle dit:« Nous restons », puis « allons ».", [" Nous restons ", " allons "]],
    ["French, nested and spaced", "« Elle a dit “ jamais ” », dit-il.", [" Elle a dit “ jamais ” ", " jamais "]],
    ["single guillemets, spaced", "Er sagt: ‹ Wir bleiben ›, und geht.", [" Wir bleiben "]],
    ["Swiss, before a full stop", "Er sagt «Wir bleiben», «wir gehen».", ["Wir bleiben", "wir gehen"]],
    ["Spanish, with dots", "Dijo: «... y nada más», y se fue.", ["... y nada más"]],
    [
      "turned guillemets, with a comma",
      "»Wir bleiben,« sagte sie, »und zwar (»hier«)!«",
      ["Wir bleiben,", "und zwar (»hier«)!", "hier"],
    ],
    ["Chinese", "她說：「我們留下。」", ["我們留下。"]],
    ["Hebrew", "הוא אמר: ״נישאר כאן״, ״כן״.", ["נישאר כאן", "כן"]],
    ["Hebrew, with acronyms", "״צה״ל יישאר״, אמר מנכ״ל בארה״ב. ״אני מצה״ל״.", ["צה״ל יישאר", "אני מצה״ל"]],
    ["Hebrew acronyms alone", "דובר צה״ל ומנכ״ל אמרו, וכו׳ וכו׳, בשנות ה-80׳ עם ג׳ורג׳.", []],
    ["Hebrew, nested", "״הוא אמר ׳כן׳ והלך״", ["הוא אמר ׳כן׳ והלך", "כן"]],
    ["Hebrew, single", "׳שלום׳, אמר פרופ׳ כהן", ["שלום"]],
    ["Hebrew, typed in ASCII", 'הוא אמר "צה"ל יישאר" והלך', ['צה"ל יישאר']],
    ["Hebrew, low and high", "הוא אמר „נישאר כאן”.", ["נישאר כאן"]],
    ["Arabic", "قال: «سنبقى هنا»، ثم “سنعود”.", ["سنبقى هنا", "سنعود"]],
    ["Thai, without spaces", "เขากล่าวว่า“เราจะอยู่”แล้วไป", ["เราจะอยู่"]],
    ["Hindi", "उन्होंने कहा, “हम रहेंगे।”", ["हम रहेंगे।"]],
    ["Greek", "Είπε: «Θα μείνουμε».", ["Θα μείνουμε"]],
    ["Armenian", "Ասաց. «Մենք կմնանք»։", ["Մենք կմնանք"]],
    ["Swedish", "Hon sade: ”Vi stannar.”", ["Vi stannar."]],
    ["Finnish", "Hän sanoi: »Me jäämme»", ["Me jäämme"]],
    ["Danish", "Hun sagde: »Vi bliver«.", ["Vi bliver"]],
    ["Polish", "Powiedział: „Zostajemy”.", ["Zostajemy"]],
    ["typewritten", "``We stay,'' she said. ''We go.''", ["We stay,", "We go."]],
    ["typewritten, with an apostrophe at the end", "''He said 'no.''' Then he left.", ["He said 'no.'", "no."]],
    ["turned wrongly", "She said ”we stay“ twice.", ["we stay"]],
    ["between dashes", "The word—“stay”—was heard.", ["stay"]],
    ["inches", 'A table of 12" by 14" stood there.', []],
    ["single", "Brandt: ‘We Had No Choice’", ["We Had No Choice"]],
    ["single and straight", "Mayor: 'We don't pay.'", ["We don't pay."]],
    ["single in double", "“They say ‘we pay’ now”", ["They say ‘we pay’ now", "we pay"]],
    ["an “and” of one letter", "It's rock 'n' roll, fish ‘n’ chips and drum 'N' bass.", []],
    ["apostrophes", "The boats’ owners don’t pay; the '90s aren't back, and the boats' owners know.", []],
    ["of several paragraphs", "“We stay.\n\n“We go.”\n\nThen they left.", ["We stay.", "We go."]],
    ["over a line break", "“We stay.\nWe go.” Then they left.", ["We stay.\nWe go."]],
    ["never closed", "“We stay.\n\nThen they left.", ["We stay."]],
    ["closed only", "We stay.” Then they left.", []],
  ])("quotation marks are found in pairs: %s", (_, text, quoted) => {
    expect(quotedIn(text)).toEqual(quoted);
  });

  test("quotation marks never reach beyond the text", () => {
    const letters = fc.constantFrom(..."ab \n\"'“”„‘’‚«»`.,-—(🚢");
    fc.assert(
      fc.property(fc.array(letters), (points) => {
        for (const { start, end } of quotedRegions(points)) {
          expect(start).toBeGreaterThan(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(points.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ["״שלום״", "שלום"],
  ["׳שלום׳", "שלום"],
  ["וכו׳", "וכו׳"],
  ["״צה״ל״", "צה״ל"],
  ["“We stay”", "We stay"],
])("the words within the outer marks of %s are %s", (words, bare) => {
  expect(withoutOuterMarks(words)).toBe(bare);
});

describe("a text of nothing but marks", () => {
  test.each(["“", "”", '"', "'", "``a", " ‘a", " ‘a’ ", "“a\n", "“‘a” "])(
    "a text of nothing but %j takes linear time",
    (mark) => {
      const points = [...mark.repeat(100_000)];
      // Searching for its quotation marks again and again would take minutes.
      expect(processorTime(() => quotedRegions(points))).toBeLessThan(5_000);
    },
  );
});

describe("a content", () => {
  test("a content is quoted as a whole if every letter is, and loses the comma before the closing mark", () => {
    expect(read("[“We stay,”] {she said}.")).toEqual({ quoted: "ALL", printed: "“We stay,”", between: "We stay" });
  });

  test("a content is quoted as a whole if the marks stand just outside of it", () => {
    expect(read("“[We stay]”, {she said}.")).toMatchObject({ quoted: "ALL", between: "We stay" });
  });

  test("a content that is interrupted is joined without the words between", () => {
    expect(read("[“We stay,”] {she said}, [“and we\nfish.”]")).toEqual({
      quoted: "ALL",
      printed: "“We stay,” “and we fish.”",
      between: "We stay, and we fish.",
    });
  });

  test("a content ends in a full stop if a comma stands for one", () => {
    expect(read("[“We stay,”] {said Mr. Grün}, [“and fish,”] {he said}. [“We do not pay.”]").between).toBe(
      "We stay, and fish. We do not pay.",
    );
  });

  test("a content may be quoted in part", () => {
    expect(read("{She called} [the rise “a bad joke”].")).toMatchObject({
      quoted: "SOME",
      printed: "the rise “a bad joke”",
    });
  });

  test("a content within a quotation that also attributes it is a paraphrase", () => {
    expect(read("“{He says} [he will pay],” she said.")).toMatchObject({ quoted: "NONE", printed: "he will pay" });
    expect(read("“{He says} [‘I will pay,’]” she said.")).toMatchObject({ quoted: "ALL", between: "I will pay" });
  });

  test("a content without letters is not quoted", () => {
    expect(read("{She said} [“…”]")).toMatchObject({ quoted: "NONE", printed: "“…”" });
  });
});
