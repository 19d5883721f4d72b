import type { Source, SourceName } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The sources, which are a directory (`names/directory.ts`). */
export const sourceTable = {
  table: "source",
  key: ["id"],
  fields: {
    id: "bigint",
    slug: "text",
    name: "text",
    kind: '"SourceKind"',
    url: "text",
    wikidataId: "text",
    fictional: "boolean",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Source>;

/** All names of sources, the main ones included. */
export const sourceNameTable = {
  table: "source_name",
  key: ["id"],
  owner: "source_id",
  parents: { source_id: "source" },
  fields: { id: "bigint", sourceId: "bigint", name: "text", normalized: "text", language: "text" },
} as const satisfies Table<SourceName>;
