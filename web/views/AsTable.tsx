import type { ComponentChildren } from "preact";
import { useMessages } from "./reading.ts";

export interface AsTableProps {
  /** The heads of the columns; none if the rows have heads. */
  columns?: readonly string[];
  /** The rows, each a `tr`. */
  children: ComponentChildren;
  /** What the table leaves out. */
  note?: string | undefined;
}

/** What a picture shows, once more as a table that readers can open. */
export function AsTable({ columns = [], children, note }: AsTableProps) {
  const t = useMessages();
  return (
    <details>
      <summary>{t.asTable}</summary>
      <table>
        {columns.length > 0 && (
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>{children}</tbody>
      </table>
      {note && <p>{note}</p>}
    </details>
  );
}
