import { InputError } from "../archive/lists/inputError.ts";
import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import type { Database } from "../database.ts";
import { MOST_ENTRIES, updatedAt, uuidOf, writeAtom } from "./atom.ts";
import { writeCsv } from "./csv.ts";
import { type DumpLine, dump } from "./dump.ts";
import { readEntries } from "./feedEntries.ts";
import { isNarrowing, readFilter, titleOf } from "./filter.ts";
import type { FormatName } from "./formats.ts";
import { type FoundStatements, findAll } from "./found.ts";
import { writeJsonLd } from "./jsonLd.ts";
import { writeJsonl } from "./jsonl.ts";
import { type UnmatchedName, unmatchedNames } from "./matched.ts";
import { inPages, PAGE, readStatements } from "./statements.ts";

export interface ExportRequest {
  format: FormatName;
  filter: TypedFilter;
  /** The most statements that may be given; more are refused before anything is. As many as there are, when left out. */
  most?: number;
  /** Whether jsonl has the bodies of articles. */
  bodies: boolean;
  /** Where a feed is to be had again. */
  feedUrl?: string;
  /** Told how many statements have been read on, each time. */
  onStatements?: (count: number) => void;
}

/** An export that can be given: everything that may be wrong with what was asked for is known. */
export interface OpenExport {
  unmatched: UnmatchedName[];
  /** When what a feed shows last changed; null for other formats. */
  updated: Date | null;
  /** The text, piece by piece, read as it is taken: memory holds a page. */
  text: AsyncIterable<string> | Iterable<string>;
}

/** More statements were found than one export may hold. */
export class TooManyStatements extends Error {
  override readonly name = "TooManyStatements";
  readonly allowed: number;

  constructor(allowed: number) {
    const most = allowed.toLocaleString("en");
    super(
      `More than ${most} statements match, and one export holds at most ${most}: ask for less, say by \`from\` and \`to\`.`,
    );
    this.allowed = allowed;
  }
}

/**
 * Opens an export of the statements that a filter finds, newest first; as jsonl with what they need. Of jsonl without a filter
 * and without a limit, it is the whole archive, whatever the statements' status, and the database must be a transaction.
 *
 * @throws InputError for a filter that cannot be used; TooManyStatements
 */
export async function openExport(database: Database, request: ExportRequest): Promise<OpenExport> {
  const { format, filter, most, bodies, onStatements = () => {} } = request;
  if (format === "jsonl" && most === undefined && !isNarrowing(filter)) {
    const lines = told(dump(database, { statementIds: null, bodies }), statementsIn, onStatements);
    return { unmatched: [], updated: null, text: writeJsonl(lines) };
  }
  const found = await findAll(database, readFilter(filter)).catch(throwForParameter);
  const unmatched = unmatchedNames(found.matches);
  if (format === "atom") return { unmatched, ...(await makeFeed(database, request, found, unmatched)) };
  if (format === "jsonl") {
    const lines = dump(database, { statementIds: await gatherIds(found, most), bodies });
    return { unmatched, updated: null, text: writeJsonl(told(lines, statementsIn, onStatements)) };
  }
  const ids = most === undefined ? found.ids(PAGE) : inPages(await gatherIds(found, most));
  const statements = told(readStatements(database, ids), (page: StatementRow[]) => page.length, onStatements);
  return { unmatched, updated: null, text: format === "csv" ? writeCsv(statements) : writeJsonLd(statements) };
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
  unmatched: UnmatchedName[],
) {
  const entries = await readEntries(database, found.ids(MOST_ENTRIES));
  onStatements?.(entries.length);
  const feed = { id: feedUrl ?? uuidOf([filter]), self: feedUrl, title: titleOf(filter), unmatched };
  return { updated: updatedAt(entries), text: [writeAtom(feed, entries)] };
}

/** Ids take little room, so an export of a limited size knows all of its statements before it begins. */
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
