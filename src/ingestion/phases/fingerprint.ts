import { createHash } from "node:crypto";
import type { Format, InputFile } from "../../formats/drafts.ts";
import { type Rejection, UnreadableError } from "../../formats/rejections.ts";
import type { ImportedFile } from "../../record/importRuns.ts";

/** Returns the checksum by which the archive recognises a file's content; rejects a file that cannot be read to its end. */
export async function fingerprint(format: Format, file: InputFile): Promise<ImportedFile | Rejection> {
  const { name, path } = file;
  try {
    return { name, path, sha256: await checksumOf(file, await format.companions?.(file)) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { place: { file: path }, code: error.code, message: error.message };
  }
}

/**
 * Returns the checksum of everything that a reader makes a file's records of: SHA-256 of its bytes, decompressed, as
 * sha256sum prints it. With companions (see Format) it is the checksum of the list that sha256sum would print of all of them.
 *
 * @returns hexadecimal
 * @throws UnreadableError
 */
export async function checksumOf(file: InputFile, companions: readonly InputFile[] = []): Promise<string> {
  const own = await fileDigest(file);
  if (companions.length === 0) return own;
  const list = createHash("sha256").update(`${own}  ${file.name}\n`);
  for (const companion of companions) list.update(`${await fileDigest(companion)}  ${companion.name}\n`);
  return list.digest("hex");
}

async function fileDigest(file: InputFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file.bytes()) hash.update(chunk);
  return hash.digest("hex");
}
