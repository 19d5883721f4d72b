import { InputError } from "../archive/lists/inputError.ts";
import { requireMeanings } from "../archive/meant.ts";
import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import type { Database } from "../database.ts";
import { makeUuid, urnOf } from "../document/urn.ts";
import { Prisma, StanceStatus } from "../generated/prisma/client.ts";
import type { CellSeparator } from "../text/formulaGuards.ts";
import { MOST_ENTRIES, updatedAt, writeAtom } from "./atom.ts";
import { writeCsv } from "./csv.ts";
import type { DumpLine } from "./dump/line.ts";
import { dump } from "./dump.ts";
import { readEntries } from "./feedEntries.ts";
import { isNarrowing, readFilter, titleOf } from "./filter.ts";
import type { FormatName } from "./formats.ts";
import { type FoundStatements, findAll } from "./found.ts";
import { writeJsonLd } from "./jsonLd.ts";
import { writeJsonl } from "./jsonl.ts";
import { type NotedName, notedNames } from "./matched.ts";
import { inPages, PAGE, readStatements } from "./statements.ts";
import { MOST_SHEET_ROWS, writeXlsx } from "./xlsx.ts";

const { sql, raw } = Prisma;

export interface ExportRequest {
  format: FormatName;
  filter: TypedFilter;
  /** The most statements that the export may have; more are refused before it begins. No limit if left out. */
  most?: number;
  /** What separates the cells of csv: a comma if left out. */
  separator?: CellSeparator | undefined;
  /** Whether jsonl includes the bodies of articles. */
  bodies: boolean;
  /** Whether the database is a transaction that keeps still, so that all of the export is of one moment. */
  isStill?: boolean;
  /** The address of a feed. */
  feedUrl?: string;
  /** Receives the number of statements in each page that was written. */
  onStatements?: (count: number) => void;
}

/** An export that is ready to be written: its request has been checked. */
export interface OpenExport {
  /** The names in the filter that mean nothing, and those that are only part of a name. */
  noted: NotedName[];
  /** When the content of a feed last changed; null for other formats. */
  updated: Date | null;
  /** The text, or the bytes of a workbook, in pieces that are read from the archive as they are taken: memory holds one page. */
  text: AsyncIterable<string | Buffer> | Iterable<string>;
}

/** More statements were found than one export may hold. */
export class TooManyStatements extends Error {
  override readonly name = "TooManyStatements";
  readonly allowed: number;

  constructor(allowed: number) {
    const most = allowed.toLocaleString("en");
    super(
      `More than ${most} statements match, and one export holds at most ${most}: narrow it, for example by \`from\` and \`to\`.`,
    );
    this.allowed = allowed;
  }
}

/**
 * Opens an export of the statements that a filter finds, newest first; jsonl includes everything that they refer to. Without a
 * filter and without a limit, jsonl is the whole archive with statements of every status.
 *
 * @throws InputError for a filter that cannot be used; NameNotFound, which is one, if none of the names in a field means
 * anything; TooManyStatements
 */
export async function openExport(database: Database, request: ExportRequest): Promise<OpenExport> {
  const { format, filter, bodies, isStill = false, onStatements = () => {} } = request;
  const most = request.most ?? (format === "xlsx" ? MOST_SHEET_ROWS : undefined);
  if (most === undefined && isWholeArchive(request)) {
    const whole = { statementIds: null, stanceStatuses: Object.values(StanceStatus), bodies, isStill };
    const lines = told(dump(database, whole), statementsIn, onStatements);
    return { noted: [], updated: null, text: writeJsonl(lines) };
  }
  const typed = readFilter(filter);
  const found = await findAll(database, typed).catch(throwForParameter);
  requireMeanings(found.matches, "");
  const noted = notedNames(found.matches);
  if (format === "atom") return { noted, ...(await makeFeed(database, request, found, noted)) };
  if (format === "jsonl") {
    const statementIds = await gatherIds(found, most);
    const stanceStatuses = ["PUBLISHED" as const, ...(typed.stance?.status ?? [])];
    const lines = dump(database, { statementIds, stanceStatuses, bodies, isStill });
    return { noted, updated: null, text: writeJsonl(told(lines, statementsIn, onStatements)) };
  }
  const ids = isStill && most === undefined ? found.ids(PAGE) : inPages(await gatherIds(found, most));
  const statements = told(readStatements(database, ids), (page: StatementRow[]) => page.length, onStatements);
  return { noted, updated: null, text: writeStatements(statements, request) };
}

/** Returns whether an export has at most this many statements. Throws InputError for a filter that cannot be used. */
export async function hasAtMost(database: Database, request: ExportRequest, most: number): Promise<boolean> {
  if (isWholeArchive(request)) {
    const [found] = await database.query<{ count: number }>(
      sql`/* export.size */ SELECT count(*) AS count FROM (SELECT FROM statement LIMIT ${raw(String(most + 1))}) AS counted`,
    );
    return Number(found?.count) <= most;
  }
  const found = await findAll(database, readFilter(request.filter)).catch(throwForParameter);
  for await (const ids of found.ids(most + 1)) return ids.length <= most;
  return true;
}

function isWholeArchive({ format, filter }: ExportRequest): boolean {
  return format === "jsonl" && !isNarrowing(filter);
}

function writeStatements(statements: AsyncGenerator<StatementRow[]>, { format, separator }: ExportRequest) {
  if (format === "xlsx") return writeXlsx(statements);
  return format === "csv" ? writeCsv(statements, separator) : writeJsonLd(statements);
}

/** The archive names the fields of the API's filter; here each is a parameter. */
function throwForParameter(error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  throw new InputError(error.argument.replace("filter.", ""), error.message.replaceAll("filter.", ""));
}

async function makeFeed(
  database: Database,
  { filter, feedUrl, onStatements }: ExportRequest,
  found: FoundStatements,
  noted: NotedName[],
) {
  const entries = await readEntries(database, found.ids(MOST_ENTRIES));
  onStatements?.(entries.length);
  const feed = { id: feedUrl ?? urnOf(makeUuid([filter])), self: feedUrl, title: titleOf(filter), noted };
  return { updated: updatedAt(entries), text: [writeAtom(feed, entries)] };
}

/**
 * The number of ids read at once. They take little memory, some 8 MB for a million, so an export gathers them all before it begins
 * unless it is of one moment: in the order of their dates, one that is edited meanwhile could be missed or come twice.
 */
const IDS = 10_000;

async function gatherIds(found: FoundStatements, most = Number.POSITIVE_INFINITY): Promise<number[]> {
  const all: number[] = [];
  for await (const ids of found.ids(IDS)) {
    for (const id of ids) all.push(id);
    if (all.length > most) throw new TooManyStatements(most);
  }
  return all;
}

async function* told<Page>(
  pages: AsyncIterable<Page>,
  count: (page: Page) => number,
  onStatements: (count: number) => void,
): AsyncGenerator<Page> {
  for await (const page of pages) {
    yield page;
    onStatements(count(page));
  }
}

function statementsIn(lines: readonly DumpLine[]): number {
  return lines.reduce((sum, line) => sum + ("article" in line ? (line.article.statements?.length ?? 0) : 0), 0);
}
