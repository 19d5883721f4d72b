import { z } from "zod";
import type { Database } from "../../database.ts";
import { language, words } from "../../document/fields.ts";
import { LONGEST_TEXT } from "../../document/limits.ts";
import { unknownSpeaker } from "../../document/statement.ts";
import { findVerbatimFault, isFalselyMixed, type KindOfWords, type VerbatimFault } from "../../document/verbatim.ts";
import { DatePrecision, SaidAtBasis, StatementKind } from "../../generated/prisma/client.ts";
import { writeParties } from "../../record/parties.ts";
import type { Edit } from "../edit.ts";
import { lasting, targetFields } from "../inputs.ts";
import { readInput, refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";
import { expectSeen } from "../versions.ts";
import { toWhen } from "./input.ts";
import { partiesInput, readPartyChange } from "./parties.ts";
import { expectOnce } from "./printedOnce.ts";
import { type EditedStatement, readStoredStatement, type StatementPrinting } from "./stored.ts";
import { takeOver } from "./takeOver.ts";
import { wordingColumns } from "./words.ts";

const statementUpdateInput = z.object({
  ...targetFields,
  kind: lasting(z.enum(StatementKind)),
  text: lasting(words(LONGEST_TEXT)),
  language: language.nullish(),
  originalLanguage: language.nullish(),
  speaker: z.string().nullish(),
  speakerStatus: unknownSpeaker.nullish(),
  saidAt: z.date().nullish(),
  saidAtPrecision: z.enum(DatePrecision).nullish(),
  saidAtBasis: lasting(z.enum(SaidAtBasis)),
  occasion: z.string().nullish(),
  addressees: partiesInput,
  via: partiesInput,
});
type StatementUpdate = z.output<typeof statementUpdateInput>;

/**
 * Changes a statement (`statementUpdate`). Its words must agree with those of its printings (`findVerbatimFault`).
 * Refuses NOT_FOUND, CONFLICT, TAKEN.
 */
export async function updateStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database } = edit;
  const change = readInput(statementUpdateInput, input);
  const id = await expectSeen(database, "Statement", change);
  const stored = await readStoredStatement(database, id);
  const { kind = stored.kind, text = stored.text } = change;
  expectWords({ kind, text }, stored.printings);
  const [oldest] = stored.printings as [StatementPrinting];
  const data = {
    ...wordingColumns({ kind, text }),
    ...(await readSpeakerChange(database, stored, change)),
    ...saidAtOf(stored, oldest, change),
    language: change.language === null ? oldest.language : (change.language ?? stored.language),
    originalLanguage: change.originalLanguage === undefined ? stored.originalLanguage : change.originalLanguage,
    occasionId: await readOccasion(database, stored, change),
  };
  const parties = await readPartyChange(database, { id, speakerId: data.speakerId }, change);
  const isChanged = !changesNothingOf(stored, data);
  if (isChanged) {
    await database.prisma.statement.update({ where: { id }, data: { ...data, originId: edit.recorder.originId } });
  }
  const changed = await writeParties(database, edit.recorder, [{ statementId: id, parties }], new Set());
  if (!isChanged && changed.size === 0) return { id };
  await expectOnce(database, "speaker", stored.printings);
  await takeOver(edit, id);
  return { id };
}

const FAULTS: Record<VerbatimFault, [field: string, message: string]> = {
  NO_DIRECT_PRINTING: [
    "kind",
    "`kind` cannot be DIRECT: no printing is a direct quotation. Change the printing first.",
  ],
  DIRECT_PRINTING: ["kind", "`kind` must be DIRECT: a printing is a direct quotation. Change the printing first."],
  OTHER_WORDS: [
    "text",
    "`text` is not the verbatim words of a printing. Change the printing, and the statement follows.",
  ],
};

function expectWords(words: KindOfWords, printings: readonly KindOfWords[]): void {
  const fault = findVerbatimFault(words, printings);
  if (fault) refuse("INVALID", ...FAULTS[fault]);
  if (isFalselyMixed(words)) refuse("INVALID", "text", "`text` quotes nothing, so it cannot be MIXED.");
}

/** Returns the new speaker, or why nobody is known: exactly one of the two. */
async function readSpeakerChange(
  database: Database,
  stored: EditedStatement,
  { speaker, speakerStatus }: StatementUpdate,
) {
  const isNamed = typeof speaker === "string";
  if (isNamed && speakerStatus) refuse("INVALID", "speaker", "Give `speaker` or `speakerStatus`, not both.");
  if (isNamed) {
    const [referent] = await resolveReferences(database, "Speaker", [{ field: "speaker", value: speaker }]);
    return { speakerId: referent?.id as number, speakerStatus: "IDENTIFIED" as const };
  }
  if (speakerStatus) return { speakerId: null, speakerStatus };
  if ((speaker === null && stored.speakerId !== null) || (speakerStatus === null && stored.speakerId === null)) {
    refuse("INVALID", "speakerStatus", "`speakerStatus` is needed without a speaker: UNNAMED or UNKNOWN.");
  }
  return { speakerId: stored.speakerId, speakerStatus: stored.speakerStatus };
}

/** Returns the event at which the statement was made from now on; null without one. */
async function readOccasion(
  database: Database,
  stored: EditedStatement,
  { occasion }: StatementUpdate,
): Promise<number | null> {
  if (occasion === undefined) return stored.occasionId;
  if (occasion === null) return null;
  const [referent] = await resolveReferences(database, "Topic", [{ field: "occasion", value: occasion }]);
  const { id = 0 } = referent ?? {};
  const { kind } = await database.prisma.topic.findUniqueOrThrow({ where: { id } });
  if (kind !== "EVENT") refuse("INVALID", "occasion", `\`occasion\` is a topic of kind ${kind}: name an EVENT.`);
  return id;
}

/** Returns the new date and its basis: if the date is removed, that of the oldest printing's article. */
function saidAtOf(stored: EditedStatement, oldest: StatementPrinting, change: StatementUpdate) {
  const { saidAt: given, saidAtPrecision: precision, saidAtBasis } = change;
  if (given === null) {
    if (precision || saidAtBasis === "STATED") {
      refuse("INVALID", "saidAt", "`saidAt` is removed, so it has no precision and is not STATED.");
    }
    const { publishedAt: saidAt, publishedAtPrecision: saidAtPrecision } = oldest;
    return { saidAt, saidAtPrecision, saidAtBasis: "PUBLICATION" as const };
  }
  const basis = saidAtBasis ?? (given ? "STATED" : stored.saidAtBasis);
  const { at, precision: known } =
    given || precision !== undefined
      ? toWhen(given ?? stored.saidAt, precision ?? "TIME")
      : { at: stored.saidAt, precision: stored.saidAtPrecision };
  return { saidAt: at, saidAtPrecision: known, saidAtBasis: basis };
}

function changesNothingOf(stored: EditedStatement, data: Partial<EditedStatement>): boolean {
  return Object.entries(data).every(([name, value]) => {
    const before = stored[name as keyof EditedStatement];
    return value instanceof Date ? value.getTime() === (before as Date).getTime() : value === before;
  });
}
