import { type Command, InvalidArgumentError } from "commander";
import { partition } from "../partition/convert.ts";
import { MOST_PARTITIONS } from "../partition/partitionable.ts";
import { say } from "./archive.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { untilStopped, withClient } from "./oneClient.ts";

/** Adds the command that partitions the tables of statements. */
export function addPartitionCommand(program: Command): void {
  program
    .command("partition")
    .description(
      "partition the tables of statements, for archives of hundreds of millions; there is no way back but a backup",
    )
    .exitOverride(endMisused)
    .requiredOption(
      "--into <number>",
      `the number of partitions of each table: a power of two from 2 to ${MOST_PARTITIONS}`,
      readNumber,
    )
    .addHelpText(
      "after",
      `
Lists and searches become slower, so leave smaller archives as they are. Stop the servers and back up before. The tables are
copied in one transaction, which needs about twice their size on the disk; if it fails or is stopped, nothing has changed.

Exit codes: 0 partitioned, 2 nothing changed, 78 bad configuration, 130 stopped.

Example:
  $ onrecord partition --into 32`,
    )
    .action(({ into }: { into: number }) => orNothingDone(runPartition(into)));
}

function readNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 2 && number <= MOST_PARTITIONS && Number.isInteger(Math.log2(number)))
    return number;
  throw new InvalidArgumentError(`It is not a power of two from 2 to ${MOST_PARTITIONS}: 32, for example.`);
}

async function runPartition(into: number): Promise<void> {
  await untilStopped("Stopping: nothing is changed.", async (signal) => {
    await withClient("REFUSE", signal, async ({ client }) => partition(client, { into, log: say }));
    say(`The tables are partitioned into ${into}.`);
  });
}
