import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { verifyQuote } from "../../../src/archive/verification.ts";
import { record } from "../../../src/record/record.ts";
import { openArchive } from "../../helpers/archive.ts";
import { article, documentWith, IMPORT, quotation, statement } from "../../helpers/factories.ts";

/** Each is one of a kind that a search by stems, stop words and PostgreSQL's parser misses; a few words of it are the quotation. */
const KINDS: [kind: string, language: string, text: string, quote: string][] = [
  ["common words", "en", "It is what it is, and the pier will still be here.", "It is what it is"],
  [
    "common words of German",
    "de",
    "Es ist so, wie es ist, und wir sind da, wo wir sind.",
    "wie es ist, und wir sind da",
  ],
  [
    "common words of French",
    "fr",
    "Nous sommes ce que nous sommes, et je ne le suis pas.",
    "Nous sommes ce que nous sommes",
  ],
  ["common words of Russian", "ru", "Мы такие, какие мы есть, и это не то, что было.", "это не то, что было"],
  ["common words of Turkish", "tr", "Bu böyle ve biz de bu kadar; ne ise o.", "biz de bu kadar; ne ise o"],
  ["Greek, with a final sigma", "el", "Είμαστε αυτοί που είμαστε, και τίποτε άλλο.", "Είμαστε αυτοί που είμαστε"],
  ["Arabic", "ar", "نحن من نحن، ولن نغلق الميناء أبدا.", "نحن من نحن، ولن نغلق"],
  ["Hebrew", "he", "אנחנו מי שאנחנו, והנמל יישאר פתוח.", "אנחנו מי שאנחנו"],
  ["Hindi", "hi", "हम जो हैं वही हैं, और बंदरगाह खुला रहेगा।", "हम जो हैं वही हैं"],
  ["Chinese", "zh", "我们就是我们，港口会一直开放。", "就是我们，港口"],
  ["Japanese", "ja", "私たちは私たちです。港は開いています。", "港は開いて"],
  ["Thai", "th", "เราเป็นเรา และท่าเรือจะเปิดต่อไป", "ท่าเรือจะเปิด"],
  [
    "an amount",
    "en",
    "As I said: we will spend $5.5 million on the quay, no more.",
    "we will spend $5.5 million on the quay",
  ],
  ["a number with commas", "en", "They counted 12,500 boats by 6:30 p.m. on 1/2.", "counted 12,500 boats by 6:30 p.m."],
  [
    "hyphens and digits",
    "en",
    "We are anti-crane, not pro-ferry, and COVID-19 is over.",
    "anti-crane, not pro-ferry, and COVID-19",
  ],
  [
    "an address",
    "en",
    "Write to quay@sandholm.example or see sandholm.example/quay today.",
    "see sandholm.example/quay today",
  ],
  ["apostrophes", "en", "That's what it's all about, isn't it, O'Hara's men?", "it's all about, isn't it, O'Hara's"],
  ["slashes and signs", "en", "The Ostrin/Velmora line is AT&T's, 50% of it.", "Ostrin/Velmora line is AT&T's, 50%"],
  ["a word", "en", "Balderdash!", "Balderdash"],
];

/** Newer statements that share nearly all words with the others, in other orders. */
const crowd = Array.from({ length: 600 }, (_, i) =>
  statement(
    `Number ${i}: we will spend a million on the ferry and on the quay; it is not what they are, and it is ${i}.`,
  ),
);

const database = openArchive();
beforeAll(async () => {
  const kinds = KINDS.map(([, language, text], i) =>
    article(`kind-${i}`, [quotation(text, { language, topics: [] })], { language, publishedAt: "2011-05-07" }),
  );
  await record(database, documentWith(...kinds, article("crowd", crowd)), IMPORT);
}, 60_000);

const verify = (text: string, speaker?: string) => verifyQuote(database, { text, speaker });

describe.each(KINDS)("%s", (_kind, _language, text, quote) => {
  test("verifyQuote finds it verbatim, whoever is asked about", async () => {
    for (const speaker of [undefined, "Ada Brandt"]) {
      const { wording, matches } = await verify(quote, speaker);
      expect([wording, matches[0]?.statement.text]).toEqual(["EXACT", text]);
    }
  });

  test("verifyQuote finds it without case and punctuation", async () => {
    const { wording, matches } = await verify(
      quote.toUpperCase().replace(/(?<!\p{N})[^\p{L}\p{M}\p{N}]+(?!\p{N})/gu, " "),
    );
    expect(["EXACT", "NORMALISED"]).toContain(wording);
    expect(matches[0]?.statement.text).toBe(text);
  });
});

