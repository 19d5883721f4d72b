import { describe, expect, test } from "@jest/globals";
import { analyseText } from "../../src/extraction/article.ts";
import { type AttributionCandidate, quotedShareOf } from "../../src/extraction/candidate.ts";
import { readMarkup } from "../../src/extraction/corpora/markup.ts";
import { evaluate } from "../../src/extraction/evaluate.ts";
import { type AnnotatedArticle, readGold } from "../../src/extraction/gold.ts";

const GOLD =
  "“{q|We will stay here,}” {s|Roe} {c|said}. {s2|Doe} {c2|said} {q2|that the old pier would be sold}. {s3|Poe} {c3|thinks} {q3|it will rain}.";

/** Compares what one mark-up proposes with what another one says is right; the texts are the same. */
function compare(gold: string, proposed: string, threshold = 0.5) {
  const read = (source: string) => {
    const article = readMarkup(source, "a")[0] as AnnotatedArticle;
    return readGold(analyseText(article.text), article);
  };
  const right = read(gold);
  const proposals = read(proposed).gold.map(({ content, source, cue, head }) => ({
    ...({
      content,
      source,
      cue,
      head,
      score: 0.95,
      quotedShare: quotedShareOf(right, content),
    } as AttributionCandidate),
  }));
  return evaluate([{ id: "a", gold: right.gold, proposals }], threshold);
}

describe("the measures", () => {
  test("marked attributions are right in every measure", () => {
    const { direct, speech, contentAndSource, all, exact, parts } = compare(GOLD, GOLD);
    expect([direct, speech, contentAndSource, all, exact].map(({ f }) => f)).toEqual([1, 1, 1, 1, 1]);
    expect(parts).toEqual({ sourceOfDirect: 1, sourceOfOthers: 1, cue: 1 });
  });

  test("speech leaves out a belief that is not quoted, and finding it counts neither way", () => {
    const { speech, all } = compare(GOLD, GOLD);
    expect([speech.right, speech.wrong, all.right]).toEqual([2, 0, 3]);
  });

  test("half of the words of both are a match, and fewer are not", () => {
    const gold = "{s|Roe} {c|said} {q|one two three four five six}.";
    expect(compare(gold, "{s|Roe} {c|said} {q|one two three} four five six.").speech).toMatchObject({
      right: 1,
      wrong: 0,
      missed: 0,
    });
    expect(compare(gold, "{s|Roe} {c|said} {q|one two} three four five six.").speech).toMatchObject({
      right: 0,
      wrong: 1,
      missed: 1,
    });
  });

  test("a content with another source is right as content, and wrong with its source", () => {
    const { speech, contentAndSource } = compare(
      "{s|Roe} met Doe and {c|said} {q|that it rained}.",
      "Roe met {s|Doe} and {c|said} {q|that it rained}.",
    );
    expect([speech.right, contentAndSource.right, contentAndSource.wrong, contentAndSource.missed]).toEqual([
      1, 0, 1, 1,
    ]);
  });

  test("a proposal below the threshold is left out", () => {
    expect(compare(GOLD, GOLD, 0.96).speech).toMatchObject({ right: 0, missed: 2, f: 0 });
  });

  test("the deciles count proposals by their score", () => {
    const { deciles, sure } = compare(GOLD, GOLD);
    expect(deciles.map(({ proposals }) => proposals)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
    expect(sure).toEqual({ proposals: 3, share: 1, content: 1, contentAndSource: 1 });
  });

  test("a content is direct if more than half of its words are quoted", () => {
    const { direct } = compare(
      "{s|Roe} {c|said} {q|it was “a long and cold night”}.",
      "Roe said it was “a long and cold night”.",
    );
    expect(direct).toMatchObject({ right: 0, missed: 1 });
  });
});
