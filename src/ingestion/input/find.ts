import type { BigIntStats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, isAbsolute, join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { splitCompression } from "./decompress.ts";
import { describeFailure, type FoundFile } from "./inputFile.ts";

/** What was given cannot be taken for input: it is not there, or nothing of the format is in it. The command ends with 2. */
export class InputPathError extends Error {
  override readonly name = "InputPathError";
}

/** What was given, looked up: files in steady order, and what is read once and has to be kept first. */
export type FoundInput = FoundFile | { pipe: string };

/**
 * The files that a path stands for: itself, those of a folder that the format calls its own, or those that a pattern
 * matches, as a shell would have put them in. What is reached twice, by links too, is found once.
 *
 * @param seen device and number of what was found before
 * @throws InputPathError
 */
export async function findInputs(
  path: string,
  isOwn: (name: string) => boolean,
  seen: Set<string>,
): Promise<FoundInput[]> {
  const status = await stat(path, { bigint: true }).catch(() => null);
  if (!status) return findMatches(path, seen);
  if (status.isFIFO()) return [{ pipe: path }];
  if (status.isFile()) return [...skipSeen(path, basename(path), status, seen)];
  if (!status.isDirectory()) throw new InputPathError(`“${path}” is neither a file nor a folder.`);
  const found = await walk(path, "", isOwn, seen);
  if (found.length === 0) throw new InputPathError(`There is no file of this format in the folder “${path}”.`);
  return found;
}

async function findMatches(pattern: string, seen: Set<string>): Promise<FoundFile[]> {
  if (!isDynamicPattern(pattern)) throw new InputPathError(`There is no file or folder “${pattern}”.`);
  const paths = await glob(pattern, { absolute: isAbsolute(pattern), expandDirectories: false });
  if (paths.length === 0) throw new InputPathError(`There is no file that matches “${pattern}”.`);
  const found: FoundFile[] = [];
  for (const path of paths.sort()) {
    found.push(...skipSeen(path, basename(path), await stat(path, { bigint: true }), seen));
  }
  return found;
}

/** Hidden files and folders are the system's: “._a.csv” is none. Links are followed; a folder is walked once, so a loop ends. */
async function walk(
  folder: string,
  below: string,
  isOwn: (name: string) => boolean,
  seen: Set<string>,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const entry of (await listFolder(folder, seen)).filter((name) => !name.startsWith(".")).sort()) {
    const path = join(folder, entry);
    const name = below + entry;
    const status = await stat(path, { bigint: true }).catch(() => null);
    if (status?.isDirectory()) found.push(...(await walk(path, `${name}/`, isOwn, seen)));
    else if (status?.isFile() && isOwn(splitCompression(name).name)) found.push(...skipSeen(path, name, status, seen));
  }
  return found;
}

async function listFolder(folder: string, seen: Set<string>): Promise<string[]> {
  try {
    return isNew(await stat(folder, { bigint: true }), seen) ? await readdir(folder) : [];
  } catch (error) {
    throw new InputPathError(`The folder “${folder}” cannot be read: ${describeFailure(error)}.`);
  }
}

function skipSeen(path: string, fullName: string, status: BigIntStats, seen: Set<string>): FoundFile[] {
  if (!isNew(status, seen)) return [];
  // File systems differ in the form in which they keep names.
  const named = splitCompression(fullName.normalize("NFC"));
  return [{ path, location: path, size: Number(status.size), isAlone: false, ...named }];
}

function isNew({ dev, ino }: BigIntStats, seen: Set<string>): boolean {
  const key = `${dev}:${ino}`;
  return !seen.has(key) && Boolean(seen.add(key));
}
