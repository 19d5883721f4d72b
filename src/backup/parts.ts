import { z } from "zod";

/** The first line of a backup's text: the format and its version. */
export const FORMAT = "onrecord-backup";
export const FORMAT_VERSION = 1;

const table = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
const sequence = z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), isCalled: z.boolean() });

/** The second line: what the backup is of. After it come the rows of each table, in the order of `tables`. */
export const manifestShape = z.object({
  /** The versions that made it. */
  onrecord: z.string(),
  postgresql: z.string(),
  at: z.string(),
  /** The migrations that had been applied, which make the tables that the rows fit. */
  migrations: z.array(z.string()),
  tables: z.array(table),
  sequences: z.array(sequence),
});

export type Manifest = z.infer<typeof manifestShape>;
export type StoredTable = z.infer<typeof table>;
export type StoredSequence = z.infer<typeof sequence>;

/** The last line: how many rows there were. */
export const endShape = z.object({ rows: z.number() });

/** What ends the rows of a table. COPY doubles backslashes, so no row looks like it. */
export const END_OF_ROWS = "\\.\n";

const NEWLINE = 0x0a;

/** Reads the text of a backup, line by line and table by table. */
export interface BackupParts {
  /** @throws EndedEarly; also if the line is longer than `longest` bytes */
  line(longest?: number): Promise<string>;
  /** Yields the rows of the next table, each piece whole lines. */
  rows(): AsyncGenerator<Buffer>;
}

/** The text ended where more must follow. */
export class EndedEarly extends Error {
  override name = "EndedEarly";
}

export function readParts(text: AsyncIterable<Buffer>): BackupParts {
  const pieces = text[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  const readMore = async (): Promise<void> => {
    const { value, done } = await pieces.next();
    if (done) throw new EndedEarly("The text ended early.");
    rest = Buffer.concat([rest, value]);
  };
  const take = (length: number): Buffer => {
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    return taken;
  };
  return {
    async line(longest = Number.POSITIVE_INFINITY) {
      while (!rest.includes(NEWLINE)) {
        if (rest.length > longest) throw new EndedEarly("No line ends here.");
        await readMore();
      }
      return take(rest.indexOf(NEWLINE) + 1)
        .toString()
        .trimEnd();
    },
    async *rows() {
      for (;;) {
        if (rest.subarray(0, END_OF_ROWS.length).equals(Buffer.from(END_OF_ROWS))) {
          take(END_OF_ROWS.length);
          return;
        }
        const end = rest.indexOf(`\n${END_OF_ROWS}`);
        const length = (end < 0 ? rest.lastIndexOf(NEWLINE) : end) + 1;
        if (length > 0) yield take(length);
        else await readMore();
      }
    },
  };
}

/** Counts the rows in a piece of whole lines: COPY writes a line for each. */
export function countRows(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
