import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { InputError } from "../archive/lists/inputError.ts";
import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import type { Database } from "../database.ts";
import type { FormatName } from "../export/formats.ts";
import { hasAtMost, type OpenExport, openExport } from "../export/open.ts";
import { keepStill } from "../export/snapshots.ts";
import { say, withArchive } from "./archive.ts";
import { NOTHING_DONE } from "./nothingDone.ts";
import { startProgress } from "./progress.ts";
import { writeWhole } from "./wholeFile.ts";

export interface ExportCommandOptions {
  format: FormatName;
  /** The file to write; standard output if left out. */
  output: string | undefined;
  bodies: boolean;
  separator: "," | ";";
  /** Whether the export is of one moment, however large it is. */
  snapshot: boolean;
  filter: TypedFilter;
}

/**
 * The most statements that are exported as they are at one moment. PostgreSQL keeps every row as it was until the moment is let go,
 * so a large export, which may take hours, is read moment by moment.
 */
const MOST_AT_ONE_MOMENT = 100_000;

/**
 * Writes an export to a file or to standard output. A file stands under its name only when it is whole. A reader that closes the
 * pipe early (`| head`) ends the export without an error.
 */
export async function runExport({ snapshot, ...options }: ExportCommandOptions): Promise<void> {
  try {
    await withArchive(async ({ database }) => {
      const isStill = snapshot || (await hasAtMost(database, options, MOST_AT_ONE_MOMENT));
      if (!isStill) return write(database, { ...options, isStill });
      return database.transaction(async (transaction) => {
        await keepStill(transaction);
        await write(transaction, { ...options, isStill });
      });
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    say(error.message);
    process.exitCode = NOTHING_DONE;
  }
}

async function write(
  database: Database,
  { output, ...request }: Omit<ExportCommandOptions, "snapshot"> & { isStill: boolean },
): Promise<void> {
  const progress = startProgress("statements");
  try {
    const { noted, text } = await openExport(database, { ...request, onStatements: progress.add });
    for (const { note } of noted) say(note);
    await (output === undefined ? writeOut(text) : writeFile(output, text));
  } finally {
    progress.end();
  }
}

type Text = OpenExport["text"];

async function writeOut(text: Text): Promise<void> {
  const errors: NodeJS.ErrnoException[] = [];
  process.stdout.on("error", (error) => errors.push(error));
  try {
    await writeAll(process.stdout, text, () => errors.length > 0);
  } catch (error) {
    errors.push(error as Error);
  }
  if (errors[0] && errors[0].code !== "EPIPE") throw errors[0];
}

async function writeFile(path: string, text: Text): Promise<void> {
  await writeWhole(path, async (part) => {
    const file = createWriteStream(part);
    try {
      await once(file, "open");
      await writeAll(file, text, () => false);
      file.end();
      await once(file, "close");
    } finally {
      file.destroy();
    }
  });
}

/** Writes each piece as soon as there is room for it. */
async function writeAll(stream: Writable, text: Text, isOver: () => boolean): Promise<void> {
  for await (const piece of text) {
    if (!stream.write(piece)) await once(stream, "drain");
    if (isOver()) return;
  }
}
