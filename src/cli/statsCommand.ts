import { type Command, InvalidArgumentError, Option } from "commander";
import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import { filterParameters, isNarrowing } from "../export/filter.ts";
import { type FacetName, facets } from "../summaries/facets.ts";
import { INTERVALS, type Interval } from "../summaries/intervals.ts";
import { type SplitName, splits } from "../summaries/splits.ts";
import { filterOption } from "./exportCommand.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { printStats } from "./stats.ts";
import { printSummary } from "./summary.ts";

interface StatsOptions {
  json: boolean;
  facet?: FacetName[];
  first: number;
  timeline?: Interval | "AUTO";
  splitBy?: SplitName;
  top: number;
}

/** Adds the command that counts the archive, or the statements that a filter finds. */
export function addStatsCommand(program: Command): void {
  const command = program
    .command("stats")
    .description("count the contents of the archive; with a filter, --facet or --timeline, count statements")
    .exitOverride(endMisused)
    .option("--json", "print the counts as one JSON object", false);
  for (const parameter of filterParameters) command.addOption(filterOption(parameter));
  command
    .option(
      "--facet <name>",
      `what to count by; may be given again: ${Object.keys(facets).join(", ")}`,
      (given: string, before: FacetName[] = []) => [...before, knownValue(Object.keys(facets) as FacetName[], given)],
    )
    .option("--first <count>", "how many values of a facet to print: 1 to 100", wholeNumber, 10)
    .addOption(
      new Option(
        "--timeline <interval>",
        "count by day, week, month, quarter, year, decade or century, or by what fits: auto",
      ).argParser((given) => knownValue([...INTERVALS, "AUTO"] as const, given)),
    )
    .addOption(
      new Option(
        "--split-by <what>",
        "one column of the timeline for each speaker, topic, publisher, kind or position on the --proposition given",
      ).argParser((given) => knownValue(Object.keys(splits) as SplitName[], given)),
    )
    .option("--top <count>", "how many columns besides the rest: 1 to 20", wholeNumber, 5)
    .addHelpText(
      "after",
      `
Exit codes: 0 counted, 2 not understood.

Examples:
  $ onrecord stats
  $ onrecord stats --json | jq .statements.all
  $ onrecord stats --topic Syria --facet speakers --facet years
  $ onrecord stats --role "President of Turkey" --timeline month --split-by topic`,
    )
    .action(({ json, facet, first, timeline, splitBy, top, ...filter }: StatsOptions & TypedFilter) => {
      const isSummary = isNarrowing(filter) || [facet, timeline, splitBy].some((each) => each !== undefined);
      const counted = { filter, facets: facet, first, timeline, splitBy: splitBy ?? null, top, json };
      return orNothingDone(isSummary ? printSummary(counted) : printStats({ json }));
    });
}

/** Returns the value that is meant, in whatever case it was typed. */
function knownValue<Value extends string>(values: readonly Value[], given: string): Value {
  const value = values.find((each) => each.toLowerCase() === given.toLowerCase());
  if (value) return value;
  throw new InvalidArgumentError(`Write one of ${values.join(", ")}.`);
}

function wholeNumber(given: string): number {
  if (!/^\d{1,4}$/.test(given)) throw new InvalidArgumentError("Write a whole number.");
  return Number(given);
}
