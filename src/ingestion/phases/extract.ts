import type { Proposal } from "../../extraction/proposal.ts";
import { propose } from "../../extraction/propose.ts";
import { describeFound, wordProposal } from "../../extraction/wording.ts";
import type { ArticleDraft, Reading, SpeakerDraft, StatementDraft } from "../../formats/drafts.ts";
import type { Place } from "../../formats/rejections.ts";
import type { ExtractionSettings } from "../run.ts";

/**
 * Adds to the articles of a file the statements that an extractor proposes of their bodies, in reading order, as PROPOSED: nobody has
 * looked at them. The body itself stays only if the person keeps bodies, or if the article has no web address, so that it can be read
 * nowhere else.
 */
export async function* extractStatements(
  readings: AsyncIterable<Reading>,
  settings: ExtractionSettings,
): AsyncGenerator<Reading> {
  for await (const reading of readings) {
    if ("article" in reading) yield* extractArticle(reading.article, settings);
    else yield reading;
  }
}

function* extractArticle(
  { body = "", ...article }: ArticleDraft,
  { model, minScore, keepBody }: ExtractionSettings,
): Generator<Reading> {
  const hasBody = keepBody || article.identity === "FILE_NAME";
  const points = [...body];
  const { extractor, proposals } = propose(body, { model, minScore, language: article.language });
  const statements = proposals.map((proposal) =>
    draftProposal(points, proposal, { place: article.place, extractor, hasBody }),
  );
  const kept = statements.filter((statement) => statement !== null);
  if (kept.length < statements.length) {
    yield { leftOut: { reason: "longer than the archive allows", records: statements.length - kept.length } };
  }
  yield { article: { ...article, ...(hasBody && { body }), statements: kept } };
}

function draftProposal(
  points: readonly string[],
  proposal: Proposal,
  { place, extractor, hasBody }: { place: Place; extractor: string; hasBody: boolean },
): StatementDraft | null {
  const wording = wordProposal(points, proposal, { hasBody });
  const found = describeFound(points, proposal, { extractor, hasBody });
  return wording && { place, ...wording, speaker: draftSpeaker(proposal), status: "PROPOSED", proposal: found };
}

/** The archive finds the speaker of a name itself, and makes nobody of one that it does not know. */
function draftSpeaker({ speaker }: Proposal): SpeakerDraft {
  return { status: speaker.status === "UNNAMED" ? "UNNAMED" : "UNKNOWN" };
}
