import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { hasOnlyMarks, hasQuotationMark, withoutOuterMarks } from "../../../src/text/quotation/marks.ts";
import { quotedRegions } from "../../../src/text/quotation/regions.ts";
import { readQuotation } from "../../../src/text/quotation.ts";

/** Reads a whole text as a content, as a cell of a spreadsheet is read. */
function read(text: string) {
  const points = [...text];
  const { quoted, between } = readQuotation(points, quotedRegions(points), [{ start: 0, end: points.length }], []);
  return { quoted, between };
}

/** How languages nest quotations: the outer marks, the inner ones, and those of the third level. */
const LANGUAGES: [language: string, levels: [string, string][], words: [string, string, string, string]][] = [
  [
    "English",
    [
      ["“", "”"],
      ["‘", "’"],
      ["“", "”"],
    ],
    ["The boats’ owners don’t", "pay", "a", "fee"],
  ],
  [
    "British",
    [
      ["‘", "’"],
      ["“", "”"],
      ["‘", "’"],
    ],
    ["The boats’ owners don’t", "pay", "a", "fee"],
  ],
  [
    "typewritten",
    [
      ['"', '"'],
      ["'", "'"],
      ['"', '"'],
    ],
    ["The boats' owners don't", "pay", "a", "fee"],
  ],
  [
    "LaTeX",
    [
      ["``", "''"],
      ["‘", "’"],
      ["“", "”"],
    ],
    ["They don’t", "pay", "a", "fee"],
  ],
  [
    "German",
    [
      ["„", "“"],
      ["‚", "‘"],
      ["„", "“"],
    ],
    ["Wir", "zahlen", "den", "Hafen"],
  ],
  [
    "German books",
    [
      ["»", "«"],
      ["›", "‹"],
      ["»", "«"],
    ],
    ["Wir", "zahlen", "den", "Hafen"],
  ],
  [
    "Swiss",
    [
      ["«", "»"],
      ["‹", "›"],
      ["«", "»"],
    ],
    ["Wir", "zahlen", "den", "Hafen"],
  ],
  [
    "Danish",
    [
      ["»", "«"],
      ["“", "”"],
      ["›", "‹"],
    ],
    ["Vi", "betaler", "en", "havn"],
  ],
  [
    "Swedish",
    [
      ["”", "”"],
      ["’", "’"],
      ["”", "”"],
    ],
    ["Vi", "betalar", "en", "hamn"],
  ],
  [
    "Finnish",
    [
      ["»", "»"],
      ["’", "’"],
      ["”", "”"],
    ],
    ["Me", "maksamme", "yhden", "sataman"],
  ],
  [
    "Dutch",
    [
      ["„", "”"],
      ["‚", "’"],
      ["“", "”"],
    ],
    ["Wij", "betalen", "een", "haven"],
  ],
  [
    "Polish",
    [
      ["„", "”"],
      ["«", "»"],
      ["‚", "’"],
    ],
    ["Nie", "zapłacimy", "za", "port"],
  ],
  [
    "Czech",
    [
      ["„", "“"],
      ["‚", "‘"],
      ["»", "«"],
    ],
    ["My", "platíme", "za", "přístav"],
  ],
  [
    "Hungarian",
    [
      ["„", "”"],
      ["»", "«"],
      ["’", "’"],
    ].slice(0, 2) as [string, string][],
    ["Mi", "fizetünk", "egy", "kikötő"],
  ],
  [
    "Romanian",
    [
      ["„", "”"],
      ["«", "»"],
      ["‘", "’"],
    ],
    ["Noi", "plătim", "un", "port"],
  ],
  [
    "French",
    [
      ["« ", " »"],
      ["“", "”"],
      ["‘", "’"],
    ],
    ["L’eau n’est", "pas", "à", "nous"],
  ],
  [
    "French, both alike",
    [
      ["« ", " »"],
      ["« ", " »"],
      ["“", "”"],
    ],
    ["L’eau n’est", "pas", "à", "nous"],
  ],
  [
    "Spanish",
    [
      ["«", "»"],
      ["“", "”"],
      ["‘", "’"],
    ],
    ["No", "pagamos", "un", "puerto"],
  ],
  [
    "Italian",
    [
      ["«", "»"],
      ["“", "”"],
      ["‘", "’"],
    ],
    ["L’acqua", "non", "è", "nostra"],
  ],
  [
    "Portuguese",
    [
      ["“", "”"],
      ["‘", "’"],
      ["«", "»"],
    ],
    ["Não", "pagamos", "um", "porto"],
  ],
  [
    "Greek",
    [
      ["«", "»"],
      ["“", "”"],
      ["‘", "’"],
    ],
    ["Δεν", "πληρώνουμε", "το", "λιμάνι"],
  ],
  [
    "Russian",
    [
      ["«", "»"],
      ["„", "“"],
      ["«", "»"],
    ],
    ["Мы не", "заплатим", "за", "порт"],
  ],
  [
    "Ukrainian",
    [
      ["«", "»"],
      ["“", "”"],
      ["„", "”"],
    ],
    ["Ми", "п’ять", "раз", "сплатили"],
  ],
  [
    "Bulgarian",
    [
      ["„", "“"],
      ["’", "’"],
      ["«", "»"],
    ].slice(0, 1) as [string, string][],
    ["Ние", "плащаме", "едно", "пристанище"],
  ],
  [
    "Hebrew",
    [
      ["”", "”"],
      ["’", "’"],
      ["”", "”"],
    ],
    ["לא", "נשלם", "על", 'צה"ל'],
  ],
  [
    "Arabic",
    [
      ["«", "»"],
      ["“", "”"],
      ["‘", "’"],
    ],
    ["نحن", "لا", "ندفع", "شيئا"],
  ],
  [
    "Japanese",
    [
      ["「", "」"],
      ["『", "』"],
      ["「", "」"],
    ],
    ["私は", "払わない", "と", "言った"],
  ],
  [
    "Japanese, half width",
    [
      ["｢", "｣"],
      ["『", "』"],
      ["「", "」"],
    ],
    ["私は", "払わない", "と", "言った"],
  ],
  [
    "Japanese, vertical",
    [
      ["﹁", "﹂"],
      ["﹃", "﹄"],
      ["﹁", "﹂"],
    ],
    ["私は", "払わない", "と", "言った"],
  ],
  [
    "Chinese",
    [
      ["“", "”"],
      ["‘", "’"],
      ["“", "”"],
    ],
    ["我们", "不付", "港口", "的钱"],
  ],
  [
    "Chinese, without spaces around inner marks",
    [
      ["「", "」"],
      ["“", "”"],
      ["『", "』"],
    ],
    ["我们", "不付", "港口", "的钱"],
  ],
  [
    "Korean",
    [
      ["“", "”"],
      ["‘", "’"],
      ["“", "”"],
    ],
    ["우리는", "내지", "않을", "것"],
  ],
  [
    "full width",
    [
      ["＂", "＂"],
      ["‘", "’"],
      ["“", "”"],
    ],
    ["They don’t", "pay", "a", "fee"],
  ],
  [
    "signs less and greater",
    [
      ["<<", ">>"],
      ["“", "”"],
      ["<", ">"],
    ].slice(0, 2) as [string, string][],
    ["Nous", "payons", "un", "port"],
  ],
  [
    "commas",
    [
      [",,", "''"],
      ["‚", "‘"],
    ],
    ["Wir", "zahlen", "den", "Hafen"],
  ],
  [
    "ornaments",
    [
      ["❝", "❞"],
      ["❛", "❜"],
    ],
    ["They", "pay", "a", "fee"],
  ],
];

