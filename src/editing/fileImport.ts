import { z } from "zod";
import { language, words } from "../document/fields.ts";
import { LONGEST_NAME, LONGEST_NOTE } from "../document/limits.ts";
import type { Defaults } from "../formats/drafts.ts";
import type { Rejection } from "../formats/rejections.ts";
import { markNouns, type NewNames, newNamesSince } from "../record/newNames.ts";
import type { Edit, Work } from "./edit.ts";
import { inInputWords } from "./fileImport/inputWords.ts";
import { optional } from "./inputs.ts";
import { readInput, refuse } from "./problems.ts";

/** The largest file that an editor may send, in bytes: as long as the body of an article. */
const LARGEST_FILE = 2_000_000;
/** The most records of one: other writers wait until all are in. */
const MOST_SENT_RECORDS = 2_000;
const MOST_REJECTIONS = 100;
const MOST_NAMED_COLUMNS = 50;
const MANY_COLUMNS = `are more than ${MOST_NAMED_COLUMNS}`;
const LONGEST_FILE_NAME = 200;

const nounName = words(LONGEST_NAME);
const fileInput = z.object({
  name: words(LONGEST_FILE_NAME),
  format: z.enum(["CSV", "XLSX", "JSONL"]),
  text: optional(z.string()),
  base64: optional(z.string().regex(/^[A-Za-z0-9+/\s]*(?:={1,2}\s*)?$/, "is not in Base64")),
  dryRun: optional(z.boolean()),
  source: optional(nounName),
  language: optional(language),
  wire: optional(nounName),
  dates: optional(z.enum(["DAY_FIRST", "MONTH_FIRST"])),
  columns: optional(z.array(z.object({ column: z.string(), name: z.string() })).max(MOST_NAMED_COLUMNS, MANY_COLUMNS)),
  fillDown: optional(z.array(z.string()).max(MOST_NAMED_COLUMNS, MANY_COLUMNS)),
  sheet: optional(z.string()),
  reason: optional(words(LONGEST_NOTE)),
});

type FileInput = z.output<typeof fileInput>;

/** What an import of a file did, or would do. */
export interface SentReport extends NewNames {
  recordCount: number;
  madeCount: number;
  changedCount: number;
  unchangedCount: number;
  leftOutCount: number;
  rejectedCount: number;
  rejections: { line: number | null; record: string | null; code: string; message: string; recordCount: number }[];
  notes: string[];
  unprintedCount: number;
  newArticleCount: number;
}

/**
 * Imports a file that an editor sends (`fileImport`), as the command does, but as a whole or not at all; or rehearses it. The
 * import names the editor. Refuses INVALID: a file that is too large, has too many records, or says two contents.
 */
export const importSentFile: Work<unknown, { importId: number | null; report: SentReport }> = Object.assign(
  async (edit: Edit, input: unknown) => {
    const given = readInput(fileInput, input);
    const content = readContent(given);
    // The readers of formats and what they need are loaded when somebody sends a file: most servers never get one.
    const [{ columnNames, fileInMemory, importFiles, rehearse, rejectedIn, totalOf }, { formats }] = await Promise.all([
      import("../ingestion/sentFiles.ts"),
      import("../formats.ts"),
    ]);
    const format = formats.find((each) => each.name === given.format.toLowerCase());
    if (!format) throw new Error(`There is no format ${given.format}.`);
    refuseUnknownColumns(given, columnNames);
    const rejections: Rejection[] = [];
    const options = {
      defaults: defaultsOf(given),
      sent: { by: edit.editor.name, reason: given.reason ?? null },
      paths: [given.name],
      signal: new AbortController().signal,
      onBegin() {},
      onProgress({ records }: { records: number }) {
        if (records > MOST_SENT_RECORDS)
          refuseSize(given, `more than ${MOST_SENT_RECORDS.toLocaleString("en")} records`);
      },
      onRejection(rejection: Rejection) {
        if (rejections.length < MOST_REJECTIONS) rejections.push(rejection);
      },
    };
    const work = async (database: Edit["database"]) => {
      const marks = await markNouns(database);
      const imported = await importFiles(database, format, [fileInMemory(given.name, content)], options);
      return { ...imported, names: await newNamesSince(database, marks) };
    };
    const { id, report, names } = await (given.dryRun ? rehearse(edit.database, work) : work(edit.database));
    const { taken } = report;
    return {
      importId: id,
      report: {
        recordCount: report.records,
        madeCount: taken.made,
        changedCount: taken.changed,
        unchangedCount: taken.unchanged,
        leftOutCount: totalOf(report.leftOut),
        rejectedCount: rejectedIn(report),
        rejections: rejections.map(describeRejection),
        notes: Object.keys(report.notes).map(inInputWords),
        unprintedCount: report.unprinted,
        newArticleCount: report.made.articles,
        ...names,
      },
    };
  },
  { keepsOwnHistory: true as const },
);

function describeRejection({ place, code, message, records = 1 }: Rejection): SentReport["rejections"][number] {
  return {
    line: place.line ?? null,
    record: place.record ?? null,
    code,
    message: inInputWords(message),
    recordCount: records,
  };
}

function readContent(given: FileInput): Buffer {
  const { text, base64 } = given;
  if ((text === undefined) === (base64 === undefined)) refuse("INVALID", null, "Give either `text` or `base64`.");
  const content = text === undefined ? Buffer.from(base64 ?? "", "base64") : Buffer.from(text);
  if (content.length > LARGEST_FILE) refuseSize(given, "larger than 2 MB");
  return content;
}

/** Refuses settings for columns that are never read: without effect, they would look as if they had been heeded. */
function refuseUnknownColumns({ columns = [], fillDown = [] }: FileInput, known: readonly string[]): void {
  const named = [
    ...columns.map(({ column }) => ["columns", column]),
    ...fillDown.map((column) => ["fillDown", column]),
  ];
  const [field, column] = named.find(([, name = ""]) => !known.includes(name)) ?? [];
  if (field) refuse("INVALID", field, `\`${field}\` names no column “${column}”. The columns are ${known.join(", ")}.`);
}

function refuseSize({ text }: FileInput, excess: string): never {
  const field = text === undefined ? "base64" : "text";
  refuse("INVALID", field, `The file is ${excess}: split it, or import it with \`onrecord import\`.`);
}

function defaultsOf({ source, language, wire, dates, columns, fillDown, sheet }: FileInput): Defaults {
  return {
    ...{ source, language, wire, sheet, fillDown },
    dates: dates && (dates === "DAY_FIRST" ? "day-first" : "month-first"),
    columns: columns && Object.fromEntries(columns.map(({ column, name: given }) => [column, given])),
  };
}
