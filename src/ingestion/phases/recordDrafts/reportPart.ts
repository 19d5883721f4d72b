import type { Place } from "../../../formats/rejections.ts";
import type { Recorded } from "../../../record/record.ts";
import type { PrintingOutcome } from "../../../record/statements.ts";
import { emptyReport, type Report } from "../../report.ts";
import type { ComposedDraft } from "../compose.ts";
import type { PartDocument } from "./document.ts";

/** Counts what recording a part of a batch did. */
export function reportPart(
  drafts: readonly ComposedDraft[],
  { nounRecords, made }: PartDocument,
  recorded: Recorded,
): Report {
  const statements = drafts.flatMap((draft) => ("article" in draft ? draft.article.statements : []));
  const attributions: Report["attributions"] = {};
  for (const { attribution } of statements) {
    if (attribution) attributions[attribution] = (attributions[attribution] ?? 0) + 1;
  }
  const ofNouns = nounRecords.map(({ noun, slug, isNew }): PrintingOutcome => {
    if (isNew) return "made";
    return recorded.nouns[noun].has(slug) ? "changed" : "unchanged";
  });
  const places = statements.map(({ place }) => place);
  const taken = { made: 0, changed: 0, unchanged: 0 };
  const links = drafts.flatMap((draft) => ("link" in draft ? draft.link : []));
  const ofLinks = recorded.links.filter((_, i) => links[i]?.isRecord);
  const outcomes = [...ofNouns, ...outcomesByRecord(places, recorded.outcomes), ...ofLinks];
  for (const outcome of outcomes) taken[outcome] += 1;
  return {
    ...emptyReport(),
    taken,
    attributions,
    passages: recorded.passages,
    unprinted: recorded.unprinted,
    differing: recorded.differing,
    made: { articles: recorded.newArticles, ...made },
  };
}

/** Several articles may print a record: it is new, or changed, if any of its printings is. */
function outcomesByRecord(places: readonly Place[], outcomes: readonly PrintingOutcome[]): PrintingOutcome[] {
  const order: readonly PrintingOutcome[] = ["unchanged", "changed", "made"];
  const found = new Map<string, PrintingOutcome>();
  for (const [i, { line, record }] of places.entries()) {
    const key = line === undefined && record === undefined ? `${i}` : JSON.stringify([line, record]);
    const [before, outcome] = [found.get(key) ?? "unchanged", outcomes[i] as PrintingOutcome];
    found.set(key, order.indexOf(outcome) > order.indexOf(before) ? outcome : before);
  }
  return [...found.values()];
}
