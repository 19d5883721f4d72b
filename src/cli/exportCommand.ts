import { Argument, type Command } from "commander";
import { exportFormats } from "../export/formats.ts";
import { runExport } from "./export.ts";

/** Adds the command that writes statements, or the whole archive. */
export function addExportCommand(program: Command): void {
  program
    .command("export")
    .description("write statements, or the whole archive, to standard output or to a file")
    .addArgument(new Argument("<format>", "how").choices(exportFormats.map(({ name }) => name)))
    .option(
      "--speaker <name>",
      "by any of these speakers: a name, slug, id or Wikidata id; may be given again",
      oneMore,
    )
    .option("--topic <name>", "on any of these topics or anything narrower; may be given again", oneMore)
    .option("--source <name>", "printed or supplied by any of these sources; may be given again", oneMore)
    .option("--article <address>", "printed in any of these articles; may be given again", oneMore)
    .option("--kind <kind>", "DIRECT, MIXED or INDIRECT; may be given again", oneMore)
    .option("--language <tag>", "in any of these languages; may be given again", oneMore)
    .option("--status <status>", "PUBLISHED (else the only one), PROPOSED or RETRACTED; may be given again", oneMore)
    .option(
      "--text <words>",
      'that have these words, as web search engines read them: "in a row", -without, this OR that',
    )
    .option("--from <date>", "said at or after this date or instant")
    .option("--to <date>", "said before this date or instant")
    .option("--output <file>", "the file to write; it is there when it is whole")
    .option("--no-bodies", "leave the bodies of articles out of jsonl, and with them the places in them")
    .addHelpText(
      "after",
      `
Without any filter, jsonl is the whole archive, which \`onrecord import jsonl\` takes back. docs/export.md describes the formats.

Examples:
  $ onrecord export csv --speaker Putin --topic Idlib --from 2018-01-01 --output putin-on-idlib.csv
  $ onrecord export json-ld --topic Syria --text "ceasefire OR truce" | jq '."@graph"[].text'
  $ onrecord export jsonl | gzip > archive.jsonl.gz`,
    )
    .action(runExport);
}

/** For an option that may be given again. */
function oneMore(value: string, before: string[] = []): string[] {
  return [...before, value];
}
