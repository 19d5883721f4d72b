import { z } from "zod";
import { writeWhen } from "../document/dates.ts";
import { article } from "../document/document.ts";
import { DatePrecision } from "../generated/prisma/client.ts";
import { recordArticles } from "../record/articles.ts";
import { changeBody } from "./articles/bodies.ts";
import { redateStatements, writeArticle, writeLinks } from "./articles/changes.ts";
import { expectFreeUrl, findSlugs, readStoredArticle } from "./articles/stored.ts";
import type { Edit } from "./edit.ts";
import { lasting, listInput, optional, targetFields, withoutNulls } from "./inputs.ts";
import { type PassageOutcome, readInput } from "./problems.ts";
import { expectSeen } from "./versions.ts";

const MOST_RELATED = 200;

// Only the shapes of the input: `article` (document/document.ts) checks the values when the article is complete.
const articleParts = {
  originalUrl: z.string().nullish(),
  byline: z.string().nullish(),
  wire: z.string().nullish(),
  body: z.string().nullish(),
  imageCaption: z.string().nullish(),
  imageCredit: z.string().nullish(),
  related: listInput(z.object({ headline: z.string(), url: optional(z.string()) }), MOST_RELATED),
};
const articleCreateInput = z.object({
  ...articleParts,
  url: z.string(),
  headline: z.string(),
  publishedAt: z.date(),
  publishedAtPrecision: optional(z.enum(DatePrecision)),
  language: z.string(),
  source: z.string(),
  isFictional: optional(z.boolean()),
});
const articleUpdateInput = z.object({
  ...targetFields,
  ...articleParts,
  url: lasting(z.string()),
  headline: lasting(z.string()),
  publishedAt: lasting(z.date()),
  publishedAtPrecision: lasting(z.enum(DatePrecision)),
  language: lasting(z.string()),
  source: lasting(z.string()),
  isFictional: lasting(z.boolean()),
});

/** Creates an article (`articleCreate`). Refuses `TAKEN`, and `NOT_FOUND` for its sources. */
export async function createArticle({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const given = readInput(articleCreateInput, input);
  const whole = readWholeArticle({ ...given, ...(await findSlugs(database, given)) });
  await expectFreeUrl(database, whole.url);
  const [recorded] = await recordArticles(database, recorder, [whole]);
  return { id: recorded?.id as number };
}

/**
 * Changes an article (`articleUpdate`) and all that depends on it: the passages in a changed body, the statements dated
 * by it, the links to its address. Refuses `NOT_FOUND`, `CONFLICT`, `TAKEN`, `PASSAGE_LOST`.
 *
 * @returns `passages`: the fate of every passage if the body has changed, otherwise empty
 */
export async function updateArticle(edit: Edit, input: unknown): Promise<{ id: number; passages: PassageOutcome[] }> {
  const { database } = edit;
  const { id: globalId, expectedVersion, ...change } = readInput(articleUpdateInput, input);
  const id = await expectSeen(database, "Article", { id: globalId, expectedVersion });
  const before = await readStoredArticle(database, id);
  const { publishedAtPrecision = change.publishedAt ? "TIME" : before.publishedAtPrecision } = change;
  const slugs = await findSlugs(database, change);
  const after = readWholeArticle({ ...before, ...change, publishedAtPrecision, ...slugs });
  await expectFreeUrl(database, after.url, id);
  await writeArticle(edit, id, after);
  await writeLinks(edit, id, { before, after });
  await redateStatements(database, id, { before, after });
  const { body = null } = after;
  const passages = body === before.body ? [] : await changeBody(edit, id, { before: before.body ?? null, body });
  return { id, passages };
}

type Whole = z.output<typeof articleCreateInput>;

/** Reads an article as a document has it. Refuses (`INVALID`) values that break a rule. */
function readWholeArticle({ publishedAt, publishedAtPrecision = "TIME", isFictional, ...rest }: Whole) {
  const when = writeWhen(publishedAt, publishedAtPrecision);
  return readInput(article, withoutNulls({ ...rest, publishedAt: when, fictional: isFictional }));
}
