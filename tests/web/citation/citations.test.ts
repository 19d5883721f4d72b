import { describe, expect, test } from "@jest/globals";
import { citeApa } from "../../../web/citation/apa.ts";
import { citeBibtex } from "../../../web/citation/bibtex.ts";
import type { CitedPrinting } from "../../../web/citation/printing.ts";
import { citeWikipedia } from "../../../web/citation/wikipedia.ts";

const printing: CitedPrinting = {
  headline: "Council votes on the dam",
  publishedOn: "2018-09-07",
  url: "https://news.example/dam",
  language: "en",
  byline: "By Ada Moor",
  publisher: "The Ostrin Herald",
  wire: null,
  isFictional: false,
  passage: "The dam stays.",
  urn: "urn:uuid:01234567-89ab-4def-8123-456789abcdef",
  recordAddress: "https://onrecord.example/statements/01234567-89ab-4def-8123-456789abcdef",
};

const apa = (changed: Partial<CitedPrinting> = {}) =>
  citeApa({ ...printing, ...changed })
    .map(({ text, isItalic }) => (isItalic ? `*${text}*` : text))
    .join("");
const bibtex = (changed: Partial<CitedPrinting> = {}) => citeBibtex({ ...printing, ...changed });
const wikipedia = (changed: Partial<CitedPrinting> = {}) => citeWikipedia({ ...printing, ...changed });

const record = printing.recordAddress;

test.each<[string, Partial<CitedPrinting>, string]>([
  [
    "of a day",
    {},
    "Ada Moor. (2018, September 7). Council votes on the dam. *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "of a month",
    { publishedOn: "2018-09" },
    "Ada Moor. (2018, September). Council votes on the dam. *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "of a year",
    { publishedOn: "2018" },
    "Ada Moor. (2018). Council votes on the dam. *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "without an author",
    { byline: null },
    "Council votes on the dam. (2018, September 7). *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "of an agency alone",
    { byline: null, wire: "Velmora Wire" },
    "Velmora Wire. (2018, September 7). Council votes on the dam. *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "of an author via an agency",
    { wire: "Velmora Wire" },
    "Ada Moor. (2018, September 7). Council votes on the dam [Supplied by Velmora Wire]. *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "with a headline that asks",
    { headline: "Will “the dam stay?”", byline: "J. M." },
    "J. M. (2018, September 7). Will “the dam stay?” *The Ostrin Herald*. https://news.example/dam",
  ],
  [
    "of an invented article",
    { isFictional: true },
    `Ada Moor. (2018, September 7). Council votes on the dam [Made-up article]. *The Ostrin Herald*. ${record}`,
  ],
  [
    "of an article that is not on the web",
    { url: "urn:isbn:1" },
    `Ada Moor. (2018, September 7). Council votes on the dam. *The Ostrin Herald*. ${record}`,
  ],
  [
    "written from right to left, without what turns the direction",
    { headline: "\u202eالسد\u202c باق\u2067 اليوم\nغدا", byline: null },
    "السد باق اليوم غدا. (2018, September 7). *The Ostrin Herald*. https://news.example/dam",
  ],
])("APA cites an article %s", (_, changed, cited) => {
  expect(apa(changed)).toBe(cited);
});

