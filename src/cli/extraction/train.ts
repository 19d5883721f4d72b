import { writeFile } from "node:fs/promises";
import { type AnnotationFinding, checkArticle, type Suspicion } from "../../extraction/corpora/check.ts";
import type { AnnotatedArticle } from "../../extraction/gold.ts";
import { writeModel } from "../../extraction/model.ts";
import { defaultSettings, train } from "../../extraction/train.ts";
import { say } from "../archive.ts";
import { oneLine } from "../oneLine.ts";
import { refuseUnwritable, writeWhole } from "../wholeFile.ts";
import { readCorpora } from "./corpora.ts";

export interface TrainCommandOptions {
  out: string;
  /** Folders of articles in which some attributions are not marked. */
  partial: string[];
  seed: number;
  models: number;
  synthetic: number;
  epochs: number;
  name: string;
  modelVersion: string;
  /** Print the findings and train nothing. */
  check: boolean;
}

const WORDS: Record<Suspicion, string> = {
  CUE_WITHOUT_SOURCE: "a cue without a source",
  QUOTATION_OUTSIDE: "a quotation in no content",
  OVERLAP: "two contents overlap",
  WITHIN_OWN_CONTENT: "a cue or source within its own content",
  OVER_PARAGRAPHS: "a content reaches over the end of a paragraph",
};

/** A shorter training shows no progress. */
const STEPS_DELAY_MS = 2_000;

/** Trains a model on folders of annotated articles, after it has named their suspicious annotations, and writes it. */
export async function runTraining(paths: readonly string[], options: TrainCommandOptions): Promise<void> {
  const { out, partial: partialPaths, seed, models, synthetic, epochs, name, modelVersion, check } = options;
  const articles = await readCorpora(paths);
  const partial = partialPaths.length > 0 ? await readCorpora(partialPaths) : [];
  const all = [...articles, ...partial];
  const findings = articles.flatMap(checkArticle);
  for (const finding of findings) say(describeFinding(finding));
  say(
    `${withNumber(all.length, "article")} with ${withNumber(countAttributions(all), "attribution")}; ${withNumber(findings.length, "suspicious annotation")}.`,
  );
  if (check) return;
  await refuseUnwritable(out);
  const { model, calibrated } = train({
    articles,
    partial,
    settings: { ...defaultSettings, seed, models, synthetic, spanEpochs: epochs },
    name,
    version: modelVersion,
    onStep: reportSteps(),
  });
  const bytes = writeModel(model);
  await writeWhole(out, (part) => writeFile(part, bytes));
  const { slope, offset } = calibrated.calibration;
  say(
    `Calibrated on ${withNumber(calibrated.candidates, "candidate")}: slope ${slope.toFixed(3)}, offset ${offset.toFixed(3)}.`,
  );
  say(`Wrote ${out}: ${withNumber(bytes.length, "byte")}, ${name}@${modelVersion}.`);
}

function reportSteps(): (done: number, steps: number) => void {
  const begun = Date.now();
  return (done, steps) => {
    const elapsed = Date.now() - begun;
    if (elapsed > STEPS_DELAY_MS) say(`Step ${done} of ${steps} done after ${Math.round(elapsed / 1000)} s.`);
  };
}

function countAttributions(articles: readonly AnnotatedArticle[]): number {
  return articles.reduce((sum, { attributions }) => sum + attributions.length, 0);
}

function describeFinding({ article, suspicion, at, excerpt }: AnnotationFinding): string {
  return oneLine(`${article}, character ${at}: ${WORDS[suspicion]}: ${excerpt}`);
}

/** Writes a number with its noun: "1 article", "2 articles". */
function withNumber(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
