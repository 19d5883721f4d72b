import { z } from "zod";
import { words } from "../document/fields.ts";
import { LONGEST_NOTE, LONGEST_TEXT } from "../document/limits.ts";
import { isFalselyMixed, type KindOfWords } from "../document/verbatim.ts";
import { type Appearance, StatementKind } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { nextPosition, placeIn, removeAllSpans } from "./appearances/places.ts";
import type { Edit } from "./edit.ts";
import { lasting, targetFields } from "./inputs.ts";
import { quoteInput } from "./passages.ts";
import { readInput, refuse } from "./problems.ts";
import { resolveReferences } from "./references.ts";
import { expectOnce } from "./statements/printedOnce.ts";
import { takeOver } from "./statements/takeOver.ts";
import { followPrintings } from "./statements/words.ts";
import { expectSeen } from "./versions.ts";

const note = words(LONGEST_NOTE).nullish();
const printedFields = {
  text: words(LONGEST_TEXT).nullish(),
  kind: z.enum(StatementKind).nullish(),
  attributionText: note,
  cue: note,
  addressee: note,
};
const appearanceAddInput = z.object({
  ...printedFields,
  statement: z.string(),
  article: z.string(),
  passage: quoteInput,
});
const appearanceUpdateInput = z.object({ ...targetFields, ...printedFields, passage: lasting(quoteInput) });

/**
 * Adds a printing to a statement (`appearanceCreate`), after all others of its article. The statement takes its words
 * if it is the first direct quotation. Refuses NOT_FOUND, TAKEN, PASSAGE_NOT_FOUND and, with the places, AMBIGUOUS.
 */
export async function createAppearance(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const { statement: given, article: givenArticle, passage, ...words } = readInput(appearanceAddInput, input);
  const [referent] = await resolveReferences(database, "Statement", [{ field: "statement", value: given }]);
  const [article] = await resolveReferences(database, "Article", [{ field: "article", value: givenArticle }]);
  const statementId = referent?.id as number;
  const articleId = article?.id as number;
  const own = await database.prisma.statement.findUniqueOrThrow({ where: { id: statementId } });
  const data = { ...words, text: words.text ?? own.text, kind: words.kind ?? own.kind };
  expectQuoted(data);
  const place = await placeIn(database, articleId, passage);
  const position = await nextPosition(database, articleId);
  const row = { ...data, ...place, statementId, articleId, position, originId: recorder.originId };
  const { id } = await database.prisma.appearance.create({ data: row, select: { id: true } });
  await expectOnce(database, "passage", [{ id }]);
  vouchFor(recorder, "ARTICLE", [articleId]);
  vouchFor(recorder, "APPEARANCE", [id]);
  if (await followPrintings(edit, statementId, { id, isNew: true })) await takeOver(edit, statementId);
  return { id };
}

/**
 * Changes a printing (`appearanceUpdate`), and its statement if that has these words. A new passage keeps only the
 * spans that are part of it. Refuses NOT_FOUND, CONFLICT, TAKEN, PASSAGE_NOT_FOUND and, with the places, AMBIGUOUS.
 */
export async function updateAppearance(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const { id: globalId, expectedVersion, passage, ...words } = readInput(appearanceUpdateInput, input);
  const id = await expectSeen(database, "Appearance", { id: globalId, expectedVersion });
  const { statement, ...stored } = await database.prisma.appearance.findUniqueOrThrow({
    where: { id },
    include: { statement: true },
  });
  const data = {
    ...words,
    text: words.text === null ? statement.text : (words.text ?? stored.text),
    kind: words.kind === null ? statement.kind : (words.kind ?? stored.kind),
    ...(passage && (await placeIn(database, stored.articleId, passage))),
  };
  expectQuoted(data);
  if (changesNothing(stored, data)) return { id };
  await database.prisma.appearance.update({ where: { id }, data: { ...data, originId: recorder.originId } });
  if (passage) {
    await removeAllSpans(database, id, stored);
    await expectOnce(database, "passage", [{ id }]);
  }
  await followPrintings(edit, statement.id, { id, isNew: false });
  await takeOver(edit, statement.id);
  return { id };
}

/**
 * Deletes a printing (`appearanceDelete`). The statement keeps its words if another printing has them. Refuses
 * NOT_FOUND, CONFLICT, and IN_USE for the last printing of a statement.
 *
 * @returns the statement's id
 */
export async function deleteAppearance(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database } = edit;
  const id = await expectSeen(database, "Appearance", readInput(z.object(targetFields), input));
  const { statementId } = await database.prisma.appearance.findUniqueOrThrow({ where: { id } });
  if ((await database.prisma.appearance.count({ where: { statementId } })) === 1) {
    refuse("IN_USE", "id", "This is the statement's only printing: retract the statement instead.");
  }
  await database.prisma.appearance.delete({ where: { id } });
  await followPrintings(edit, statementId);
  await takeOver(edit, statementId);
  return { id: statementId };
}

function expectQuoted(words: KindOfWords): void {
  if (isFalselyMixed(words)) refuse("INVALID", "text", "`text` quotes nothing, so it cannot be MIXED.");
}

function changesNothing(stored: Omit<Appearance, "media">, data: Partial<Omit<Appearance, "media">>): boolean {
  const changes = Object.entries(data) as [keyof typeof stored, unknown][];
  return changes.every(([name, value]) => value === undefined || value === stored[name]);
}
