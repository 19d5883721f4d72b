import { encodeGlobalId } from "./archive/globalIds.ts";
import { loadConfig, loadEnvironmentFile } from "./config.ts";
import { connect } from "./database.ts";
import type { Asserter } from "./document/asserter.ts";
import { writeWhen } from "./document/dates.ts";
import { startEmbedded } from "./embedded.ts";
import { readFilter } from "./export/filter.ts";
import { findAll, readInFull } from "./export/found.ts";
import { notedNames } from "./export/matched.ts";
import type { SeedDocument } from "./library/documents.ts";
import { migrate } from "./migrate.ts";
import { check } from "./record/check.ts";
import { record } from "./record/record.ts";

export type * from "./library/documents.ts";

/** How to open an archive. Settings left out are those of the command line: the environment, `.env`, the defaults. */
export interface ArchiveSettings {
  /** The name under which the history shows what is recorded. Recording under the same name again updates it. */
  origin: string;
  /** The address of a PostgreSQL; the embedded one of `dataFolder` if neither is set. */
  databaseUrl?: string;
  /** The folder of the embedded PostgreSQL. */
  dataFolder?: string;
}

/** Which statements to list. Names are slugs, ids or any name, as in the API; of several, any may hold. */
export interface ListFilter {
  speaker?: string[];
  topic?: string[];
  source?: string[];
  /** Words in the text, in web-search syntax. */
  text?: string;
}

/** A published statement with its first printing. */
export interface ListedStatement {
  /** The id by which the API knows it. */
  id: string;
  kind: "DIRECT" | "MIXED" | "INDIRECT";
  text: string;
  /** As precise as it is known. */
  saidAt: string;
  /** Null if the speaker is not known. */
  speaker: { slug: string; name: string } | null;
  topics: { slug: string; name: string }[];
  article: { url: string; headline: string; source: string } | null;
}

/** What a call of `record` has changed. */
export interface RecordedCounts {
  newArticles: number;
  newStatements: number;
}

/** A row that breaks a rule of the archive. */
export interface BrokenRow {
  rule: string;
  table: string;
  id: number;
  message: string;
}

/** An open archive. */
export interface OnRecordArchive {
  /**
   * Records documents, each of them whole or not at all. Recording them again changes nothing; a changed document updates what
   * differs. Throws an error that names each problem with its path, such as `articles[0].statements[3].passage.exact`.
   */
  record(documents: SeedDocument | readonly SeedDocument[]): Promise<RecordedCounts>;
  /** Reads published statements, newest first. Throws an error for a name that nothing in the archive bears. */
  list(filter?: ListFilter): AsyncGenerator<ListedStatement>;
  /** Verifies every passage, derived row and rule of the archive; empty if nothing is broken. */
  check(): Promise<BrokenRow[]>;
  /** Closes the connections, and stops the embedded PostgreSQL unless others use it. */
  close(): Promise<void>;
}

const PAGE_OF_LIST = 500;

/** Opens an archive and brings its tables up to date. Close it at the end: until then the process does not end. */
export async function openArchive({ origin, ...given }: ArchiveSettings): Promise<OnRecordArchive> {
  const { database, close } = await openDatabase(given);
  const asserter: Asserter = { kind: "IMPORT", name: origin };
  return {
    async record(documents) {
      const counts = { newArticles: 0, newStatements: 0 };
      for (const document of [documents].flat() as SeedDocument[]) {
        const { newArticles, printed } = await record(database, document, asserter);
        counts.newArticles += newArticles;
        counts.newStatements += printed.filter(({ isNew }) => isNew).length;
      }
      return counts;
    },
    async *list({ text, ...names } = {}) {
      const found = await findAll(database, readFilter({ ...names, ...(text !== undefined && { text: [text] }) }));
      const unmatched = notedNames(found.matches).find(({ takenFor }) => takenFor === null);
      if (unmatched) throw new Error(unmatched.note);
      for await (const ids of found.ids(PAGE_OF_LIST)) yield* (await readInFull(database, ids)).map(listedStatement);
    },
    async check() {
      const broken: BrokenRow[] = [];
      for await (const row of check(database)) broken.push(row);
      return broken;
    },
    close,
  };
}

async function openDatabase(given: Pick<ArchiveSettings, "databaseUrl" | "dataFolder">) {
  loadEnvironmentFile();
  const config = loadConfig();
  const databaseUrl = given.databaseUrl ?? (given.dataFolder === undefined ? config.databaseUrl : undefined);
  const folder = given.dataFolder ?? config.dataFolder;
  const embedded = databaseUrl === undefined ? await startEmbedded({ folder, log: () => {} }) : undefined;
  const url = databaseUrl ?? embedded?.url ?? "";
  const options = { poolSize: 2, statementTimeoutMs: 0, applicationName: "onrecord package" };
  const database = connect({ ...options, url, onError: () => {} });
  const close = async () => {
    await database.close();
    await embedded?.stop();
  };
  try {
    await migrate(url, { log: () => {} });
    return { database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listedStatement(row: Awaited<ReturnType<typeof readInFull>>[number]): ListedStatement {
  const { id, kind, text, saidAt, saidAtPrecision, speaker, topics, firstAppearance } = row;
  const article = firstAppearance?.article;
  return {
    id: encodeGlobalId("Statement", id),
    kind,
    text,
    saidAt: writeWhen(saidAt, saidAtPrecision),
    speaker: speaker ? { slug: speaker.slug, name: speaker.name } : null,
    topics: (topics ?? []).map(({ slug, name }) => ({ slug, name })),
    article: article ? { url: article.url, headline: article.headline, source: article.source?.name ?? "" } : null,
  };
}