test.each(KINDS.filter(([, , , quote]) => quote.split(" ").length > 3))(
  "verifyQuote returns PARTIAL and shows any word left out, put in or replaced: %s",
  async (_kind, _language, text, quote) => {
    const words = quote.split(" ");
    for (let i = 1; i < words.length - 1; i += 1) {
      const changed = [
        [...words.slice(0, i), ...words.slice(i + 1)],
        [...words.slice(0, i), "zyx", ...words.slice(i)],
        [...words.slice(0, i), "zyx", ...words.slice(i + 1)],
      ];
      for (const one of changed) {
        const { wording, matches } = await verify(one.join(" "));
        expect([one, wording, matches[0]?.statement.text]).toEqual([one, "PARTIAL", text]);
        expect(new Set(matches[0]?.parts.map(({ change }) => change)).size).toBeGreaterThan(1);
      }
    }
  },
);

test("verifyQuote finds any run of words of any statement as it stands", async () => {
  const texts = [...KINDS.map(([, , text]) => text), ...crowd.slice(0, 20).map(({ text }) => text)];
  const runs = fc.record({
    text: fc.constantFrom(...texts),
    from: fc.nat(20),
    length: fc.integer({ min: 1, max: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(runs, async ({ text, from, length }) => {
      const words = text.split(" ");
      const start = from % words.length;
      const quote = words.slice(start, start + length).join(" ");
      fc.pre(/[\p{L}\p{N}]/u.test(quote));
      const { wording, matches } = await verify(quote);
      expect([quote, wording]).toEqual([quote, "EXACT"]);
      expect(matches[0]?.statement.text).toContain(quote.replace(/^'|'$/g, ""));
    }),
    { numRuns: 60, seed: 20_311_129 },
  );
});

test.each([
  ["soft hyphens and no-break spaces", "we will spend $5.5\u00a0mil\u00adlion on the\u202fquay"],
  ["other dashes and apostrophes", "anti–crane, not pro‑ferry, and COVID—19"],
  ["marks of direction", "\u200fwe will \u202aspend\u202c $5.5 million on the quay"],
  ["full-width letters", "ｗｅ ｗｉｌｌ ｓｐｅｎｄ $5.5 million"],
])("verifyQuote returns NORMALISED for a difference in writing: %s", async (_case, quote) => {
  const { wording, matches } = await verify(quote);
  expect(wording).toBe("NORMALISED");
  expect(matches[0]?.statement.speakerId).not.toBeNull();
});

test("verifyQuote returns the speaker's own words beside those of others", async () => {
  const quote = "it is not what they are";
  expect(await verify(quote, "Ada Brandt")).toMatchObject({ wording: "EXACT", attribution: "SPEAKER_UNKNOWN" });
  const near = await verify("we will spend a million on the quay", "Ada Brandt");
  expect(near.matches.map(({ attribution }) => attribution)).toContain("CONFIRMED");
});

describe("numbers", () => {
  const quay = "we will spend $5.5 million on the quay";
  const boats = "counted 12,500 boats by 6:30 p.m.";
  test.each([
    [quay.replace("5.5", "5,5"), "NORMALISED", "with a comma for its point"],
    [boats.replace("12,500", "12500"), "NORMALISED", "without groups"],
    [boats.replace("12,500", "12.500"), "NORMALISED", "with other separators"],
    [boats.replace("12,500", "12 500"), "NORMALISED", "with spaces"],
    [boats.replace("6:30", "6.30"), "NORMALISED", "of the clock"],
    [quay.replace("$", "€"), "PARTIAL", "of another currency"],
    [quay.replace("$", ""), "PARTIAL", "without a currency"],
    [quay.replace("5.5", "55"), "PARTIAL", "without its point"],
    [quay.replace("5.5", "5–5"), "PARTIAL", "that became a range"],
    [quay.replace("$5.5", "-$5.5"), "PARTIAL", "below zero"],
    [boats.replace("12,500", "12,600"), "PARTIAL", "that is another"],
    ["Ostrin/Velmora line is AT&T's, 50 of it", "PARTIAL", "without its percent sign"],
    ["500 boats by 6:30 p.m. on", "PARTIAL", "that is the end of a longer one"],
    ["5 million on the quay", "PARTIAL", "that is behind the point of another"],
  ])("verifyQuote returns for %s %s: a number %s", async (quote, expected) => {
    const { wording, matches } = await verify(quote);
    expect(wording).toBe(expected);
    expect(matches[0]?.statement.text).toMatch(/quay, no more|12,500|AT&T/);
  });
});
