import { encodeGlobalId, type NodeType } from "../../src/archive/globalIds.ts";
import type { Editor } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { type Edit, type Edited, edit } from "../../src/editing/edit.ts";
import { versionsOf } from "../../src/editing/versions.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { type Archive, type ArchiveOptions, openArchive } from "./archive.ts";

/** Returns the editor whose key has this name. */
export function editorNamed(name: string): Editor {
  return { kind: "PERSON", name, version: name };
}

type Work<Answer> = (edit: Edit, input: unknown) => Promise<Answer>;

/** A change of a row as the history records it. */
export interface Kept {
  action: string;
  table: string;
  before: Record<string, unknown>;
  after: Record<string, unknown> | null;
}

/** An archive in which editors work. */
export interface Desk {
  database: Archive;
  /** Edits as Ada, or as the named editor. The action is the function's name. */
  run<Answer extends object>(
    work: Work<Answer>,
    input: object,
    options?: { by?: string; idempotencyKey?: string },
  ): Promise<Edited<Answer>>;
  /** Returns the answer of an edit that must succeed. */
  done<Answer extends object>(work: Work<Answer>, input: object, by?: string): Promise<Answer>;
  /** Returns why an edit was refused: `CODE field` for each problem. */
  refused(work: Work<object>, input: object): Promise<string[]>;
  /** Returns a noun's id and version, which an update needs. */
  seen(type: NodeType, id: number): Promise<{ id: string; expectedVersion: string }>;
  /** Returns the last change, row by row, without assertions. */
  lastChange(): Promise<Kept[]>;
}

/** Opens an archive with the document, recorded by an import. */
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
