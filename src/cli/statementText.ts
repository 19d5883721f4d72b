import type { StatementRow } from "../archive/statements/rows.ts";
import { writeWhen } from "../document/dates.ts";
import { printingOf } from "../export/statements.ts";
import { oneLine } from "./oneLine.ts";

/** Returns a statement for a terminal: date and speaker, words, and where they are printed. */
export function statementText(statement: StatementRow): string {
  const { saidAt, saidAtPrecision, speaker, speakerRole, text, kind, status } = statement;
  const printing = printingOf(statement);
  const who = [speaker?.name ?? "unknown speaker", speakerRole].filter(Boolean).join(", ");
  const words = kind === "DIRECT" ? `“${text}”` : text;
  const where = [printing?.article.source?.name, printing?.article.headline, printing?.webUrl].filter(Boolean);
  const lines = [
    `${writeWhen(saidAt, saidAtPrecision)}  ${who}${status === "PUBLISHED" ? "" : ` (${status})`}`,
    `  ${words}`,
    ...(where.length > 0 ? [`  ${where.join(" · ")}`] : []),
  ];
  return lines.map((line) => `${oneLine(line)}\n`).join("");
}
