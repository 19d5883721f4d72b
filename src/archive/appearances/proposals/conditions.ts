import type { Database } from "../../../database.ts";
import { Prisma, type ProposalReason, type Speaker } from "../../../generated/prisma/client.ts";
import { distinctValues } from "../../lists/conditions.ts";
import { InputError } from "../../lists/inputError.ts";
import { bearerIds, matchNames } from "../../meant.ts";
import { findReferents } from "../../names/referents.ts";
import { speakerTable } from "../../tables/speaker.ts";

const { sql, join } = Prisma;

/** Which proposals; all fields must hold, and a field that is null or left out does not narrow. */
export interface ProposalFilter {
  /** In any of these articles: URLs, URNs or global ids. */
  article?: readonly string[] | null | undefined;
  /** By any of these speakers: names, slugs, global ids or Wikidata ids; also a name that nobody bears yet. */
  speaker?: readonly string[] | null | undefined;
  minScore?: number | null | undefined;
  maxScore?: number | null | undefined;
  /** With any of these reasons to look at them. */
  reason?: readonly ProposalReason[] | null | undefined;
}

/**
 * Returns the condition, over `proposal`, `appearance` and `statement`, that a proposal waits for a person and fits the filter. Throws
 * InputError, which names the field that is wrong.
 */
export async function readConditions(
  database: Database,
  { article, speaker, minScore, maxScore, reason }: ProposalFilter,
): Promise<Prisma.Sql> {
  const conditions = [sql`proposal.pending`, sql`statement.status = 'PROPOSED'`];
  if (typeof minScore === "number")
    conditions.push(sql`proposal.confidence >= ${expectScore("minScore", minScore)}::float8`);
  if (typeof maxScore === "number")
    conditions.push(sql`proposal.confidence <= ${expectScore("maxScore", maxScore)}::float8`);
  if (reason) conditions.push(sql`proposal.reasons && ${[...reason]}::text[]::"ProposalReason"[]`);
  if (article) {
    const found = await findReferents(database, "Article", distinctValues("filter.article", article));
    conditions.push(sql`proposal.article_id = ANY (${found.flatMap((one) => one?.id ?? [])}::bigint[])`);
  }
  if (speaker) {
    const ids = bearerIds(await matchNames<Speaker>(database, speakerTable, "filter.speaker", speaker));
    const names = speaker.map((name) => name.replaceAll("\0", "").toLowerCase());
    conditions.push(
      sql`(statement.speaker_id = ANY (${ids}::bigint[]) OR statement.speaker_id IS NULL AND lower(proposal.speaker_name) = ANY (${names}::text[]))`,
    );
  }
  return join(conditions, " AND ");
}

/** Reads a score from 0 to 1. Throws InputError. */
function expectScore(field: string, score: number): number {
  if (score >= 0 && score <= 1) return score;
  throw new InputError(`filter.${field}`, `\`${field}\` is ${score}: give a number from 0 to 1.`);
}
