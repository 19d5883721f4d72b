import { z } from "zod";
import { type ArticleWithSlugs, readWithSlugs } from "../../archive/articles.ts";
import { writeWhen } from "../../document/dates.ts";
import type { StatementEntry } from "../../document/document.ts";
import { isLonger } from "../../document/limits.ts";
import { confidence } from "../../document/proposal.ts";
import { makeUuid } from "../../document/urn.ts";
import { DEFAULT_MIN_SCORE, type Proposals } from "../../extraction/proposal.ts";
import { describeFound, wordProposal } from "../../extraction/wording.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { record } from "../../record/record.ts";
import { openRecorder } from "../../record/recorder.ts";
import type { TagsOf } from "../../text/mentions.ts";
import { createArticle } from "../articles.ts";
import type { Edit } from "../edit.ts";
import { optional } from "../inputs.ts";
import { Refusal, readInput, refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";
import { OverLimitError } from "./jobThread.ts";
import { proposeInThread } from "./proposeInThread.ts";
import { readTopicTagger } from "./tagger.ts";

const { sql } = Prisma;

/** The longest text that is read: about a second's work. */
const LONGEST_READ = 100_000;

const extractInput = z
  .object({
    id: optional(z.string()),
    article: optional(z.looseObject({ url: optional(z.string()), body: z.string() })),
    minScore: optional(confidence),
  })
  .refine(({ id, article }) => (id === undefined) !== (article === undefined), {
    path: ["id"],
    message: "or `article` is needed, and not both",
  });

/** The outcome of reading an article. Plain JSON, so that the answer can be kept. */
export interface ExtractedArticle {
  id: number;
  extractor: string;
  /** The proposals of the article that wait, in reading order. */
  proposalIds: number[];
  /** How many statements were found that are on record already, or were rejected. */
  knownCount: number;
}

/**
 * Finds the statements in an article on record, or in one that is added, and proposes them (`articleExtract`). Refuses INVALID,
 * NOT_FOUND, and TAKEN for the address of another article. If the request is cancelled, stops reading and throws the reason.
 */
export async function proposeFromArticle(edit: Edit, input: unknown): Promise<ExtractedArticle> {
  const { database, editor } = edit;
  const { id: given, article: pasted, minScore = DEFAULT_MIN_SCORE } = readInput(extractInput, input);
  const id = pasted ? await addArticle(edit, pasted) : await findKnownArticle(edit, given ?? "");
  const [article] = (await readWithSlugs(database, [id], { bodies: true })) as [ArticleWithSlugs];
  const field = pasted ? "article.body" : "id";
  const body = readBody(article, field);
  const job = { text: body, language: article.language, minScore };
  const found = await proposeInThread(job, database.signal).catch((error: unknown) => refuseCostly(error, field));
  const statements = describeStatements({ ...article, body }, found, await readTopicTagger(database));
  const at = found.extractor.lastIndexOf("@");
  const [name, version] = [found.extractor.slice(0, at), found.extractor.slice(at + 1)];
  const { url, headline, language, source, fictional } = article;
  const publishedAt = writeWhen(article.publishedAt, article.publishedAtPrecision);
  const entry = { url, headline, publishedAt, language, source, fictional, statements };
  const { printed } = await record(database, { articles: [entry] }, { kind: "EXTRACTOR", name, version });
  // From here on, the editor records again.
  await openRecorder(database, editor);
  const proposalIds = await findWaiting(edit, id);
  const waiting = new Set(proposalIds);
  return {
    id,
    extractor: found.extractor,
    proposalIds,
    knownCount: printed.filter((printing) => !waiting.has(printing.id)).length,
  };
}

/** Adds the article, at an address made of it if it has none. Its problems name their place in the input. */
async function addArticle(
  edit: Edit,
  { url, ...article }: { url?: string | undefined; body: string },
): Promise<number> {
  const made = makeUuid([JSON.stringify(article)]);
  try {
    const { id } = await createArticle(edit, { ...article, url: url ?? `urn:onrecord:pasted:${made}` });
    return id;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, field: ["article", ...(problem.field ?? [])] }));
    throw new Refusal(problems, error.details);
  }
}

async function findKnownArticle({ database }: Edit, id: string): Promise<number> {
  const [referent] = await resolveReferences(database, "Article", [{ field: "id", value: id }]);
  return referent?.id as number;
}

function readBody({ body }: ArticleWithSlugs, field: string): string {
  if (body === null) {
    return refuse("INVALID", field, "The archive does not hold the article's body: add it with `articleUpdate`.");
  }
  if (!isLonger(body, LONGEST_READ)) return body;
  const message = `The body is longer than ${LONGEST_READ.toLocaleString("en")} characters: read it with \`onrecord extract --record\`.`;
  return refuse("INVALID", field, message);
}

/** Refuses a text whose reading has exceeded a limit; throws every other error again. */
function refuseCostly(error: unknown, field: string): never {
  if (!(error instanceof OverLimitError)) throw error;
  const excess = error.limit === "TIME" ? "takes too long" : "needs too much memory";
  return refuse("INVALID", field, `Reading the text ${excess}: cut it into parts.`);
}

/** Describes the proposals of an article as statements of a document, with the topics that they and the headline mention. */
function describeStatements(
  { body, headline }: { body: string; headline: string },
  { extractor, proposals }: Proposals,
  tagsOf: TagsOf<string>,
): StatementEntry[] {
  const points = [...body];
  const inHeadline = [...tagsOf(headline)].map((topic) => ({ topic, basis: "HEADLINE" as const }));
  return proposals.flatMap((proposal): StatementEntry[] => {
    const wording = wordProposal(points, proposal, { hasBody: true });
    if (!wording) return [];
    const inText = [...tagsOf(wording.text)].map((topic) => ({ topic, basis: "TEXT" as const }));
    return [
      {
        ...wording,
        status: "PROPOSED",
        speakerStatus: proposal.speaker.status === "UNNAMED" ? "UNNAMED" : "UNKNOWN",
        mentions: [...inText, ...inHeadline],
        proposal: describeFound(points, proposal, { extractor, hasBody: true }),
      },
    ];
  });
}

async function findWaiting({ database }: Edit, articleId: number): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    sql`
/* editing.extract.waiting */
SELECT proposal.appearance_id AS id
FROM proposal
JOIN appearance ON appearance.id = proposal.appearance_id
JOIN statement ON statement.id = appearance.statement_id
WHERE proposal.article_id = ${articleId}::bigint AND proposal.pending AND statement.status = 'PROPOSED'
ORDER BY appearance.position`,
  );
  return rows.map(({ id }) => id);
}
