import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { refind } from "../../record/bodies.ts";
import { openBody } from "../../text/anchor/body.ts";
import type { Edit } from "../edit.ts";
import { type PassageOutcome, Refusal } from "../problems.ts";

const { sql } = Prisma;

/**
 * Replaces an article's body and moves its passages. Without a body the passages keep their words and context but lose
 * their offsets and spans, as if the archive had never held the body.
 *
 * @returns the fate of every passage
 * @throws Refusal PASSAGE_LOST for each passage that would be lost, with the fate of every passage
 */
export async function changeBody(
  { database, recorder }: Edit,
  articleId: number,
  { before, body }: { before: string | null; body: string | null },
): Promise<PassageOutcome[]> {
  await database.prisma.article.update({ where: { id: articleId }, data: { body }, select: { id: true } });
  if (body === null) await leaveBody(database, articleId);
  const articles = body === null ? [] : [{ id: articleId, body: openBody(body), before, path: "body" }];
  const { moved, lost } = await refind(database, recorder, articles);
  const passages = await readFates(database, articleId, { moved, lost });
  if (lost.length === 0) return passages;
  const problems = lost.map(({ exact, reason }) => ({
    code: "PASSAGE_LOST" as const,
    field: ["body"],
    message: `The passage “${exact}” would be lost: ${reason}.`,
  }));
  throw new Refusal(problems, { passages });
}

/** Deletes all offsets and spans of an article's passages. */
async function leaveBody(database: Database, articleId: number): Promise<void> {
  await database.query(
    sql`/* editing.body.spans */ DELETE FROM appearance_span USING appearance WHERE appearance.id = appearance_id AND article_id = ${articleId}::bigint`,
  );
  await database.query(
    sql`/* editing.body.leave */ UPDATE appearance SET start_offset = NULL, end_offset = NULL WHERE article_id = ${articleId}::bigint`,
  );
}

/** Returns the fate of each of the article's passages, in reading order. */
async function readFates(
  database: Database,
  articleId: number,
  { moved, lost }: Awaited<ReturnType<typeof refind>>,
): Promise<PassageOutcome[]> {
  const appearances = await database.prisma.appearance.findMany({
    where: { articleId },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  const fates = new Map<number, PassageOutcome["fate"]>([
    ...moved.map(({ id, shift }) => [id, shift === 0 ? "UNCHANGED" : "MOVED"] as const),
    ...lost.map(({ id, fate }) => [id, fate] as const),
  ]);
  return appearances.map(({ id }) => ({ appearanceId: id, fate: fates.get(id) ?? "UNCHANGED" }));
}
