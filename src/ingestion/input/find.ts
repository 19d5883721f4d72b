import type { BigIntStats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, isAbsolute, join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { splitCompression } from "./decompress.ts";
import { describeFailure, type FoundFile } from "./inputFile.ts";

/** A path cannot be used as input: it does not exist, or contains nothing of the format. The command exits with 2. */
export class InputPathError extends Error {
  override readonly name = "InputPathError";
}

/** A file, or a pipe, which can be read only once and has to be copied first. */
export type FoundInput = FoundFile | { pipe: string };

/**
 * Returns the files that a path stands for, in a stable order: the file itself, the files in a folder that belong to the
 * format, or those that a pattern matches. A file that is reached twice, even through links, is returned once.
 *
 * @param seen device and inode of everything found before
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
  if (!status.isDirectory()) throw new InputPathError(`“${path}” is neither a file nor a folder: give one of these.`);
  const found = await walk(path, "", isOwn, seen);
  if (found.length === 0)
    throw new InputPathError(`The folder “${path}” contains no file of this format: check the path and the format.`);
  return found;
}

async function findMatches(pattern: string, seen: Set<string>): Promise<FoundFile[]> {
  if (!isDynamicPattern(pattern)) throw new InputPathError(`There is no file or folder “${pattern}”: check the path.`);
  const paths = await glob(pattern, { absolute: isAbsolute(pattern), expandDirectories: false });
  if (paths.length === 0) throw new InputPathError(`No file matches “${pattern}”: check the pattern.`);
  const found: FoundFile[] = [];
  for (const path of paths.sort()) {
    found.push(...skipSeen(path, basename(path), await stat(path, { bigint: true }), seen));
  }
  return found;
}

/** Skips hidden files, which belong to the system (“._a.csv”). Follows links, and enters each folder once, so loops end. */
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
  // File systems differ in the Unicode form of names.
  const named = splitCompression(fullName.normalize("NFC"));
  return [{ path, location: path, size: Number(status.size), isAlone: false, ...named }];
}

function isNew({ dev, ino }: BigIntStats, seen: Set<string>): boolean {
  const key = `${dev}:${ino}`;
  return !seen.has(key) && Boolean(seen.add(key));
}
