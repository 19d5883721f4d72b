import type { Database } from "../../database.ts";
import type { Asserter } from "../../document/asserter.ts";
import { RecordError } from "../../document/errors.ts";
import type { Rejection } from "../../formats/rejections.ts";
import { record } from "../../record/record.ts";
import { waitForTurn } from "../../record/turns.ts";
import { addReports, type Report } from "../report.ts";
import type { ComposedDraft } from "./compose.ts";
import { type DescribedNouns, documentOf, noneDescribed, noteDescribed } from "./recordDrafts/document.ts";
import { rejectDraft, withoutRefused } from "./recordDrafts/refusals.ts";
import { reportPart } from "./recordDrafts/reportPart.ts";

/** What recording a batch did. */
export interface RecordedDrafts {
  originId: number;
  report: Report;
  rejections: Rejection[];
  /** Whether topics were made or given other names, which texts may mention. */
  hasNewTopics: boolean;
}

/** What all parts of a batch have in common. */
interface BatchContext {
  database: Database;
  asserter: Asserter;
  described: DescribedNouns;
}

/**
 * Records composed drafts, in the caller's transaction: everything that the archive's rules allow. If they refuse the drafts,
 * takes out what is at fault; if that cannot be traced, records the drafts in halves, down to the one draft that is refused.
 * Nothing is looked up or composed again.
 */
export async function recordDrafts(
  database: Database,
  drafts: readonly ComposedDraft[],
  asserter: Asserter,
): Promise<RecordedDrafts> {
  return recordPart({ database, asserter, described: noneDescribed() }, drafts);
}

async function recordPart(batch: BatchContext, drafts: readonly ComposedDraft[]): Promise<RecordedDrafts> {
  const { database, asserter, described } = batch;
  const part = documentOf(drafts, described);
  try {
    const recorded = await record(database, part.document, asserter);
    noteDescribed(described, part.document);
    const hasNewTopics = recorded.nouns.topic.size > 0;
    return { originId: recorded.originId, report: reportPart(drafts, part, recorded), rejections: [], hasNewTopics };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    // A refused record gives its turn back; what was looked up must stay true for the next try.
    await waitForTurn(database);
    const sifted = withoutRefused(drafts, part.document, error);
    if (sifted) return withRejections(await recordPart(batch, sifted.drafts), sifted.rejections);
    const [only, ...others] = drafts;
    if (only && others.length === 0) return withRejections(await recordPart(batch, []), [rejectDraft(only, error)]);
    return recordHalves(batch, drafts);
  }
}

async function recordHalves(batch: BatchContext, drafts: readonly ComposedDraft[]): Promise<RecordedDrafts> {
  const middle = Math.ceil(drafts.length / 2);
  const first = await recordPart(batch, drafts.slice(0, middle));
  const second = await recordPart(batch, drafts.slice(middle));
  return {
    originId: second.originId,
    report: addReports(first.report, second.report),
    rejections: [...first.rejections, ...second.rejections],
    hasNewTopics: first.hasNewTopics || second.hasNewTopics,
  };
}

function withRejections(recorded: RecordedDrafts, rejections: readonly Rejection[]): RecordedDrafts {
  return { ...recorded, rejections: [...rejections, ...recorded.rejections] };
}
