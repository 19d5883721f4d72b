import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import type { ExtractionModel } from "../extraction/model.ts";
import { RULES_NAME } from "../extraction/propose.ts";
import type { Defaults, Format } from "../formats/drafts.ts";
import type { Rejection } from "../formats/rejections.ts";
import type { TagsOf } from "../text/mentions.ts";
import type { Report } from "./report.ts";

/** How statements are proposed from articles in which nothing is marked. */
export interface ExtractionSettings {
  /** Null for the rules alone. */
  model: ExtractionModel | null;
  /** Proposals that are less sure are left out. */
  minScore: number;
  /** Whether the archive is to hold the articles' bodies. */
  keepBody: boolean;
}

/** What a person asks of an import, and how they are kept informed. */
export interface ImportOptions {
  defaults: Defaults;
  /** For formats whose articles are only text; the rules alone, without bodies, if left out. */
  extraction?: ExtractionSettings | undefined;
  /** The id of an import of which these files are the corrected ones, under whatever names. */
  replaces?: number | undefined;
  /** The editor who sent the file, and why; neither if it is read by the command. */
  sent?: { by: string; reason: string | null } | undefined;
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
export function storedOptions({ defaults, extraction, paths, replaces, sent }: ImportOptions): object {
  const settings = extraction && describeSettings(extraction);
  return { ...defaults, ...settings, ...(sent && { sent }), paths, ...(replaces !== undefined && { replaces }) };
}

function describeSettings({ model, minScore, keepBody }: ExtractionSettings): object {
  return { extractor: model ? `${model.name}@${model.version}` : RULES_NAME, minScore, keepBody };
}
