import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError } from "commander";
import { DEFAULT_MIN_SCORE } from "../extraction/propose.ts";
import { defaultSettings } from "../extraction/train.ts";
import { languageTag } from "../text/languages.ts";
import { type EvaluateCommandOptions, runEvaluation } from "./extraction/evaluate.ts";
import { type ExtractCommandOptions, runExtraction } from "./extraction/extract.ts";
import { runTraining, type TrainCommandOptions } from "./extraction/train.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { readGivenName, readScore } from "./optionValues.ts";

/** Adds the commands that propose statements from plain text, train the model, and measure it. */
export function addExtractionCommands(program: Command): void {
  addExtract(program);
  addTrain(program);
  addEvaluate(program);
}

function addExtract(program: Command): void {
  program
    .command("extract")
    .description("propose the statements of articles: who said what, with the place and how sure it is")
    .exitOverride(endMisused)
    .argument(
      "<path...>",
      'texts or saved web pages: files, folders (their .txt and .html files), patterns such as "news/*.txt", or - for standard input; .gz and .bz2 too',
    )
    .option("--min-score <number>", "leave out proposals that are less sure, from 0 to 1", readScore, DEFAULT_MIN_SCORE)
    .option("--json", "print one JSON object a line and file: the proposals with all places", false)
    .option("--record", "put the articles and their proposals into the archive, for review", false)
    .option("--keep-body", "with --record: store the articles' bodies, not only the passages", false)
    .option("--source <name>", "with --record: the publisher, if the files do not name one", readGivenName)
    .option("--dry-run", "with --record: do everything and print the same report, but keep nothing", false)
    .option("--rejects <file>", "with --record: write every rejected file to a file, as for `onrecord import`")
    .option("--language <tag>", 'the language, if it is not recognised: "en"', readTag)
    .option("--model <file>", "a model that `onrecord train` has written; the package's own if left out")
    .option("--rules", "use the rules and no model", false)
    .option("--threads <number>", "how many threads work", readPositive, availableParallelism())
    .addHelpText(
      "after",
      `
Without --record, nothing is recorded: the proposals are for a person to check. Places count Unicode characters of the file as it is. A confidence of
0.9 is right about nine times in ten on news of the kind that the model was trained on. docs/extraction.md explains the rest.

Exit codes: 0 every file was read, 1 some could not be read, 2 nothing done.

Examples:
  $ onrecord extract article.txt
  $ onrecord extract news/ --json --min-score 0.9 > proposals.jsonl
  $ onrecord extract article.txt --record --keep-body
  $ pbpaste | onrecord extract -`,
    )
    .action((paths: string[], options: ExtractCommandOptions) => orNothingDone(runExtraction(paths, options)));
}

function addTrain(program: Command): void {
  program
    .command("train")
    .description("train a model of English on annotated articles, and name the annotations that may be wrong")
    .exitOverride(endMisused)
    .argument("<path...>", "folders or files: brat (.ann beside .txt), JSON Lines, or marked-up text")
    .requiredOption("--out <file>", "the file to write; it appears only when it is complete")
    .option(
      "--partial <path>",
      "articles in which some attributions are not marked: they train, but do not calibrate; may be given again",
      collect,
      [],
    )
    .option(
      "--seed <number>",
      "the same seed and articles give the same file, to the last byte",
      readSmallWhole,
      defaultSettings.seed,
    )
    .option("--models <number>", "how many models are trained and averaged", readPositive, defaultSettings.models)
    .option(
      "--synthetic <number>",
      "how many synthetic articles to add for each",
      readSmallWhole,
      defaultSettings.synthetic,
    )
    .option(
      "--epochs <number>",
      "passes over the sequences: fewer if there are many articles",
      readPositive,
      defaultSettings.spanEpochs,
    )
    .option("--name <name>", "the model's name", readModelWord, "custom")
    .option("--model-version <version>", "the model's version", readModelWord, "1")
    .option("--check", "only name the annotations that may be wrong", false)
    .addHelpText(
      "after",
      `
Examples:
  $ onrecord train annotated/ --out my.model
  $ onrecord train annotated/ --out my.model --check
  $ onrecord extract article.txt --model my.model`,
    )
    .action((paths: string[], options: TrainCommandOptions) => orNothingDone(runTraining(paths, options)));
}

function addEvaluate(program: Command): void {
  program
    .command("evaluate")
    .description("measure how well statements are found in annotated articles")
    .exitOverride(endMisused)
    .argument("<path...>", "folders or files: brat (.ann beside .txt), JSON Lines, or marked-up text")
    .option("--model <file>", "a model that `onrecord train` has written; the package's own if left out")
    .option("--rules", "measure the rules and no model", false)
    .option("--min-score <number>", "leave out proposals that are less sure, from 0 to 1", readScore, DEFAULT_MIN_SCORE)
    .option("--json", "print the measures as one JSON object", false)
    .addHelpText(
      "after",
      `
docs/extraction.md defines the measures.

Examples:
  $ onrecord evaluate annotated/
  $ onrecord evaluate annotated/ --rules --json | jq .speech.f`,
    )
    .action((paths: string[], options: EvaluateCommandOptions) => orNothingDone(runEvaluation(paths, options)));
}

function collect(given: string, before: string[]): string[] {
  return [...before, given];
}

function readSmallWhole(given: string): number {
  const number = Number(given);
  if (!/^\d{1,6}$/.test(given)) throw new InvalidArgumentError("Not a whole number from 0 to 999999.");
  return number;
}

function readPositive(given: string): number {
  const number = readSmallWhole(given);
  if (number === 0) throw new InvalidArgumentError("Not a whole number from 1.");
  return number;
}

/** Reads a part of `name@version`, which identifies the origin of proposals. */
function readModelWord(given: string): string {
  if (!/^[\p{L}\p{N}._-]{1,100}$/u.test(given)) {
    throw new InvalidArgumentError("Not 1 to 100 letters, digits, dots, dashes and underscores.");
  }
  return given;
}

function readTag(given: string): string {
  const tag = languageTag(given);
  if (!tag) throw new InvalidArgumentError('Not a language tag (BCP 47), such as "en" or "pt-BR".');
  return tag;
}
