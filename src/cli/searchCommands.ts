import { type Command, InvalidArgumentError } from "commander";
import { filterParameters } from "../export/filter.ts";
import { filterOption } from "./exportCommand.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { printFound } from "./search.ts";
import { printVerification } from "./verify.ts";

const MOST_SHOWN = 1_000;

/** Adds the commands that look statements up and print them for people. */
export function addSearchCommands(program: Command): void {
  const search = program
    .command("search")
    .description("print the newest published statements with these words, by this speaker, on this topic")
    .exitOverride(endMisused)
    .argument("[words...]", 'words in the text, as web search engines read them: "in a row", -without, this OR that');
  for (const parameter of filterParameters) if (parameter.name !== "text") search.addOption(filterOption(parameter));
  search
    .option("--first <count>", "how many to print at most", readMostShown, 10)
    .addHelpText(
      "after",
      `
Exit codes: 0 found, 1 nothing found, 2 not understood.

Examples:
  $ onrecord search ceasefire OR truce --speaker Putin
  $ onrecord search --topic Idlib --from 2018-09-01 --first 50`,
    )
    .action((words: string[], { first, ...filter }) =>
      orNothingDone(printFound({ ...filter, ...(words.length > 0 && { text: [words.join(" ")] }) }, first)),
    );
  program
    .command("verify")
    .description("check whether words are on record, verbatim or nearly, and by whom")
    .exitOverride(endMisused)
    .argument("<words>", "the quotation")
    .option("--speaker <name>", "who is said to have said it: a name, slug, id or Wikidata id")
    .addHelpText(
      "after",
      `
Exit codes: 0 on record, as this speaker's words if one is given; 1 not so; 2 not understood.

Examples:
  $ onrecord verify "in general the Turkish president is right" --speaker Putin
  $ onrecord verify "in general the Turkish president is wrong" || echo "not on record"`,
    )
    .action((words: string, options: { speaker?: string }) => orNothingDone(printVerification(words, options)));
}

function readMostShown(given: string): number {
  if (!/^[1-9]\d{0,3}$/.test(given) || Number(given) > MOST_SHOWN)
    throw new InvalidArgumentError(`Write a whole number from 1 to ${MOST_SHOWN}.`);
  return Number(given);
}
