import { encodeGlobalId, type NodeType } from "../../src/archive/globalIds.ts";
import type { Editor } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { type Edit, type Edited, edit } from "../../src/editing/edit.ts";
import { versionsOf } from "../../src/editing/versions.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { type Archive, type ArchiveOptions, openArchive } from "./archive.ts";

/** Whoever has a key of this name. */
export function editorNamed(name: string): Editor {
  return { kind: "PERSON", name, version: name };
}

type Work<Answer> = (edit: Edit, input: unknown) => Promise<Answer>;

/** What of a change stands in the history. */
export interface Kept {
  action: string;
  table: string;
  before: Record<string, unknown>;
  after: Record<string, unknown> | null;
}

/** An archive, and editors at work in it. */
export interface Desk {
  database: Archive;
  /** Edits as Ada, unless somebody else is named. The action is the work's name. */
  run<Answer extends object>(
    work: Work<Answer>,
    input: object,
    options?: { by?: string; idempotencyKey?: string },
  ): Promise<Edited<Answer>>;
  /** The answer of an edit that must not be refused. */
  done<Answer extends object>(work: Work<Answer>, input: object, by?: string): Promise<Answer>;
  /** Why an edit was refused: `CODE field`, one for each problem. */
  refused(work: Work<object>, input: object): Promise<string[]>;
  /** A noun's id and version, as an update wants them. */
  seen(type: NodeType, id: number): Promise<{ id: string; expectedVersion: string }>;
  /** What the last change did, row by row, but for assertions. */
  lastChange(): Promise<Kept[]>;
}

/** Opens an archive with the document in it, as an import has recorded it. */
export function openDesk(document?: ArchiveDocument, options?: ArchiveOptions): Desk {
  const database = openArchive({ document, ...options });
  const run: Desk["run"] = (work, input, { by = "Ada", ...rest } = {}) =>
    edit(database, editorNamed(by), { action: work.name, input, ...rest }, work);
  return {
    database,
    run,
    done: async (work, input, by = "Ada") => {
      const { answer, problems } = await run(work, input, { by });
      if (!answer) throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join("\n"));
      return answer;
    },
    refused: async (work, input) => {
      const { problems } = await run(work, input);
      return problems.map(({ code, field }) => `${code} ${field?.join(".") ?? ""}`.trim());
    },
    seen: async (type, id) => {
      const [version] = await versionsOf(database, type, [id]);
      return { id: encodeGlobalId(type, id), expectedVersion: version as string };
    },
    lastChange: () =>
      database.query<Kept>(Prisma.sql`
SELECT action, table_name AS "table", before, after
FROM revision
JOIN change ON change.id = change_id
WHERE change_id = (SELECT max(id) FROM change) AND table_name <> 'assertion'
ORDER BY revision.id`),
  };
}
