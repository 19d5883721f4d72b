import type { AnnotatedArticle } from "../../src/extraction/gold.ts";
import type { ExtractionModel } from "../../src/extraction/model.ts";
import { writeArticles } from "../../src/extraction/synth.ts";
import { train } from "../../src/extraction/train.ts";

/** Settings with which training takes a second. */
export const SMALL = { models: 1, synthetic: 2, folds: 2, cueBits: 12, spanBits: 10, rescorerBits: 8, spanEpochs: 2 };

/** A few articles about fictional people. */
export function smallCorpus(): AnnotatedArticle[] {
  return writeArticles(6, 7);
}

/** A model that knows little, quickly trained. */
export function smallModel(): ExtractionModel {
  return train({ articles: smallCorpus(), settings: SMALL, name: "small", version: "0" }).model;
}
