import { createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { compressionOf } from "./decompress.ts";
import { InputPathError } from "./find.ts";
import { describeFailure, type FoundFile } from "./inputFile.ts";

const LONGEST_MAGIC = 10;

/** What came through a pipe, kept so that it can be read more than once. */
export interface Spooled {
  found: FoundFile;
  remove(): Promise<void>;
}

/**
 * Keeps what a pipe brings in a temporary file. Whether it is compressed, its first bytes tell.
 *
 * @param path what the pipe is called in reports
 * @throws InputPathError when it cannot be kept; nothing is left behind
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
  throw new InputPathError(`What “${path}” brings cannot be kept in ${tmpdir()}: ${describeFailure(error)}.`);
}