describe("BibTeX", () => {
  test("entries have names and headlines in two pairs of braces, and the date for both programs", () => {
    expect(bibtex()).toBe(`@article{onrecord-01234567-89ab-4def-8123-456789abcdef,
  author = {{Ada Moor}},
  title = {{Council votes on the dam}},
  journal = {The Ostrin Herald},
  date = {2018-09-07},
  year = {2018},
  month = sep,
  url = {https://news.example/dam}
}
`);
  });

  test("entries leave out what is not known, and say that an article is made up and supplied", () => {
    const entry = bibtex({ publishedOn: "2018", byline: "Staff", wire: "Velmora Wire", isFictional: true });
    expect(entry).not.toContain("month");
    expect(entry).toContain("  note = {Made-up article; Supplied by Velmora Wire}\n");
    expect(entry).toContain(`  url = {${record}}`);
    expect(bibtex({ byline: null })).not.toContain("author");
  });

  test.each([
    ["Fish & chips: 5% of $1 #2 a_b", "Fish \\& chips: 5\\% of \\$1 \\#2 a\\_b"],
    ["a { b", "a \\textbraceleft{} b"],
    ["a } b \\ c", "a \\textbraceright{} b \\textbackslash{} c"],
    ["~^<|>", "\\textasciitilde{}\\textasciicircum{}\\textless{}\\textbar{}\\textgreater{}"],
    ['He said "no"', 'He said "no"'],
    ["السد باق", "السد باق"],
  ])("the headline %j is written so that TeX shows it", (headline, written) => {
    expect(bibtex({ headline })).toContain(`  title = {{${written}}},\n`);
  });

  test.each(["}", "{{{", "\\{", "}\n@article{x,", "{}}{"])("an entry has its braces in pairs around %j", (hostile) => {
    const entry = bibtex({
      headline: hostile,
      byline: hostile,
      publisher: hostile,
      wire: hostile,
      url: `https://news.example/${hostile}`,
      urn: `urn:x:${hostile}`,
    });
    let depth = 0;
    for (const [index, letter] of [...entry.trimEnd()].entries()) {
      if (letter === "{") depth += 1;
      if (letter === "}") depth -= 1;
      const isEnd = index === entry.trimEnd().length - 1;
      if (index > "@article".length && !isEnd) expect(depth).toBeGreaterThan(0);
    }
    expect(depth).toBe(0);
  });
});

test.each<[string, Partial<CitedPrinting>, string | undefined]>([
  [
    "of a day",
    {},
    "{{cite news |author=Ada Moor |title=Council votes on the dam |work=The Ostrin Herald |date=7 September 2018 |language=en |url=https://news.example/dam |quote=The dam stays.}}",
  ],
  [
    "of a month, via an agency, in a language with a region",
    { publishedOn: "2018-09", byline: null, wire: "Velmora Wire", language: "tr-TR" },
    "{{cite news |title=Council votes on the dam |work=The Ostrin Herald |agency=Velmora Wire |date=September 2018 |language=tr |url=https://news.example/dam |quote=The dam stays.}}",
  ],
  [
    "of a year, not on the web, in an unknown language",
    { publishedOn: "2018", url: "urn:isbn:1", language: "und" },
    "{{cite news |author=Ada Moor |title=Council votes on the dam |work=The Ostrin Herald |date=2018 |quote=The dam stays.}}",
  ],
  ["that is invented: not at all", { isFictional: true }, undefined],
])("Wikipedia cites an article %s", (_, changed, cited) => {
  expect(wikipedia(changed)).toBe(cited);
});

test.each([
  ["a | b", "a &#124; b"],
  ["a }} b {{c}}", "a &#125;&#125; b &#123;&#123;c&#125;&#125;"],
  ["[[Dam]] <ref>x</ref>", "&#91;&#91;Dam&#93;&#93; &#60;ref&#62;x&#60;/ref&#62;"],
  ["Smith & Sons, AT&T &amp; R&D", "Smith & Sons, AT&T &amp;amp; R&D"],
  ["''no'' it's", "&#39;&#39;no&#39;&#39; it's"],
  ["~~~~ __NOTOC__", "&#126;&#126;&#126;&#126; &#95;&#95;NOTOC&#95;&#95;"],
  ["see https://a.example now", "see https&#58;//a.example now"],
  ["one\ntwo\u0000three", "one two three"],
])("a template shows the words %j as they are", (passage, written) => {
  expect(wikipedia({ passage })).toContain(`|quote=${written}}}`);
});

test("an address keeps no letter that would end a template or an entry", () => {
  const url = "https://news.example/a|b}}{c [d] 'e' \"f\"?q={x}&y=1";
  const safe = "https://news.example/a%7Cb%7D%7D%7Bc%20%5Bd%5D%20%27e%27%20%22f%22?q=%7Bx%7D&y=1";
  expect(wikipedia({ url })).toContain(`|url=${safe} |`);
  expect(bibtex({ url })).toContain(`  url = {${safe}}`);
});
