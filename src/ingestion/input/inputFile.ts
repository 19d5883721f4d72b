import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import type { InputFile } from "../../formats/drafts.ts";
import { UnreadableError } from "../../formats/rejections.ts";
import { type Compression, decompress, splitCompression } from "./decompress.ts";
import { readLines, readText } from "./text.ts";
import { toUtf8 } from "./toUtf8.ts";
import { openZip } from "./zip.ts";

/** A file that was found and not yet opened. */
export interface FoundFile {
  /** The path as the person would write it. */
  path: string;
  /** The same on every machine: see InputFile. */
  name: string;
  /** The location of its bytes: the path, unless it came through a pipe. */
  location: string;
  /** In bytes on the disk. */
  size: number;
  compression: Compression;
  /** Whether it came through a pipe, so that no other files lie beside it. */
  isAlone: boolean;
}

/** Called whenever a file is opened; the function returned is called with the number of bytes read from the disk. */
export type Meter = (file: FoundFile) => (bytes: number) => void;

/** Returns a file in the form that readers see. Opens nothing before it is read. */
export function inputFile(found: FoundFile, meter?: Meter): InputFile {
  const { path, name, location, isAlone } = found;
  const bytes = () => decompress(readRaw(location, meter?.(found)), found.compression);
  return {
    path,
    name,
    ...readersOf(bytes),
    beside: async (relative) => (isAlone ? null : openBeside(found, relative)),
    namesIn: async (relative) => (isAlone ? [] : namesIn(join(dirname(location), relative))),
  };
}

/**
 * Returns a file whose content is in memory, and beside which there are no others.
 *
 * @param name as its sender calls it
 */
export function fileInMemory(name: string, content: Buffer): InputFile {
  async function* bytes() {
    yield content;
  }
  const alone = { beside: async () => null, namesIn: async () => [] };
  return { path: name, name, ...readersOf(bytes, LARGEST_IN_MEMORY), ...alone };
}

/** What the parts of a workbook in memory may unpack to, in bytes: a server has other work beside it. */
const LARGEST_IN_MEMORY = 64_000_000;

function readersOf(
  bytes: () => AsyncIterable<Buffer>,
  largestPart?: number,
): Pick<InputFile, "bytes" | "text" | "parts" | "lines"> {
  return {
    bytes,
    text: () => readText(bytes()),
    parts: () => openZip(bytes(), largestPart),
    lines: ({ encoding = "utf-8", ...options } = {}) =>
      readLines(encoding === "utf-8" ? bytes() : toUtf8(bytes(), encoding), options),
  };
}

async function* readRaw(location: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(location)) {
      onRead?.(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new UnreadableError(`The file cannot be read: ${describeFailure(error)}.`);
  }
}

/** Describes an error of the file system in words. */
export function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "it does not exist";
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
