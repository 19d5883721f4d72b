import { describe, expect, test } from "@jest/globals";
import { checkArticle } from "../../src/extraction/corpora/check.ts";
import { MarkupError, readMarkup } from "../../src/extraction/corpora/markup.ts";
import { readStandoff, StandoffError } from "../../src/extraction/corpora/standoff.ts";
import type { AnnotatedArticle } from "../../src/extraction/gold.ts";

/** The words of the attributions of an article. */
function wordsIn({ text, attributions }: AnnotatedArticle) {
  const of = (spans: readonly (readonly [number, number])[]) => spans.map((span) => text.slice(...span));
  return attributions.map(({ content, cue, source }) => ({ content: of(content), cue: of(cue), source: of(source) }));
}

describe("marked-up text", () => {
  test("a digit groups the spans of one attribution, and a source serves those after it", () => {
    const [article] = readMarkup(
      "Ferry news\n“{q|We stay,}” {s|Roe} {c|said}, {c2|adding} {q2|that the sea rose}. “{q|All of us.}”\n",
      "a.txt",
    );
    expect(article?.text).toBe("Ferry news\n\n“We stay,” Roe said, adding that the sea rose. “All of us.”");
    expect(wordsIn(article as AnnotatedArticle)).toEqual([
      { content: ["We stay", "All of us."], cue: ["said"], source: ["Roe"] },
      { content: ["that the sea rose"], cue: ["adding"], source: ["Roe"] },
    ]);
  });

  test("{x|} says that an attribution has no source, ¶ begins a paragraph, and ===== an article", () => {
    const articles = readMarkup(
      "{s|Roe} {c|said} {q|no}.¶{x2|}{q2|It rained}, {c2|it was said}.\n=====\nNothing.",
      "a.txt",
    );
    expect(articles.map(({ id, text }) => [id, text])).toEqual([
      ["a.txt#0", "Roe said no.\n\nIt rained, it was said."],
      ["a.txt#1", "Nothing."],
    ]);
    expect(wordsIn(articles[0] as AnnotatedArticle)[1]).toMatchObject({ source: [] });
  });

  test("letters name speakers, and #id the article", () => {
    const [article] = readMarkup("#id ferry\n#sp A=Jane Roe; B=John Doe\n{s|She} {c|said} {qA|no}.", "a.txt");
    expect([article?.id, article?.attributions[0]?.speaker]).toEqual(["ferry", "Jane Roe"]);
  });

  test.each([
    ["a mark that is not closed", "{q|We stay, Roe said.", /not closed/],
    ["a brace that closes nothing", "We stay}, Roe said.", /closes nothing/],
    ["an unknown mark", "{z|We stay}, Roe said.", /unknown/],
  ])("%s is refused with its place", (_fault, source, message) => {
    expect(() => readMarkup(source, "a.txt")).toThrow(MarkupError);
    expect(() => readMarkup(source, "a.txt")).toThrow(message);
    expect(() => readMarkup(source, "a.txt")).toThrow(/^a\.txt#0/);
  });
});

describe("stand-off annotations", () => {
  test("offsets count code points", () => {
    const text = "🙂 “No,” Roe said.";
    const line = JSON.stringify({
      id: "a",
      text,
      attributions: [{ content: [[3, 5]], cue: [[12, 16]], source: [[8, 11]] }],
    });
    expect(wordsIn(readStandoff(line, "a.jsonl:1"))).toEqual([{ content: ["No"], cue: ["said"], source: ["Roe"] }]);
  });

  test.each([
    ["no JSON", "{", /not JSON/],
    ["no text", '{"attributions": []}', /text/],
    [
      "offsets beyond the text",
      '{"text": "No.", "attributions": [{"content": [[0, 9]]}]}',
      /no stretch.*correct its offsets/,
    ],
    ["an empty span", '{"text": "No.", "attributions": [{"content": [[1, 1]]}]}', /no stretch/],
  ])("%s is refused with its line", (_fault, line, message) => {
    expect(() => readStandoff(line, "a.jsonl:7")).toThrow(StandoffError);
    expect(() => readStandoff(line, "a.jsonl:7")).toThrow(message);
    expect(() => readStandoff(line, "a.jsonl:7")).toThrow(/^a\.jsonl:7/);
  });
});

describe("the check of annotations", () => {
  const check = (source: string) =>
    checkArticle(readMarkup(source, "a.txt")[0] as AnnotatedArticle).map(({ suspicion, at, excerpt }) => [
      suspicion,
      at,
      excerpt,
    ]);

  test.each([
    ["a cue without a source", "{x|}{q|It rained}, {c|it was said}.", [["CUE_WITHOUT_SOURCE", 11, "it was said"]]],
    [
      "a quotation in no content",
      "“we will not leave the pier,” Roe said.",
      [["QUOTATION_OUTSIDE", 0, "“we will not leave the pier,”"]],
    ],
    [
      "two contents that overlap",
      "{s|Roe} {c|said} {q|that {q2|it rained} {c2|he said}}.",
      [["OVERLAP", 14, "it rained"]],
    ],
    ["a source within its own content", "{c|Said} {q|that {s|Roe} left}.", [["WITHIN_OWN_CONTENT", 10, "Roe"]]],
    [
      "a content over a paragraph's end",
      "{s|Roe} {c|said} {q|it rained.¶It stopped.}",
      [["OVER_PARAGRAPHS", 9, "it rained. It stopped."]],
    ],
    ["a title in quotation marks is nothing", "The film “Long Shadows of Port Varn” opens.", []],
    ["a right annotation is nothing", "“{q|We will not leave the pier,}” {s|Roe} {c|said}.", []],
  ])("the check reports, or not: %s", (_fault, source, expected) => {
    expect(check(source)).toEqual(expected);
  });
});
