import { rename, rm } from "node:fs/promises";

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
