import { parse } from "csv-parse/sync";
import type { TypedFilter } from "../../src/archive/statements/filter/typed.ts";
import type { Database } from "../../src/database.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import type { FormatName } from "../../src/export/formats.ts";
import { type ExportRequest, openExport } from "../../src/export/open.ts";
import { article, type StatementPart, source, speaker, statement, topic } from "../helpers/factories.ts";

/** Returns the whole text of an export. */
export async function exported(
  database: Database,
  format: FormatName,
  filter: TypedFilter = {},
  rest: Partial<ExportRequest> = {},
): Promise<string> {
  const { text } = await openExport(database, { format, filter, bodies: false, ...rest });
  let all = "";
  for await (const piece of text) all += piece;
  return all;
}

/** Returns an export as the bytes of its file. */
export async function exportedBytes(database: Database, format: FormatName, filter: TypedFilter = {}): Promise<Buffer> {
  const { text } = await openExport(database, { format, filter, bodies: false });
  const pieces: Buffer[] = [];
  for await (const piece of text) pieces.push(Buffer.from(piece as string));
  return Buffer.concat(pieces);
}

/** Reads a CSV file: a record for each row. */
export const rowsOf = (csv: string) => parse(csv, { columns: true, bom: true }) as Record<string, string>[];

/** Returns paraphrases of these words by Ada Brandt, each said a second before the previous one. */
export const saying = (...texts: string[]): ArchiveDocument => ({
  sources: [source("Sandholm Post")],
  speakers: [speaker("Ada Brandt")],
  topics: [topic("Harbour")],
  articles: [
    article(
      "words",
      texts.map(
        (text, i): StatementPart =>
          statement(text, { speaker: "ada-brandt", saidAt: new Date(1e12 - i * 1000).toISOString() }),
      ),
    ),
  ],
});

/**
 * Text that strangers may write: formulas, quotes, line breaks, other directions, markup, letters beyond the first
 * plane.
 */
export const strange = [
  '=HYPERLINK("https://evil.example.org";"click")',
  "+1 for the harbour",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd",
  "\t=1+1",
  "'quoted' and \"doubly\"",
  "one, two; three\ttabs",
  "first line\nsecond line\r\nthird",
  "شُكراً — \u202bמִלָּה\u202c",
  "🚢👩‍👩‍👧‍👦 e\u0301clair",
  "</content><script>alert(1)</script> & ]]> <!-- -->",
  "\ufffe\uffff not characters",
  "\u2028 a line of its own",
];
/** The same as the archive keeps them. */
export const written = strange.map((text) => text.normalize("NFC"));