/** Puts words into marks, one level within another: «one „two «three» two“ one». */
function nest(levels: readonly [string, string][], [first = "", ...rest]: readonly string[]): string {
  const [level, ...deeper] = levels;
  if (!level) return [first, ...rest].join(" ");
  const inner = deeper.length > 0 ? ` ${nest(deeper, rest)} ${first}` : ` ${rest.join(" ")}`;
  return `${level[0]}${first}${inner}${level[1]}`;
}

describe("quotations in quotations", () => {
  test.each(
    LANGUAGES.flatMap(([language, levels, words]) => levels.map((_, i) => [language, i + 1, levels, words] as const)),
  )("a quotation in quotations is one: %s, %i deep", (_, depth, levels, words) => {
    const [[opening, closing], ...inner] = levels.slice(0, depth) as [[string, string], ...[string, string][]];
    const whole = nest([[opening, closing], ...inner], words);
    const between = whole.slice(opening.length, -closing.length);
    expect(read(whole)).toEqual({ quoted: "ALL", between });
    expect(hasQuotationMark(whole)).toBe(true);
    expect(hasOnlyMarks(whole)).toBe(false);
    expect(hasOnlyMarks(`${opening} ${closing}`)).toBe(true);
    // The words of a reporter around it make it a part.
    expect(read(`${words[0]} ${whole} ${words[1]}`)).toMatchObject({ quoted: "SOME", between });
  });

  test.each([
    ["““We stay””", "We stay"],
    ["««We stay»»", "We stay"],
    ['""We stay""', "We stay"],
    ["＂We stay＂", "We stay"],
    ['“We stay"', "We stay"],
    ['"We stay”', "We stay"],
    ["“We stay,“", "We stay"],
    ["“They gave a ‘D-‘ to us”", "They gave a ‘D-‘ to us"],
    ["“They said ‘no’”", "They said ‘no’"],
    ["“‘No’ is what they said”", "‘No’ is what they said"],
    ["“They said “no””", "They said “no”"],
    ["‘The boats’ owners don’t pay’", "The boats’ owners don’t pay"],
    ["“Let ’em pay the boats’ owners”", "Let ’em pay the boats’ owners"],
    ["\"It is 12'5 and the '90s\"", "It is 12'5 and the '90s"],
    ["他说“我们留下”了", null],
    ['"צה"ל לא ישלם"', 'צה"ל לא ישלם'],
    ["« A « B » C »", "A « B » C"],
    ["“We stay.\n\n“We go.”", "We stay. We go."],
    ["«On reste.\n\n«On part.»", "On reste. On part."],
    ["« On reste.\n\n» On part. »", "On reste. On part."],
    ["«No pagamos.\n\n»Nos vamos.»", "No pagamos. Nos vamos."],
    ["„Wir bleiben.\n\n„Wir gehen.“", "Wir bleiben. Wir gehen."],
    ["「残る。\n\n「行く。」", "残る。 行く。"],
    ["«Мы\nне „заплатим“ дважды»", "Мы не „заплатим“ дважды"],
  ])("marks are read as people type them: %j", (text, between) => {
    expect(read(text)).toMatchObject(between === null ? { quoted: "SOME" } : { quoted: "ALL", between });
  });

  test("marks are taken from around words, of every kind", () => {
    for (const [, [[opening, closing] = ["", ""]], words] of LANGUAGES) {
      expect(withoutOuterMarks(`${opening}${words.join(" ")}${closing} `)).toBe(words.join(" "));
    }
  });

  test("a text in marks of one language with any words in it is quoted as a whole", () => {
    const word = fc.stringMatching(/^[a-zé]{1,6}(?:[’'][a-z]{1,3})?$/);
    const words = fc.array(word, { minLength: 4, maxLength: 4 });
    const levels = fc.constantFrom(...LANGUAGES.map(([, all]) => all));
    fc.assert(
      fc.property(levels, words, (all, given) => {
        expect(read(nest(all, given)).quoted).toBe("ALL");
      }),
      { numRuns: 2000 },
    );
  });
});
