import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { analyseText } from "../../src/extraction/article.ts";
import { checkArticle } from "../../src/extraction/corpora/check.ts";
import { readMarkup } from "../../src/extraction/corpora/markup.ts";
import { measureSpeakers } from "../../src/extraction/evaluate/speakers.ts";
import { evaluate } from "../../src/extraction/evaluate.ts";
import { readGold } from "../../src/extraction/gold.ts";
import { readModel } from "../../src/extraction/model.ts";
import { DEFAULT_MIN_SCORE } from "../../src/extraction/propose.ts";
import { tagByRules } from "../../src/extraction/rules.ts";
import { tagText } from "../../src/extraction/tagging.ts";
import { CHECKOUT } from "../helpers/child.ts";

// Articles about fictional people, written after the model was trained and before anybody had seen its proposals. Never train on them.
const articles = readMarkup(
  readFileSync(join(CHECKOUT, "tests/fixtures/extraction/held-out.txt"), "utf8"),
  "held-out.txt",
);
const model = readModel(readFileSync(join(CHECKOUT, "models/en.model")));
const texts = articles.map((article) => readGold(analyseText(article.text), article));
const percent = (share: number) => Math.round(share * 1000) / 10;

describe("the articles that the model has never seen", () => {
  test("twelve articles with all their attributions are there, and none is suspicious", () => {
    expect(articles).toHaveLength(12);
    const findings = articles
      .flatMap(checkArticle)
      .map(({ article, suspicion, excerpt }) => [article, suspicion, excerpt]);
    expect(findings).toEqual([]);
  });

  test("the model finds their statements and sources", () => {
    const compared = texts.map((text) => ({ id: text.id, gold: text.gold, proposals: tagText(text, model) }));
    const { direct, speech, contentAndSource } = evaluate(compared, DEFAULT_MIN_SCORE);
    const reached = {
      direct: percent(direct.f),
      speech: percent(speech.f),
      contentAndSource: percent(contentAndSource.f),
    };
    expect([reached, reached.direct >= 95, reached.speech >= 90, reached.contentAndSource >= 88]).toEqual([
      reached,
      true,
      true,
      true,
    ]);
  });

  test("the rules find fewer, but most", () => {
    const compared = texts.map((text) => ({ id: text.id, gold: text.gold, proposals: tagByRules(text) }));
    const { direct, speech } = evaluate(compared, DEFAULT_MIN_SCORE);
    expect([percent(direct.f) >= 90, percent(speech.f) >= 80]).toEqual([true, true]);
  });

  test("speakers are resolved within the article", () => {
    const { named, pronouns } = measureSpeakers(texts);
    expect([named.right / named.mentions >= 0.88, pronouns.right / pronouns.mentions >= 0.8]).toEqual([true, true]);
  });
});
