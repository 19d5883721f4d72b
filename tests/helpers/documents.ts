import type { Database } from "../../src/database.ts";
import type { Asserter } from "../../src/document/asserter.ts";
import type { ArchiveDocument, ArticleEntry, StatementEntry } from "../../src/document/document.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";

export const IMPORT: Asserter = { kind: "IMPORT", name: "test", version: "1" };
export const OTHER_IMPORT: Asserter = { kind: "IMPORT", name: "other", version: "1" };

export const BODY = `Mayor Ada Brandt said on Friday that the old harbour must stay open. “The harbour fed us for three hundred years,” she said. “It will feed us for another hundred.” 🚢 Her critics were not convinced.`;

/** A direct quotation that stands once in BODY. */
export const QUOTE = "The harbour fed us for three hundred years";

/** A paraphrase whose place is marked by a few words. */
export function paraphrase(exact: string, rest: Partial<StatementEntry> = {}): StatementEntry {
  return {
    kind: "INDIRECT",
    text: `It was reported: ${exact}.`,
    speaker: "ada-brandt",
    topics: ["harbour"],
    appearance: { passage: { exact } },
    ...rest,
  };
}

/** Words quoted as they were said. */
export function quotation(text: string, rest: Partial<StatementEntry> = {}): StatementEntry {
  return {
    kind: "DIRECT",
    text,
    speaker: "ada-brandt",
    topics: ["harbour"],
    appearance: { passage: { exact: text } },
    ...rest,
  };
}

/** An article of the fictional Brandt Post. */
export function article(name: string, statements: StatementEntry[], rest: Partial<ArticleEntry> = {}): ArticleEntry {
  return {
    url: `https://post.example.org/${name}`,
    headline: `The story of ${name}`,
    publishedAt: "2021-05-07",
    language: "en",
    source: "brandt-post",
    fictional: true,
    statements,
    ...rest,
  };
}

/** Fictional people, places and outlets, with the given articles. */
export function documentWith(...articles: ArticleEntry[]): ArchiveDocument {
  return {
    sources: [
      { name: "Brandt Post", kind: "OUTLET", fictional: true },
      { name: "Coast Wire", kind: "AGENCY", fictional: true },
    ],
    speakers: [
      {
        name: "Ada Brandt",
        kind: "PERSON",
        fictional: true,
        names: ["A. Brandt", { name: "Ада Брандт", language: "ru" }],
        roles: [{ label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" }],
      },
      { name: "Olaf Grün", kind: "PERSON", fictional: true },
      { name: "Harbour Alliance", kind: "GROUP", fictional: true, members: ["ada-brandt", "olaf-gruen"] },
    ],
    topics: [
      { name: "Harbour", kind: "PLACE", fictional: true, broader: ["sandholm"] },
      { name: "Sandholm", kind: "PLACE", fictional: true },
      { name: "Fishing", kind: "ISSUE", fictional: true },
    ],
    articles,
  };
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
  "article",
  "related_article",
  "statement",
  "statement_tag",
  "statement_topic",
  "statement_search",
  "appearance",
  "appearance_span",
  "import",
  "import_file",
  "assertion",
  "revision",
];

/** Every row of the archive with the transaction that wrote it (xmin): equal only where not a single row was touched. */
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

/** Every row of the archive, whoever wrote it when. */
export async function contents(database: Database): Promise<Record<string, string[]>> {
  const tables = Object.entries(await dump(database));
  return Object.fromEntries(tables.map(([table, rows]) => [table, rows.map((row) => row.replace(/^\d+ /, "")).sort()]));
}

/** Empties the archive between tests: faster than another clone. */
export async function clear(database: Database): Promise<void> {
  await database.query(Prisma.sql`TRUNCATE ${Prisma.raw(TABLES.join(", "))} RESTART IDENTITY CASCADE`);
}
