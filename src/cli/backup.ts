import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { type OpenBackup, openBackup } from "../backup/open.ts";
import { restore } from "../backup/restore.ts";
import { sealed } from "../backup/seal.ts";
import { backUp } from "../backup/write.ts";
import type { DatabaseConnection } from "../database.ts";
import { check } from "../record/check.ts";
import { say } from "./archive.ts";
import { untilStopped, withClient } from "./oneClient.ts";
import { startProgress } from "./progress.ts";
import { writeWhole } from "./wholeFile.ts";

/** Stands for standard input and standard output. */
const STANDARD = "-";

/** A backup has the digests of the keys: only its owner may read it. */
const OWNERS_ONLY = 0o600;

const SOME_BROKEN = 1;

/** Runs `onrecord backup`: writes the whole database, as it is at one moment, to a file or to standard output. */
export async function runBackup(path: string): Promise<void> {
  if (path === STANDARD && process.stdout.isTTY) {
    throw new Error("A backup is no text for a terminal: name a file, or redirect the output.");
  }
  await untilStopped("Stopping: no backup is written.", async (signal) => {
    const rows = await withClient("REFUSE", signal, async ({ client }) => {
      if (path === STANDARD) return writeBackup(client, process.stdout, signal);
      let count = 0;
      await writeWhole(path, async (part) => {
        count = await writeBackup(client, createWriteStream(part, { mode: OWNERS_ONLY, flush: true }), signal);
      });
      return count;
    });
    const size = path === STANDARD ? "" : ` in ${Math.ceil((await stat(path)).size / 1_000).toLocaleString("en")} kB`;
    say(`Backed up ${rows.toLocaleString("en")} rows${size}.`);
  });
}

async function writeBackup(client: pg.ClientBase, target: Writable, signal: AbortSignal): Promise<number> {
  return showRows((onRows) => pipeline(backUp(client, onRows), createGzip(), sealed, target, { signal }));
}

/** Shows how many rows the work has done so far, and returns how many they were. */
async function showRows(work: (onRows: (count: number) => void) => Promise<void>): Promise<number> {
  const progress = startProgress("rows");
  let rows = 0;
  try {
    await work((count) => {
      rows += count;
      progress.add(count);
    });
    return rows;
  } finally {
    progress.end();
  }
}

/**
 * Runs `onrecord restore`: verifies the whole file, fills an empty archive from it, and checks that archive. The exit code is 1 if
 * the check finds something, as it may have done in the archive that was backed up.
 */
export async function runRestore(path: string): Promise<void> {
  await untilStopped("Stopping: what is not committed yet is taken back.", async (signal) => {
    if (path !== STANDARD) return restoreFrom(path, path, signal);
    const folder = await mkdtemp(join(tmpdir(), "onrecord-"));
    try {
      const copy = join(folder, "backup");
      await pipeline(process.stdin, createWriteStream(copy, { mode: OWNERS_ONLY }), { signal });
      await restoreFrom(copy, "Standard input", signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function restoreFrom(path: string, name: string, signal: AbortSignal): Promise<void> {
  const backup = await openBackup(path, name);
  try {
    await withClient("MAKE", signal, async ({ client, url, database }) => {
      await fillArchive(backup, client, url, signal);
      await reportFindings(database);
    });
  } finally {
    backup.close();
  }
}

async function fillArchive(backup: OpenBackup, client: pg.ClientBase, url: string, signal: AbortSignal): Promise<void> {
  const rows = await showRows((onRows) => restore(backup, client, { url, log: say, onRows, signal }));
  const { at, onrecord, postgresql } = backup.manifest;
  say(`Restored ${rows.toLocaleString("en")} rows of ${at}, from OnRecord ${onrecord} and PostgreSQL ${postgresql}.`);
}

async function reportFindings(database: DatabaseConnection): Promise<void> {
  let findings = 0;
  for await (const _ of check(database)) findings += 1;
  if (findings === 0) return say("Nothing is broken.");
  say(`${findings} ${findings === 1 ? "row breaks a rule" : "rows break rules"}: \`onrecord check\` lists them.`);
  process.exitCode = SOME_BROKEN;
}
