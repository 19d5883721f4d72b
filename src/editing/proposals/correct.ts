import { z } from "zod";
import { words } from "../../document/fields.ts";
import { LONGEST_TEXT } from "../../document/limits.ts";
import { unknownSpeaker } from "../../document/statement.ts";
import { isFalselyMixed, type KindOfWords } from "../../document/verbatim.ts";
import { type Statement, StatementKind } from "../../generated/prisma/client.ts";
import type { Edit } from "../edit.ts";
import { optional, targetFields } from "../inputs.ts";
import { readInput, refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";
import { topicsInput } from "../statements/input.ts";
import { expectOnce } from "../statements/printedOnce.ts";
import { replaceTopics } from "../statements/tagging.ts";
import { followPrintings, wordingColumns } from "../statements/words.ts";
import { type ExtentWords, extentInput, readExtent, replaceContent } from "./extent.ts";
import { settle } from "./settle.ts";
import { addSpeaker, newSpeakerName, speakerOfProposal } from "./speaker.ts";
import { expectPending, type ReviewedProposal } from "./target.ts";

const correctInput = z
  .object({
    ...targetFields,
    extent: optional(extentInput),
    kind: optional(z.enum(StatementKind)),
    text: optional(words(LONGEST_TEXT)),
    speaker: optional(z.string()),
    newSpeaker: optional(newSpeakerName),
    speakerStatus: optional(unknownSpeaker),
    topics: optional(topicsInput),
  })
  .refine(
    ({ speaker, newSpeaker, speakerStatus }) => [speaker, newSpeaker, speakerStatus].filter(Boolean).length <= 1,
    {
      path: ["speaker"],
      message: "cannot be given with `newSpeaker` or `speakerStatus`: give one of the three",
    },
  );
type Correction = z.output<typeof correctInput>;

/**
 * Corrects a proposal and accepts it (`proposalCorrect`). A new extent gives new words, unless the editor gives them, too. Refuses
 * INVALID, NOT_FOUND, CONFLICT, WRONG_STATE, and TAKEN if the article has the passage of this speaker already.
 */
export async function correctProposal(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database } = edit;
  const correction = readInput(correctInput, input);
  const proposal = await expectPending(database, correction);
  const speaker = await readSpeaker(edit, proposal, correction);
  await database.prisma.statement.update({ where: { id: proposal.statementId }, data: speaker });
  await correctWords(edit, proposal, correction);
  if (correction.topics) await replaceTopics(edit, proposal.statementId, correction.topics);
  await expectOnce(database, correction.extent ? "extent" : "speaker", [{ id: proposal.id }]);
  await settle(edit, proposal, { status: "PUBLISHED", corrected: isCorrection(correction) });
  return { id: proposal.id };
}

function isCorrection({ id: _, expectedVersion: _version, ...correction }: Correction): boolean {
  return Object.values(correction).some((value) => value !== undefined);
}

/** Returns the speaker whom the editor gives, otherwise the one whom the proposal names. */
async function readSpeaker(
  edit: Edit,
  proposal: ReviewedProposal,
  { speaker, newSpeaker, speakerStatus }: Correction,
): Promise<Partial<Pick<Statement, "speakerId" | "speakerStatus">>> {
  if (speakerStatus) return { speakerId: null, speakerStatus };
  if (newSpeaker !== undefined) {
    const { speakerKind, fictional } = proposal;
    const added = await addSpeaker(edit, { name: newSpeaker, kind: speakerKind ?? "PERSON", fictional });
    return { speakerId: added, speakerStatus: "IDENTIFIED" };
  }
  if (speaker !== undefined) {
    const [referent] = await resolveReferences(edit.database, "Speaker", [{ field: "speaker", value: speaker }]);
    return { speakerId: referent?.id as number, speakerStatus: "IDENTIFIED" };
  }
  const named = await speakerOfProposal(edit, proposal);
  return named === proposal.speakerId ? {} : { speakerId: named, speakerStatus: "IDENTIFIED" };
}

async function correctWords(
  edit: Edit,
  { id, statementId, articleId }: ReviewedProposal,
  { extent, kind, text }: Correction,
): Promise<void> {
  const { database, recorder } = edit;
  if (!extent && !kind && text === undefined) return;
  const read = extent && (await readExtent(database, { id, articleId }, extent));
  const before = await database.prisma.appearance.findUniqueOrThrow({ where: { id } });
  const wording = chooseWords(read?.words ?? null, before, { kind, text });
  if (isFalselyMixed(wording)) refuse("INVALID", "text", "`text` quotes nothing, so it cannot be MIXED.");
  const data = { ...read?.passage, ...wording, originId: recorder.originId };
  await database.prisma.appearance.update({ where: { id }, data });
  if (read) await replaceContent(edit, id, read.parts);
  const printings = await database.prisma.appearance.count({ where: { statementId } });
  if (printings > 1) await followPrintings(edit, statementId, { id, isNew: false });
  else await database.prisma.statement.update({ where: { id: statementId }, data: wordingColumns(wording) });
}

/** Returns the words that the editor gives or, of a new extent, those that its kind shows. */
function chooseWords(extent: ExtentWords | null, before: KindOfWords, given: Partial<KindOfWords>): KindOfWords {
  const { kind = extent?.kind ?? before.kind } = given;
  if (given.text !== undefined) return { kind, text: given.text };
  if (!extent) return { kind, text: before.text };
  return { kind, text: kind === "DIRECT" ? extent.quoted || extent.printed : extent.printed };
}
