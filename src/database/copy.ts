import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** A value that COPY accepts; a list holds enum labels. */
export type CopyValue = string | number | boolean | Date | readonly string[] | null | undefined;

/** New rows of a table, in the form that COPY accepts. */
export interface CopiedRows {
  table: string;
  columns: readonly string[];
  /** Each row holds its values in the order of the columns. */
  rows: readonly (readonly CopyValue[])[];
}

/**
 * Inserts rows by COPY: one round trip more than INSERT, and for many rows about the fastest way there is.
 *
 * @throws pg.DatabaseError
 */
export async function copyRows(client: pg.ClientBase, { table, columns, rows }: CopiedRows): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await new Promise<void>((resolve, reject) => {
    // Not `once`: a stream that PostgreSQL has cut short may emit a second error.
    stream.on("error", reject);
    stream.on("finish", resolve);
    stream.end(rows.map((row) => `${row.map(encodeValue).join("\t")}\n`).join(""));
  });
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** PostgreSQL: "COPY, Text Format". */
function encodeValue(value: CopyValue): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return value.replace(/[\\\n\r\t]/g, (letter) => ESCAPES[letter] as string);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? `{${value.join(",")}}` : String(value);
}
