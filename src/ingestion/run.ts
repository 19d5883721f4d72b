import type { Database } from "../database.ts";
import type { Defaults, Format } from "../formats/drafts.ts";
import type { Rejection } from "../formats/rejections.ts";
import type { TagsOf } from "../text/mentions.ts";
import type { Report } from "./report.ts";

/** What a person asks of an import, and how they are kept informed. */
export interface ImportOptions {
  defaults: Defaults;
  /** As they were given: an interrupted import is recognised by them. */
  paths: readonly string[];
  /** Stops the import after the current batch. */
  signal: AbortSignal;
  /** Called first, with whether this import continues an interrupted one. */
  onBegin(isContinued: boolean): void;
  onProgress(report: Report): void;
  onRejection(rejection: Rejection): void;
}

/** An import under way. */
export interface ImportRun {
  readonly database: Database;
  readonly format: Format;
  readonly options: ImportOptions;
  /** Null until there is something to undo. */
  id: number | null;
  /** The earlier import whose file this run has read again and completed, so that undoing it takes this out too. */
  owner?: number;
  report: Report;
  tagsOf: TagsOf<string>;
}

/** Returns the options that are stored with the import. */
export function storedOptions({ defaults, paths }: ImportOptions): object {
  return { ...defaults, paths };
}
