import type { Command } from "commander";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { exportReviewed, type ReviewExportOptions } from "./review.ts";

/** Adds the command that writes reviewed proposals as training data. */
export function addReviewCommand(program: Command): void {
  const review = program.command("review").description("what editors have made of the proposals of an extractor");
  review
    .command("export")
    .description("write accepted and corrected proposals as JSON Lines, which `onrecord train` reads")
    .exitOverride(endMisused)
    .option("--out <file>", "the file to write; it appears only when it is complete; standard output if left out")
    .option("--partial", "write the articles of which proposals still wait, instead of the others", false)
    .addHelpText(
      "after",
      `
A line is an article, with its text and every published statement that has a place in it. Rejected proposals are listed apart, and
train as what is no statement. Train on articles written with --partial by \`onrecord train --partial\`.

Examples:
  $ onrecord review export --out reviewed.jsonl
  $ onrecord train annotated/ reviewed.jsonl --out my.model`,
    )
    .action((options: ReviewExportOptions) => orNothingDone(exportReviewed(options)));
}
