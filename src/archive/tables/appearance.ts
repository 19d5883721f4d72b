import type { Appearance, AppearanceSpan } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The printings of statements in articles. */
export const appearanceTable = {
  table: "appearance",
  key: ["id"],
  parents: { statement_id: "statement", article_id: "article", origin_id: "origin" },
  fields: {
    id: "bigint",
    statementId: "bigint",
    articleId: "bigint",
    position: "int",
    text: "text",
    kind: '"StatementKind"',
    attributionText: "text",
    cue: "text",
    exact: "text",
    prefix: "text",
    suffix: "text",
    startOffset: "int",
    endOffset: "int",
    originalKind: "text",
    media: '"Medium"[]',
    addressee: "text",
    originId: "bigint",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Appearance>;

/** The marked parts of printed passages. */
export const appearanceSpanTable = {
  table: "appearance_span",
  key: ["appearance_id", "role", "start_offset"],
  owner: "appearance_id",
  parents: { appearance_id: "appearance" },
  fields: { appearanceId: "bigint", startOffset: "int", endOffset: "int", role: '"SpanRole"', text: "text" },
} as const satisfies Table<AppearanceSpan>;
