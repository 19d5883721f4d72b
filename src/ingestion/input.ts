import { createReadStream } from "node:fs";
import type { InputFile } from "../formats/drafts.ts";
import { findInputs, InputPathError } from "./input/find.ts";
import { type FoundFile, inputFile, type Meter } from "./input/inputFile.ts";
import { type Spooled, spool } from "./input/spool.ts";

/** The input of a command, found and not yet read. */
export interface Inputs {
  /** In the order in which they were given; those of a folder by name. No two have the same name. */
  files: readonly InputFile[];
  /** Bytes as they lie on the disk: of all files, and how far each has been read. A file that is read again begins at 0. */
  progress(): { read: number; total: number };
  /** Removes what was kept of standard input. */
  close(): Promise<void>;
}

/**
 * Finds what a person gave: files, folders (walked to the bottom, hidden entries left out), patterns ("corpus/*.xml"), and
 * "-" or a named pipe, which is kept in a temporary file so that it can be read more than once. `.gz` and `.bz2` are
 * decompressed as they are read.
 *
 * @param isOwn whether a file found in a folder is one of the format's, by its name without .gz or .bz2
 * @param standardInput what "-" stands for
 * @throws InputPathError for a path that does not exist, a folder without files of the format, two files of one name
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

/** Reports and the addresses of articles go by the name. */
function refuseSameNames(files: readonly FoundFile[]): void {
  const paths = new Map<string, string>();
  for (const { name, path } of files) {
    const other = paths.get(name);
    if (other !== undefined) {
      throw new InputPathError(
        `“${other}” and “${path}” would both go by the name “${name}”: give one of them, or the folder above both.`,
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
