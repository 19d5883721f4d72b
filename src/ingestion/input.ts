import { createReadStream } from "node:fs";
import type { InputFile } from "../formats/drafts.ts";
import { findInputs, InputPathError } from "./input/find.ts";
import { type FoundFile, inputFile, type Meter } from "./input/inputFile.ts";
import { type Spooled, spool } from "./input/spool.ts";

/** The input files of a command, found but not yet read. */
export interface Inputs {
  /** In the order given; the files of a folder are sorted by name. No two have the same name. */
  files: readonly InputFile[];
  /** Counts bytes on the disk: those of all files, and those read so far. A file that is read again starts at 0. */
  progress(): { read: number; total: number };
  /** Deletes the temporary copy of standard input. */
  close(): Promise<void>;
}

/**
 * Finds the files that paths stand for: files, folders (with their subfolders, without hidden entries), patterns
 * ("corpus/*.xml"), and "-" or a named pipe, which is copied to a temporary file so that it can be read more than once.
 * Files that end in .gz or .bz2 are decompressed as they are read.
 *
 * @param isOwn tells whether a file found in a folder belongs to the format, by its name without .gz or .bz2
 * @param standardInput the stream that "-" stands for
 * @throws InputPathError if a path does not exist, a folder has no file of the format, or two files have one name
 */
export async function openInputs(
  paths: readonly string[],
  isOwn: (name: string) => boolean,
  { standardInput }: { standardInput: AsyncIterable<Buffer> },
): Promise<Inputs> {
  const kept: Spooled[] = [];
  const keep = async (pipe: AsyncIterable<Buffer>, path: string) => {
    const spooled = await spool(pipe, path);
    kept.push(spooled);
    return spooled.found;
  };
  const close = async () => void (await Promise.all(kept.map(({ remove }) => remove())));
  try {
    const found: FoundFile[] = [];
    const seen = new Set<string>();
    for (const path of new Set(paths)) {
      if (path === "-") found.push(await keep(standardInput, path));
      else {
        for (const entry of await findInputs(path, isOwn, seen)) {
          found.push("pipe" in entry ? await keep(createReadStream(entry.pipe), path) : entry);
        }
      }
    }
    refuseSameNames(found);
    const { meter, progress } = openMeter(found);
    return { files: found.map((file) => inputFile(file, meter)), progress, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Rejects files of the same name: reports and article addresses are made from it. */
function refuseSameNames(files: readonly FoundFile[]): void {
  const paths = new Map<string, string>();
  for (const { name, path } of files) {
    const other = paths.get(name);
    if (other !== undefined) {
      throw new InputPathError(
        `“${other}” and “${path}” have the same name “${name}”: give only one of them, or the folder that contains both.`,
      );
    }
    paths.set(name, path);
  }
}

function openMeter(files: readonly FoundFile[]): { meter: Meter; progress: Inputs["progress"] } {
  const positions = new Map<FoundFile, number>();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  const meter: Meter = (file) => {
    read -= positions.get(file) ?? 0;
    positions.set(file, 0);
    return (bytes) => {
      read += bytes;
      positions.set(file, (positions.get(file) ?? 0) + bytes);
    };
  };
  return { meter, progress: () => ({ read, total }) };
}
