import { afterAll, afterEach, beforeAll, beforeEach, expect } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import type { ConnectOptions, Database, DatabaseConnection } from "../../src/database.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { check, type Finding } from "../../src/record/check.ts";
import { record } from "../../src/record/record.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "./database.ts";
import { IMPORT } from "./factories.ts";

/** An archive for one test file. */
export interface Archive extends DatabaseConnection {
  url: string;
  /** Registers something to close before the archive is dropped. The last registered is closed first. */
  beforeDrop(close: () => unknown): void;
}

export interface ArchiveOptions extends Partial<ConnectOptions> {
  /** The document that an import has recorded in it; empty by default. */
  document?: ArchiveDocument | undefined;
  /** Whether each test gets the archive in its first state. This is faster than opening another. */
  afresh?: boolean;
  /** The first id of every table, from which ids count on; 1 by default. */
  firstId?: number;
  /** Whether to check after every test that the archive keeps its own rules. */
  sound?: boolean;
}

/**
 * Opens an archive for the tests of a file or of a `describe`. It exists from before the first test until after the
 * last.
 */
export function openArchive({ document, afresh, sound, firstId, ...options }: ArchiveOptions = {}): Archive {
  const name = newName();
  const url = databaseUrl(name);
  const users: (() => unknown)[] = [];
  const archive = Object.assign(connectTo(url, options), {
    url,
    beforeDrop: (close: () => unknown) => {
      users.unshift(close);
    },
  });
  const furnish = async () => document && record(archive, document, IMPORT);
  beforeAll(async () => {
    await createDatabase(name);
    if (firstId !== undefined) await startIdsAt(archive, firstId);
    await furnish();
  });
  if (afresh) {
    beforeEach(async () => {
      await clear(archive);
      await furnish();
    });
  }
  if (sound) afterEach(() => expectSound(archive));
  afterAll(async () => {
    for (const close of users) await close();
    await archive.close();
    await dropDatabase(name);
  });
  return archive;
}

/** Makes every table count its ids from this one on, also after it was emptied. */
async function startIdsAt(database: Database, first: number): Promise<void> {
  const sequences = await database.query<{ name: string }>(
    Prisma.sql`SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace`,
  );
  for (const { name } of sequences)
    await database.query(Prisma.raw(`ALTER SEQUENCE ${name} START WITH ${first} RESTART WITH ${first}`));
}

/** Returns what `onrecord check` finds. */
export async function findingsOf(database: Database): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of check(database)) findings.push(finding);
  return findings;
}

/** Fails if `onrecord check` finds anything. */
export async function expectSound(database: Database): Promise<void> {
  expect(await findingsOf(database)).toEqual([]);
}

const TABLES = [
  "origin",
  "source",
  "source_name",
  "speaker",
  "speaker_name",
  "speaker_role",
  "speaker_member",
  "topic",
  "topic_name",
  "topic_broader",
  "topic_ancestor",
  "proposition",
  "proposition_name",
  "proposition_topic",
  "article",
  "related_article",
  "statement",
  "statement_tag",
  "stance",
  "statement_link",
  "statement_topic",
  "statement_printing",
  "statement_search",
  "appearance",
  "appearance_span",
  "proposal",
  "import",
  "import_file",
  "assertion",
  "revision",
];

/** Returns every row with the transaction that wrote it (xmin): equal only if no row was written. */
export async function dump(database: Database): Promise<Record<string, string[]>> {
  const tables = TABLES.map(async (table) => {
    const name = Prisma.raw(table);
    const rows = await database.query<{ row: string }>(
      Prisma.sql`SELECT xmin::text || ' ' || ${name}::text AS row FROM ${name} ORDER BY ${name}::text`,
    );
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** Returns every row, whoever wrote it and when. */
export async function contents(database: Database): Promise<Record<string, string[]>> {
  const tables = Object.entries(await dump(database));
  return Object.fromEntries(tables.map(([table, rows]) => [table, rows.map((row) => row.replace(/^\d+ /, "")).sort()]));
}

/** Empties the archive, including the record of what was tagged. */
export async function clear(database: Database): Promise<void> {
  const tables = Prisma.raw([...TABLES, "topic_tagging", "tagging_due", "tally", "tallied_topic"].join(", "));
  await database.query(Prisma.sql`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
}

type ForEach<Texts, Id> = { [Index in keyof Texts]: Id };

/** Returns the ids of the statements or printings with these texts, in their order. */
export async function idsOf<const Texts extends readonly string[]>(
  database: Database,
  type: "Statement" | "Appearance",
  texts: Texts,
): Promise<ForEach<Texts, number>> {
  const rows = await database.query<{ id: number; text: string }>(
    Prisma.sql`SELECT id, text FROM ${Prisma.raw(type)} WHERE text = ANY (${texts})`,
  );
  expect(rows.map(({ text }) => text).sort()).toEqual([...texts].sort());
  return texts.map((text) => rows.find((row) => row.text === text)?.id) as ForEach<Texts, number>;
}

/** Returns the same ids as clients know them. */
export async function globalIdsOf<const Texts extends readonly string[]>(
  database: Database,
  type: "Statement" | "Appearance",
  texts: Texts,
): Promise<ForEach<Texts, string>> {
  const ids = (await idsOf(database, type, texts)) as number[];
  return ids.map((id) => encodeGlobalId(type, id)) as ForEach<Texts, string>;
}
