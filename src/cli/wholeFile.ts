import { rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** The steps of writing a file, of which an error says nothing about the database. */
const FILE_CALLS = ["open", "write", "fsync", "rename"];

/** Writes a file under another name until it is whole, so that a file under its own name never is a part. */
export async function writeWhole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    const { syscall = "", message } = error as NodeJS.ErrnoException;
    throw FILE_CALLS.includes(syscall) ? new Error(`Cannot write ${path}: ${message}`) : error;
  }
}

/**
 * Refuses a path that cannot be written, before long work for it begins.
 *
 * @throws Error if its folder does not exist, or if it is a folder itself
 */
export async function refuseUnwritable(path: string): Promise<void> {
  const [own, folder] = await Promise.all([path, dirname(path)].map((each) => stat(each).catch(() => null)));
  if (own?.isDirectory()) throw new Error(`Cannot write ${path}: it is a folder. Give the path of a file.`);
  if (!folder?.isDirectory()) {
    throw new Error(
      `Cannot write ${path}: the folder ${dirname(path)} does not exist. Create it, or give another path.`,
    );
  }
}
