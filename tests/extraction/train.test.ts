import { describe, expect, test } from "@jest/globals";
import { writeModel } from "../../src/extraction/model.ts";
import { allConstructions, writeArticles } from "../../src/extraction/synth.ts";
import { withOtherMarks } from "../../src/extraction/train/copies.ts";
import { prepareTexts } from "../../src/extraction/train/examples.ts";
import { splitTexts } from "../../src/extraction/train/fit.ts";
import { train } from "../../src/extraction/train.ts";
import { SMALL, smallCorpus } from "./smallModel.ts";

describe("training", () => {
  test("the same articles and seed give the same bytes, another seed gives others", () => {
    const bytes = (seed: number) =>
      Buffer.from(
        writeModel(train({ articles: smallCorpus(), settings: { ...SMALL, seed }, name: "a", version: "1" }).model),
      );
    const first = bytes(3);
    expect(bytes(3).equals(first)).toBe(true);
    expect(bytes(4).equals(first)).toBe(false);
  });

  test("every step is reported, and the last one last", () => {
    const steps: number[][] = [];
    train({ articles: smallCorpus(), settings: SMALL, name: "a", version: "1", onStep: (...step) => steps.push(step) });
    expect(steps).toEqual([1, 2, 3, 4].map((done) => [done, 4]));
  });

  test("a model learns from real articles alone, without synthetic ones", () => {
    const { model, calibrated } = train({
      articles: smallCorpus(),
      settings: { ...SMALL, synthetic: 0 },
      name: "a",
      version: "1",
    });
    expect(model.training).toMatchObject({ synthetic: 0, articles: 6 });
    expect(calibrated.candidates).toBeGreaterThan(10);
  });

  test("the copies of an article are in one part when data are split", () => {
    const texts = prepareTexts(withOtherMarks(smallCorpus()));
    const parts = splitTexts(texts, 3).map((part) => new Set(part.map(({ text }) => text.copyOf)));
    expect(texts).toHaveLength(12);
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(6);
  });

  test("a copy has the other quotation marks at the same places", () => {
    const articles = smallCorpus();
    for (const copy of withOtherMarks(articles).slice(articles.length)) {
      const original = articles.find(({ id }) => id === copy.copyOf);
      expect(copy.text).toHaveLength(original?.text.length as number);
      expect(copy.text.replace(/["“”]/g, "")).toBe(original?.text.replace(/["“”]/g, ""));
    }
  });
});

test("Synthetic articles are the same for the same seed, and others for another", () => {
  expect(writeArticles(3, 5)).toEqual(writeArticles(3, 5));
  expect(writeArticles(3, 5)).not.toEqual(writeArticles(3, 6));
});

test("Synthetic articles do not lean on the article that the project began with", () => {
  const words =
    /idlib|syria|putin|erdogan|rouhani|tehran|turk|iran|russia|moscow|nusra|ceasefire|truce|insurgent|warplane|massacre|catastroph/i;
  const texts = writeArticles(300, 1).map(({ text }) => text);
  expect([...allConstructions, ...texts].filter((text) => words.test(text))).toEqual([]);
});
