import { encodeGlobalId } from "../archive/globalIds.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import { writeWhen } from "../document/dates.ts";
import { printStances } from "../document/stanceText.ts";
import { printingOf } from "./statements.ts";

/** Writes several nouns as one cell. */
function joinNames(nouns: readonly { name: string }[] | undefined): string | undefined {
  return nouns?.map(({ name }) => name).join("; ");
}

/** The columns that `onrecord import csv` reads come first, under the names that it expects. */
const COLUMNS: readonly [
  string,
  (statement: StatementRow, printing: ReturnType<typeof printingOf>) => string | null | undefined,
][] = [
  ["speaker", ({ speaker }) => speaker?.name],
  ["text", ({ text }) => text],
  ["date", ({ saidAt, saidAtPrecision }) => writeWhen(saidAt, saidAtPrecision)],
  ["kind", ({ kind }) => kind],
  ["headline", (_, printing) => printing?.article.headline],
  ["url", (_, printing) => printing?.article.url],
  ["source", (_, printing) => printing?.article.source?.name],
  ["wire", (_, printing) => printing?.article.wire?.name],
  ["topics", ({ topics }) => joinNames(topics)],
  ["to", ({ parties }) => joinNames(parties?.ADDRESSEE)],
  ["via", ({ parties }) => joinNames(parties?.VIA)],
  ["at", ({ occasion }) => occasion?.name],
  [
    "stance",
    ({ stances = [] }) => printStances(stances.map((stance) => ({ ...stance, name: stance.proposition.name }))),
  ],
  [
    "in reply to",
    ({ links = [] }) =>
      links
        .flatMap(({ kind, isOwn, id }) => (isOwn && kind === "RESPONDS_TO" ? encodeGlobalId("Statement", id) : []))
        .join("; "),
  ],
  ["role", ({ speakerRole }) => speakerRole],
  ["language", ({ language }) => language],
  [
    "published",
    (_, printing) => printing && writeWhen(printing.article.publishedAt, printing.article.publishedAtPrecision),
  ],
  ["attribution", (_, printing) => printing?.appearance.attributionText],
  ["cue", (_, printing) => printing?.appearance.cue],
  ["passage", (_, printing) => printing?.appearance.exact],
  ["link", (_, printing) => printing?.passageUrl],
  ["speakerStatus", ({ speakerStatus }) => speakerStatus],
  ["status", ({ status }) => status],
  ["id", ({ id }) => encodeGlobalId("Statement", id)],
];

/** The names of the columns of a table of statements. */
export const tableColumns: readonly string[] = COLUMNS.map(([name]) => name);

/** Returns a statement with its first printing as the cells of a row; "" for what is not known. */
export function cellsOfStatement(statement: StatementRow): string[] {
  const printing = printingOf(statement);
  return COLUMNS.map(([, cell]) => cell(statement, printing) ?? "");
}
