import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createGunzip, type Gunzip } from "node:zlib";
import { readMigrations } from "../migrate/files.ts";
import { packageRoot } from "../packageRoot.ts";
import { type BackupParts, FORMAT, FORMAT_VERSION, type Manifest, manifestShape, readParts } from "./parts.ts";
import { verifySeal } from "./seal.ts";

/** A backup that is whole, and that this version can restore. */
export interface OpenBackup {
  manifest: Manifest;
  /** What follows the manifest. */
  parts: BackupParts;
  close(): void;
}

/** The longest first line that is looked at: another file may have no lines at all. */
const LONGEST_START = 1_000;

/**
 * Opens a backup, after every byte of it was verified.
 *
 * @param name what messages call the file
 * @throws Error with a sentence about what is wrong with it
 */
export async function openBackup(path: string, name = path): Promise<OpenBackup> {
  const state = await verifySeal(path).catch(({ message }: Error) => {
    throw new Error(`Cannot read ${name}: ${message}`);
  });
  // Before the format, which may be the damaged part: only our files end in a seal.
  if (state === "CHANGED") throw new Error(`${name} is damaged (its checksum is another): nothing was restored.`);
  await expectFormat(path, name);
  if (state === "CUT") throw new Error(`${name} lacks its end, or something was added to it: nothing was restored.`);
  const { parts, close } = openContent(path);
  try {
    await parts.line();
    const manifest = manifestShape.parse(JSON.parse(await parts.line()));
    await expectKnown(manifest, name);
    return { manifest, parts, close };
  } catch (error) {
    close();
    throw error;
  }
}

function openContent(path: string): { parts: BackupParts; text: Gunzip; close: () => void } {
  const file = createReadStream(path);
  const text = createGunzip();
  file.on("error", (error) => text.destroy(error)).pipe(text);
  const close = (): void => {
    file.destroy();
    text.destroy();
  };
  return { parts: readParts(text), text, close };
}

async function expectFormat(path: string, name: string): Promise<void> {
  const { parts, close } = openContent(path);
  try {
    const [format, version] = (await parts.line(LONGEST_START)).split(" ");
    if (format !== FORMAT) throw notOurs(name);
    if (version === String(FORMAT_VERSION)) return;
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? notOurs(name) : new Error(`Cannot read ${name}: ${message}`);
  } finally {
    close();
  }
  throw new Error(`${name} was made by a newer version of OnRecord: restore it with that version.`);
}

function notOurs(name: string): Error {
  return new Error(`${name} is not a backup of OnRecord: nothing was restored.`);
}

async function expectKnown({ migrations, onrecord }: Manifest, name: string): Promise<void> {
  const known = (await readMigrations(join(packageRoot(), "prisma"))).map(({ path }) => path);
  const unknown = migrations.find((migration) => !known.includes(migration));
  if (unknown === undefined) return;
  throw new Error(
    `${name} was made by a newer version of OnRecord (${onrecord}, with the migration ${unknown}): restore it with that ` +
      "version or a later one. Nothing was restored.",
  );
}
