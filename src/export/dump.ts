import type { Database } from "../database.ts";
import type { StanceStatus } from "../generated/prisma/client.ts";
import { describeArticles } from "./dump/articles.ts";
import { type Dumped, idsInRanges, idsNeededBy, idsOfAll, type ReadIds, readLastIds } from "./dump/ids.ts";
import type { DumpLine } from "./dump/line.ts";
import { describeLinks } from "./dump/links.ts";
import { describePropositions, describeSources, describeSpeakers, describeTopics } from "./dump/nouns.ts";
import { inOrderOfNeed, type NounReference, openRoster, type Referred, type Roster } from "./dump/roster.ts";
import { atOneMoment, momentByMoment, type ReadPart } from "./snapshots.ts";

export interface DumpOptions {
  /** The statements to dump, with only the nouns that they need; null for the whole archive. */
  statementIds: readonly number[] | null;
  /** The statuses of the stances to dump; published ones if left out. */
  stanceStatuses?: readonly StanceStatus[];
  /** Whether to include the bodies of articles, and with them the offsets of passages. */
  bodies: boolean;
  /** Whether the database is a transaction that keeps still, so that all is of one moment. */
  isStill: boolean;
}

/** How many nouns are read at a time; fewer articles, because a body may have two million characters. */
const NOUNS_A_READ = 500;
const ARTICLES = 50;

/**
 * Dumps the archive, piece by piece, as the documents that would record it: the inverse of `record`. Each noun comes after those that it
 * refers to, and each link after its statements.
 *
 * At one moment, the order depends on the content only, so that two archives with the same content have the same dump. Otherwise no
 * transaction lasts longer than one piece, and of the whole archive the articles come in the order of their ids, up to the highest at
 * the beginning. What changes meanwhile is in the dump as it is when its piece is read; nouns that a piece refers to and that are
 * not in the dump yet come before it.
 *
 * Left out are ids, origins, imports, the times at which rows were written, and the history.
 */
export async function* dump(
  database: Database,
  { statementIds, stanceStatuses = ["PUBLISHED"], bodies, isStill }: DumpOptions,
): AsyncGenerator<DumpLine[]> {
  const last = statementIds || isStill ? undefined : await readLastIds(database);
  const readIds = statementIds
    ? idsNeededBy(database, statementIds, stanceStatuses)
    : last
      ? idsInRanges(database, last)
      : idsOfAll(database);
  const read = isStill ? atOneMoment(database) : momentByMoment(database);
  const roster = openRoster();
  for (const noun of ["source", "topic", "speaker", "proposition"] as const) {
    yield* pages(read, readIds, noun, async (ids, part) => describeNouns(part, noun, ids, roster));
  }
  const among = statementIds && new Set(statementIds);
  const parts = { bodies, statementIds: among, stanceStatuses, lastPrinting: last?.printing };
  yield* pages(read, readIds, "article", async (ids, part) => {
    const { entries, needs } = await describeArticles(part, ids, parts, roster);
    return [...(await describeNeeded(part, needs, roster)), ...entries.map((article) => ({ article }))];
  });
  // Last, because each refers to two statements.
  yield* pages(read, readIds, "link", async (ids, part) => describeLinks(part, ids));
}

/** Each page is read whole before it is passed on: a reader that takes its time holds no transaction open. */
async function* pages(
  read: ReadPart,
  readIds: ReadIds,
  noun: Dumped,
  describe: (ids: number[], part: Database) => Promise<DumpLine[]>,
): AsyncGenerator<DumpLine[]> {
  for await (const ids of readIds(noun, noun === "article" ? ARTICLES : NOUNS_A_READ)) {
    yield await read(async (part) => describe(ids, part));
  }
}

const describers = {
  source: describeSources,
  topic: describeTopics,
  speaker: describeSpeakers,
  proposition: describePropositions,
};

/** Returns the lines of these nouns that the file does not have yet, each after the lines of the nouns that it needs. */
async function describeNouns(
  database: Database,
  noun: Referred,
  ids: readonly number[],
  roster: Roster,
): Promise<DumpLine[]> {
  const fresh = ids.filter((id) => !roster.isBegun({ noun, id }));
  for (const id of fresh) roster.begin({ noun, id });
  const lines: DumpLine[] = [];
  for (const each of inOrderOfNeed(await describers[noun](database, fresh, roster))) {
    lines.push(...(await describeNeeded(database, each.needs, roster)), each.line(roster.isFinished));
    roster.finish(each);
  }
  return lines;
}

async function describeNeeded(
  database: Database,
  needs: readonly NounReference[],
  roster: Roster,
): Promise<DumpLine[]> {
  const lines: DumpLine[] = [];
  for (const { noun, id } of needs) {
    if (!roster.isBegun({ noun, id })) lines.push(...(await describeNouns(database, noun, [id], roster)));
  }
  return lines;
}
