import type { Database } from "../../database.ts";
import { Prisma, type StatementStatus } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import type { Recorder } from "../assertions.ts";
import type { Printing } from "../printings.ts";

const { sql } = Prisma;

/**
 * A stored printing of an article for which something is proposed. One that the same extractor, in any version, has proposed and nobody
 * has changed or reviewed since is left out: the new proposal replaces it.
 */
interface PrintedBefore {
  id: number;
  statementId: number;
  articleId: number;
  start: number | null;
  end: number | null;
  exact: string;
  status: StatementStatus;
  speakerId: number | null;
  speakerName: string | null;
}

/** The proposals that are new to the archive, and the printing that settles each of the others. */
export interface SiftedProposals {
  fresh: Printing[];
  known: ReadonlyMap<Printing, Pick<PrintedBefore, "id" | "statementId">>;
}

/** The share of both passages that is common if they count as one: the measure of docs/extraction.md. */
const LEAST_SHARED = 0.5;

/**
 * Finds the proposals that are not to be made again: the passage is on record, or a person has rejected it for the same speaker. A
 * passage is on record if most of the shorter of the two is part of the other. A rejected one must share half of both: a longer
 * passage around it is another. Printings that are no proposals are all fresh.
 */
export async function siftProposals(
  database: Database,
  { lineage }: Recorder,
  printings: readonly Printing[],
): Promise<SiftedProposals> {
  const articleIds = [...new Set(printings.flatMap(({ given, articleId }) => (given.proposal ? articleId : [])))];
  if (articleIds.length === 0) return { fresh: [...printings], known: new Map() };
  const settled = await database.query<PrintedBefore>(
    sql`
/* record.proposals.before */
SELECT appearance.id, appearance.statement_id AS "statementId", appearance.article_id AS "articleId",
  appearance.start_offset AS start, appearance.end_offset AS "end", appearance.exact,
  statement.status::text AS status, statement.speaker_id AS "speakerId", proposal.speaker_name AS "speakerName"
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
LEFT JOIN proposal ON proposal.appearance_id = appearance.id
WHERE appearance.article_id = ANY (${articleIds}::bigint[])
  AND NOT (COALESCE(pending, FALSE) AND statement.status = 'PROPOSED' AND appearance.origin_id = ANY (${lineage}::bigint[]))
ORDER BY appearance.id`,
  );
  const known = new Map(
    printings.flatMap((printing) => {
      const found = printing.given.proposal && settled.find((one) => settles(one, printing));
      return found ? [[printing, found] as const] : [];
    }),
  );
  return { fresh: printings.filter((printing) => !known.has(printing)), known };
}

function settles(stored: PrintedBefore, printing: Printing): boolean {
  if (stored.articleId !== printing.articleId) return false;
  const [ofShorter, ofLonger] = commonShares(stored, printing.passage);
  if (stored.status !== "REJECTED") return ofShorter > LEAST_SHARED;
  return ofLonger >= LEAST_SHARED && isSameSpeaker(stored, printing);
}

/** Returns the shares of the shorter and of the longer of two passages that are common. */
function commonShares(stored: PrintedBefore, { start, end, exact }: Printing["passage"]): [number, number] {
  if (stored.start === null || stored.end === null || start === undefined || end === undefined) {
    return stored.exact === exact ? [1, 1] : [0, 0];
  }
  const shared = Math.max(0, Math.min(stored.end, end) - Math.max(stored.start, start));
  const lengths = [stored.end - stored.start, end - start];
  return [shared / Math.min(...lengths), shared / Math.max(...lengths)];
}

/** Compares the speakers, or the names of those who are no speakers of the archive yet. Two of whom nothing is known count as one. */
function isSameSpeaker(stored: PrintedBefore, { speakerId, given }: Printing): boolean {
  if (stored.speakerId !== null && stored.speakerId === speakerId) return true;
  const [one, other] = [stored.speakerName, given.proposal?.speakerName].map((name) => name && normalizeName(name));
  if (one || other) return one === other;
  return stored.speakerId === null && speakerId === null;
}
