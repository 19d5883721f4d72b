import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import type { InputFile } from "../../formats/drafts.ts";
import { UnreadableError } from "../../formats/rejections.ts";
import { type Compression, decompress, splitCompression } from "./decompress.ts";
import { readLines, readText } from "./text.ts";

/** A file that was found, before it is opened. */
export interface FoundFile {
  /** As the person would name it. */
  path: string;
  /** The same on every machine: see InputFile. */
  name: string;
  /** Where its bytes are: the path, unless it was standard input. */
  location: string;
  /** In bytes, as it lies there. */
  size: number;
  compression: Compression;
  /** Nothing lies beside what came through a pipe. */
  isAlone: boolean;
}

/** Is told of each opening of a file, and of the bytes that are then read from the disk. */
export type Meter = (file: FoundFile) => (bytes: number) => void;

/** What readers see of a file. Nothing is opened before it is read. */
export function inputFile(found: FoundFile, meter?: Meter): InputFile {
  const { path, name, location, isAlone } = found;
  const bytes = () => decompress(readRaw(location, meter?.(found)), found.compression);
  return {
    path,
    name,
    bytes,
    text: () => readText(bytes()),
    lines: () => readLines(bytes()),
    beside: async (relative) => (isAlone ? null : openBeside(found, relative)),
    namesIn: async (relative) => (isAlone ? [] : namesIn(join(dirname(location), relative))),
  };
}

async function* readRaw(location: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(location)) {
      onRead?.(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new UnreadableError(`It cannot be read: ${describeFailure(error)}.`);
  }
}

/** A failure of the file system, in words. */
export function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "it is not there";
  if (code === "EACCES" || code === "EPERM") return "permission is denied";
  if (code === "ENOSPC") return "the disk is full";
  return message;
}

async function openBeside(from: FoundFile, relative: string): Promise<InputFile | null> {
  const name = posix.join(posix.dirname(from.name), relative).replace(/^(\.\.\/)+/, "");
  for (const ending of ["", ".gz", ".bz2"]) {
    const location = join(dirname(from.location), `${relative}${ending}`);
    const size = await sizeOfFile(location);
    if (size !== null) {
      return inputFile({ path: location, location, size, isAlone: false, ...splitCompression(`${name}${ending}`) });
    }
  }
  return null;
}

async function sizeOfFile(location: string): Promise<number | null> {
  const status = await stat(location).catch(() => null);
  return status?.isFile() ? status.size : null;
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => splitCompression(entry.name).name);
  return [...new Set(names)].sort();
}
