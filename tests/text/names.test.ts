import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { normalizeName, normalizeWording } from "../../src/text/names.ts";
import { processorTime } from "../helpers/processorTime.ts";

/** Names as people write them, mixed with other characters of Unicode. */
const letters = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      ..."aZ ßẞıİiIøØłŁæÞ ΣσςΆ Ёё Йй ةهىيیکك ـ\u0301\u0307\u0308\u064b\u05b0\u0345ﬁＡ①½².'’-\u200d\u00ad한각が",
    ),
    maxLength: 20,
  }),
);

/** UTF-16 units one by one, so that surrogates stand alone too. */
const rubbish = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff, 0x20)), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

describe("normalizeName", () => {
  test.each([
    ["putin", ["Putin", "PUTIN", " putin ", "Pútin", "putin!"]],
    ["путин", ["Путин", "ПУТИН"]],
    [
      "recep tayyip erdogan",
      ["Recep Tayyip Erdoğan", "RECEP TAYYİP ERDOĞAN", "recep-tayyip erdogan", "Recep  Tayyıp Erdogan"],
    ],
    ["rt erdogan", ["R. T. Erdoğan", "RT ERDOGAN", "r.t. erdoğan", "R.T.Erdogan"]],
    ["istanbul", ["İstanbul", "ISTANBUL", "ıstanbul", "Istanbul"]],
    ["strasse", ["Straße", "STRASSE", "STRAẞE", "strasse"]],
    ["οδυσσευσ", ["Οδυσσεύς", "ΟΔΥΣΣΕΥΣ", "οδυσσευς"]],
    ["алексеи", ["Алексей", "АЛЕКСЕЙ", "алексеи"]],
    ["еж", ["Ёж", "ЕЖ"]],
    ["حسن روحاني", ["حسن روحاني", "حسن روحانی", "حَسَن رُوحَانِي", "حســن روحاني"]],
    ["ادلب", ["إدلب", "ادلب"]],
    ["oe lodz thorsson", ["Œ Łódź Þórsson", "oe lodz thorsson"]],
    ["o brien", [..."'’‘ʼʻʹʽʾ`´ʿ＇ꞌ‛′"].map((sign) => `O${sign}Brien`)],
    ["мар яна вовк", ["Марʼяна Вовк", "Мар'яна Вовк", "МАР’ЯНА ВОВК"]],
    ["ali", ["ʿAlī", "‘Ali", "Ali"]],
    ["ʼ", ["ʼ", " ʼ "]],
    ["un", ["U.N.", "UN", "u n"]],
    ["financial", ["ﬁnancial", "Financial", "ＦＩＮＡＮＣＩＡＬ"]],
    ["東京", ["東京"]],
    ["!!!", ["!!!", " !!! "]],
    ["", ["", " \u0000\u200b ", "\ud800"]],
  ])("normalizeName returns %j for %j", (form, names) => {
    expect(names.map(normalizeName)).toEqual(names.map(() => form));
  });

  test.each([
    ["A. L. Brandt", "Al Brandt"],
    ["J. O'Neill", "Jo Neill"],
    ["R. O’Brien", "Ro Brien"],
    ["E. D. Marsh", "Ed Marsh"],
    ["J. O. E. Velle", "Joe Velle"],
    ["A.L.", "Al"],
    ["T. I. M. Marsh", "Tim Marsh"],
  ])("normalizeName tells the initials of %s from the given name of %s", (initials, given) => {
    expect(normalizeName(initials)).not.toBe(normalizeName(given));
  });

  test("normalizeName keeps marks that are letters to their readers", () => {
    expect(normalizeName("हिन्दी")).not.toBe(normalizeName("हनद"));
    expect(normalizeName("が")).not.toBe(normalizeName("か"));
  });

  test("normalizeName changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.oneof(letters, rubbish), (name) => {
        expect(normalizeName(normalizeName(name))).toBe(normalizeName(name));
      }),
      { numRuns: 3000 },
    );
  });

  test("normalizeName returns the same for NFC, NFD, NFKC, upper and lower case", () => {
    fc.assert(
      fc.property(letters, (name) => {
        const form = normalizeName(name);
        expect(normalizeName(name.normalize("NFC"))).toBe(form);
        expect(normalizeName(name.normalize("NFD"))).toBe(form);
        expect(normalizeName(name.normalize("NFKC"))).toBe(form);
        expect(normalizeName(name.toUpperCase())).toBe(form);
        expect(normalizeName(name.toLowerCase())).toBe(form);
      }),
      { numRuns: 3000 },
    );
  });

  test("normalizeName returns text that PostgreSQL takes: well-formed NFC, no controls, trimmed", () => {
    fc.assert(
      fc.property(fc.oneof(letters, rubbish), (name) => {
        const form = normalizeName(name);
        expect(form).not.toMatch(/\p{Cs}|\p{Cc}/u);
        expect(form).toBe(form.normalize("NFC"));
        expect(form).toBe(form.trim());
      }),
      { numRuns: 3000 },
    );
  });

  test("normalizeName returns an empty text only if a name has nothing to show", () => {
    fc.assert(
      fc.property(letters, (name) => {
        if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) expect(normalizeName(name)).not.toBe("");
      }),
      { numRuns: 3000 },
    );
  });

  test("normalizeName takes linear time for 10,000 characters", () => {
    expect(processorTime(() => normalizeName("Ğ.".repeat(5_000)))).toBeLessThan(1_000);
  });
});

describe("normalizeWording", () => {
  test.each([
    ["The harbour fed us — for 300 years!", "the HARBOUR fed us for 300 years"],
    ["“Never again”, she said", "never again she said"],
    ["Straße", "STRASSE"],
    ["e\u0301te\u0301", "été"],
    ["ﬁne  \n words", "fine words"],
    ...[..."’ʼʻ`´′＇‘‛ʹʾʿꞌˈ"].map((sign): [string, string] => [`O${sign}Hara sold the nets`, "o'hara sold the nets"]),
  ])("normalizeWording takes %j and %j for one wording", (one, other) => {
    expect(normalizeWording(one)).toBe(normalizeWording(other));
  });

  test("normalizeWording keeps accents, which tell words apart", () => {
    expect(normalizeWording("été")).not.toBe(normalizeWording("ete"));
  });

  test("normalizeWording changes nothing the second time and returns the same for NFC and NFD", () => {
    fc.assert(
      fc.property(fc.oneof(letters, rubbish), (text) => {
        const form = normalizeWording(text);
        expect(normalizeWording(form)).toBe(form);
        expect(normalizeWording(text.normalize("NFD"))).toBe(form);
      }),
      { numRuns: 3000 },
    );
  });
});
