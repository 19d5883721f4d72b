import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import type { Defaults, Format } from "../formats/drafts.ts";
import type { Rejection } from "../formats/rejections.ts";
import type { TagsOf } from "../text/mentions.ts";
import type { Report } from "./report.ts";

/** What a person asks of an import, and how they are kept informed. */
export interface ImportOptions {
  defaults: Defaults;
  /** The id of an import of which these files are the corrected ones, under whatever names. */
  replaces?: number | undefined;
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
  /** The files of the import that this one replaces; null without one. */
  readonly replaced: { originNames: readonly string[] } | null;
  /** The origins of the files that are done, the last one with its name. */
  readonly originIds: Set<number>;
  last?: Asserter;
  tagsOf: TagsOf<string>;
}

/** Returns the options that are stored with the import. */
export function storedOptions({ defaults, paths, replaces }: ImportOptions): object {
  return { ...defaults, paths, ...(replaces !== undefined && { replaces }) };
}
