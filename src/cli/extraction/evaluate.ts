import { analyseText } from "../../extraction/article.ts";
import { measureSpeakers, type ResolvedMentions, type SpeakersFound } from "../../extraction/evaluate/speakers.ts";
import { type Compared, type Evaluation, evaluate, type Measure } from "../../extraction/evaluate.ts";
import { type GoldText, readGold } from "../../extraction/gold.ts";
import { tagByRules } from "../../extraction/rules.ts";
import { tagText } from "../../extraction/tagging.ts";
import { type ExtractorChoice, openModel } from "../extractionModels.ts";
import { readCorpora } from "./corpora.ts";

export interface EvaluateCommandOptions extends ExtractorChoice {
  minScore: number;
  json: boolean;
}

/** The figures of `onrecord evaluate --json`. */
export interface EvaluationReport extends Evaluation {
  extractor: string;
  minScore: number;
  speakers: SpeakersFound;
  byPublisher: Record<string, { articles: number } & Record<"direct" | "speech" | "contentAndSource", number>>;
  /** Texts read and tagged in a second of one core. */
  articlesPerSecond: number;
}

/** How many articles are tagged before the clock starts. */
const WARM_UP = 100;

/** Compares an extractor with annotated articles, and prints the measures. */
export async function runEvaluation(
  paths: readonly string[],
  { minScore, json, ...choice }: EvaluateCommandOptions,
): Promise<void> {
  const model = await openModel(choice);
  const articles = await readCorpora(paths);
  const tag = (text: string) => {
    const read = analyseText(text);
    return { read, found: model ? tagText(read, model) : tagByRules(read) };
  };
  // The first texts also pay for compiling the code.
  for (const { text } of articles.slice(0, WARM_UP)) tag(text);
  const begun = process.cpuUsage();
  const tagged = articles.map((article) => ({ article, ...tag(article.text) }));
  const { user, system } = process.cpuUsage(begun);
  const golden = tagged.map(({ article, read }) => readGold(read, article));
  const compared: Compared[] = tagged.map(({ article, found }, i) => ({
    id: article.id,
    gold: (golden[i] as GoldText).gold,
    proposals: found,
  }));
  const report: EvaluationReport = {
    extractor: model ? `${model.name}@${model.version}` : "rules",
    minScore,
    ...evaluate(compared, minScore),
    speakers: measureSpeakers(golden),
    byPublisher: byPublisher(
      compared,
      articles.map(({ publisher }) => publisher),
      minScore,
    ),
    articlesPerSecond: articles.length / ((user + system) / 1e6),
  };
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : describeReport(report));
}

function byPublisher(
  compared: readonly Compared[],
  publishers: readonly (string | undefined)[],
  minScore: number,
): EvaluationReport["byPublisher"] {
  const names = [...new Set(publishers.filter((name) => name !== undefined))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const own = compared.filter((_, i) => publishers[i] === name);
      const { direct, speech, contentAndSource } = evaluate(own, minScore);
      return [name, { articles: own.length, direct: direct.f, speech: speech.f, contentAndSource: contentAndSource.f }];
    }),
  );
}

function describeReport(report: EvaluationReport): string {
  const { articles, attributions, extractor, minScore, parts, sure, best, deciles, speakers, articlesPerSecond } =
    report;
  const rows: [string, Measure][] = [
    ["direct quotations", report.direct],
    ["  of five words or more", report.directFiveWords],
    ["speech", report.speech],
    ["  not direct", report.indirect],
    ["  exact words", report.exact],
    ["  of five words or more", report.speechFiveWords],
    ["content and source", report.contentAndSource],
    ["  of five words or more", report.contentAndSourceFiveWords],
    ["all attributions", report.all],
  ];
  const lines = [
    `${extractor} on ${articles} articles with ${attributions} attributions, proposals of ${minScore} or more`,
    "",
    `${"".padEnd(28)}precision  recall     F`,
    ...rows.map(
      ([name, { precision, recall, f }]) =>
        `${name.padEnd(28)}${percent(precision)}   ${percent(recall)}  ${percent(f)}`,
    ),
    "",
    `Source of detected direct quotations ${percent(parts.sourceOfDirect)}, of others ${percent(parts.sourceOfOthers)}; cue ${percent(parts.cue)}`,
    `Scores of 0.9 or more: ${percent(sure.share)} of the proposals, content right ${percent(sure.content)}, with source ${percent(sure.contentAndSource)}`,
    `The best 30 %: content right ${percent(best.content)}, with source ${percent(best.contentAndSource)}`,
    "",
    "score      proposals  content right  with source",
    ...deciles.map(
      ({ proposals, content, contentAndSource }, i) =>
        `${(i / 10).toFixed(1)} to ${((i + 1) / 10).toFixed(1)} ${String(proposals).padStart(10)} ${percent(content).padStart(14)} ${percent(contentAndSource).padStart(12)}`,
    ),
    "",
    ...describeResolved(speakers),
    ...Object.entries(report.byPublisher).map(
      ([name, { articles: number, direct, speech, contentAndSource }]) =>
        `${name}: ${number} articles, direct ${percent(direct)}, speech ${percent(speech)}, content and source ${percent(contentAndSource)}`,
    ),
    `${Math.round(articlesPerSecond)} articles a second and core`,
  ];
  return `${lines.join("\n")}\n`;
}

function describeResolved({ named, pronouns, described, unnamed }: SpeakersFound): string[] {
  const rows: [string, ResolvedMentions][] = [
    ["by name", named],
    ["he, she", pronouns],
    ["described", described],
    ["unnamed", unnamed],
  ];
  const known = rows.filter(([, { mentions }]) => mentions > 0);
  if (known.length === 0) return [];
  return [
    "Speakers resolved:",
    ...known.map(
      ([name, { mentions, right, wrong }]) =>
        `  ${name}: ${right} of ${mentions} (${percent(right / mentions)}), ${wrong} wrong`,
    ),
    "",
  ];
}

function percent(share: number): string {
  return (share * 100).toFixed(1).padStart(5);
}
