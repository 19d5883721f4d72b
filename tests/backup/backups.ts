import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync } from "node:zlib";
import pg from "pg";
import { openBackup } from "../../src/backup/open.ts";
import { restore } from "../../src/backup/restore.ts";
import { sealed } from "../../src/backup/seal.ts";
import { listTables, readSequences } from "../../src/backup/tables.ts";
import { backUp } from "../../src/backup/write.ts";

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url);
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Writes a backup of the database to the file, without the command. */
export async function backUpTo(path: string, url: string): Promise<void> {
  await withClient(url, async (client) =>
    seal(
      path,
      backUp(client, () => {}),
    ),
  );
}

/** Compresses and seals the text, as the command does. */
async function seal(path: string, text: AsyncIterable<Buffer>): Promise<void> {
  await pipeline(text, createGzip(), sealed, createWriteStream(path));
}

/** Restores the file into the database, without the command. Returns what was logged. */
export async function restoreInto(url: string, path: string): Promise<string[]> {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const backup = await openBackup(path);
  try {
    const signal = AbortSignal.timeout(300_000);
    await withClient(url, async (client) => restore(backup, client, { url, log, onRows: () => {}, signal }));
  } finally {
    backup.close();
  }
  return lines;
}

/** Writes a backup that somebody has changed and sealed again. */
export async function forge(path: string, original: string, change: (text: string) => string): Promise<void> {
  const text = gunzipSync(await readFile(original))
    .toString()
    .replace(/sha256 \w+\n$/, "");
  await seal(path, Readable.from([Buffer.from(change(text))]));
}

/** Returns every row of every table, and how far each sequence has come. */
export async function everything(url: string): Promise<Record<string, unknown>> {
  return withClient(url, async (client) => {
    const rows: Record<string, unknown> = { sequences: await readSequences(client) };
    for (const { name } of await listTables(client)) {
      const result = await client.query(`SELECT each::text AS row FROM ${name} AS each`);
      rows[name] = result.rows.map(({ row }) => row as string).sort();
    }
    return rows;
  });
}

/** Returns the triggers that do not work as the migrations made them. */
export async function idleTriggers(url: string): Promise<string[]> {
  const { rows } = await withClient(url, async (client) =>
    client.query("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'"),
  );
  return rows.map(({ tgname }) => tgname);
}
