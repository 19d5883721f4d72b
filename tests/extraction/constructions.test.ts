import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { analyseText } from "../../src/extraction/article.ts";
import { countShared } from "../../src/extraction/candidate.ts";
import { matchContents } from "../../src/extraction/evaluate/matching.ts";
import { readGold } from "../../src/extraction/gold.ts";
import { readModel } from "../../src/extraction/model.ts";
import { DEFAULT_MIN_SCORE } from "../../src/extraction/propose.ts";
import { allConstructions, constructions, writeConstruction } from "../../src/extraction/synth.ts";
import { tagText } from "../../src/extraction/tagging.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { hardConstructions } from "./hardConstructions.ts";

const model = readModel(readFileSync(join(CHECKOUT, "models/en.model")));
const SEEDS = [1, 2, 3, 4, 5];

/** Returns whether all attributions of a sentence are found with their sources; in a look-alike, whether none is. */
function isExtracted(construction: string, seed: number): boolean {
  const article = writeConstruction(construction, seed);
  const read = readGold(analyseText(article.text), article);
  const proposals = tagText(read, model).filter(({ score }) => score >= DEFAULT_MIN_SCORE);
  if (read.gold.length === 0) return proposals.length === 0;
  const { ofGold } = matchContents(read.gold, proposals);
  return read.gold.every(({ source }, i) => {
    const proposal = proposals[ofGold[i] as number];
    return proposal !== undefined && (source.size === 0 || countShared(source, proposal.source) > 0);
  });
}

const timesExtracted = (construction: string) => SEEDS.filter((seed) => isExtracted(construction, seed)).length;

describe.each(Object.entries(constructions))("%s", (_kind, list) => {
  test.each(list.filter((construction) => !hardConstructions.includes(construction)))(
    "the model extracts most sentences of %s",
    (construction) => {
      expect(timesExtracted(construction)).toBeGreaterThanOrEqual(3);
    },
  );
});

test("The constructions that are hard exist, and are few", () => {
  expect(hardConstructions.filter((construction) => !allConstructions.includes(construction))).toEqual([]);
  expect(hardConstructions.length).toBeLessThan(allConstructions.length * 0.12);
});

test("Every construction marks its parts: a content never stands without a cue or a source, and slots are filled", () => {
  for (const construction of allConstructions) {
    const { text, attributions } = writeConstruction(construction, 1);
    expect(text).not.toMatch(/[$^{}¶]|\s\s(?!\s*\S)/);
    for (const { cue, source } of attributions) expect(cue.length + source.length).toBeGreaterThan(0);
  }
});
