import { createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { compressionOf } from "./decompress.ts";
import { InputPathError } from "./find.ts";
import { describeFailure, type FoundFile } from "./inputFile.ts";

const LONGEST_MAGIC = 10;

/** A temporary copy of the bytes from a pipe. */
export interface Spooled {
  found: FoundFile;
  remove(): Promise<void>;
}

/**
 * Copies a pipe to a temporary file, so that it can be read more than once. Its first bytes show whether it is compressed.
 *
 * @param path the name of the pipe in reports
 * @throws InputPathError if it cannot be copied; no temporary file is left behind
 */
export async function spool(pipe: AsyncIterable<Buffer>, path: string): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "onrecord-input-")).catch((error) => fail(path, error));
  const remove = () => rm(folder, { recursive: true, force: true });
  const location = join(folder, "input");
  try {
    await pipeline(pipe, createWriteStream(location, { mode: 0o600 }));
    const { size } = await stat(location);
    const compression = compressionOf(await firstBytes(location));
    return { found: { path, name: "standard-input", location, size, compression, isAlone: true }, remove };
  } catch (error) {
    await remove();
    return fail(path, error);
  }
}

async function firstBytes(location: string): Promise<Buffer> {
  const file = await open(location);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_MAGIC), 0, LONGEST_MAGIC, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function fail(path: string, error: unknown): never {
  throw new InputPathError(`The input from “${path}” cannot be copied to ${tmpdir()}: ${describeFailure(error)}.`);
}
