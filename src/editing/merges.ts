import { z } from "zod";
import { keyOf } from "../archive/globalIds.ts";
import type { Database } from "../database.ts";
import { Prisma, type Speaker } from "../generated/prisma/client.ts";
import type { Edit } from "./edit.ts";
import { moveAll } from "./merges/move.ts";
import type { MergePair } from "./merges/rows.ts";
import { readInput, refuse } from "./problems.ts";
import { resolveReferences } from "./references.ts";
import { expectVersion } from "./versions.ts";

const { sql } = Prisma;

/** The result of a merge or of its undoing. */
export interface Merged {
  /** The id of the speaker that stays, or that is restored. */
  id: number;
  /** How many statements were moved to that speaker. */
  statementCount: number;
}

/**
 * Merges a speaker into another (`speakerMerge`), who gets all that the first one has; the old slug and id lead there.
 * Statements that would be recorded as one (record/sameStatement.ts), now that they have one speaker, stay two.
 */
export async function mergeSpeakers(
  { database }: Edit,
  input: { id: string; into: string; expectedVersion: string },
): Promise<Merged> {
  const gone = await findSpeaker(database, input.id);
  if (gone.mergedIntoId !== null) refuse("WRONG_STATE", "id", `${gone.name} has already been merged.`);
  await expectVersion(database, "Speaker", gone.id, input.expectedVersion);
  const [target] = await resolveReferences(database, "Speaker", [{ field: "into", value: input.into }]);
  const pair = { from: gone.id, into: target?.id as number };
  await expectMergeable(database, gone, pair);
  return { id: pair.into, statementCount: await moveAll(database, pair) };
}

/** Finds a speaker, without following a merge. Refuses `NOT_FOUND`. */
export async function findSpeaker(database: Database, reference: string): Promise<Speaker> {
  const id = keyOf("Speaker", reference);
  const where = id === null ? { slug: reference.replaceAll("\0", "") } : { id };
  const speaker = await database.prisma.speaker.findUnique({ where });
  return speaker ?? refuse("NOT_FOUND", "id", "`id` is not a Speaker of the archive.");
}

async function expectMergeable(database: Database, gone: Speaker, pair: MergePair): Promise<void> {
  const into = await database.prisma.speaker.findUniqueOrThrow({ where: { id: pair.into } });
  if (gone.id === into.id) refuse("WRONG_STATE", "into", "A speaker cannot be merged into itself.");
  if (gone.wikidataId !== null && into.wikidataId !== null) {
    refuse("WRONG_STATE", "into", `They have different Wikidata ids: ${gone.wikidataId} and ${into.wikidataId}.`);
  }
  if ((gone.kind === "GROUP") !== (into.kind === "GROUP")) {
    refuse("WRONG_STATE", "into", "A group can only be merged with a group.");
  }
  const [broken] = await database.query<{ name: string }>(
    sql`
/* merge.groups */
SELECT speaker.name
FROM speaker_member
JOIN speaker ON speaker.id = group_id
WHERE member_id IN (${pair.from}, ${pair.into})
  AND (SELECT count(*) FROM speaker_member AS every WHERE every.group_id = speaker_member.group_id) = 2
GROUP BY speaker.id
HAVING count(*) = 2`,
  );
  if (broken)
    refuse("WRONG_STATE", "into", `They are the two members of ${broken.name}, which would be left with one.`);
}

const rejection = z.object({
  speakers: z.array(z.string()).length(2, "must be two"),
});

/** Records that two speakers are different (`speakerMergeReject`). */
export async function rejectMerge({ database, recorder }: Edit, input: unknown): Promise<{ ids: number[] }> {
  const { speakers } = readInput(rejection, input);
  const references = speakers.map((value, i) => ({ field: `speakers.${i}`, value }));
  const [one, other] = (await resolveReferences(database, "Speaker", references)).map(({ id }) => id) as [
    number,
    number,
  ];
  if (one === other) refuse("INVALID", "speakers", "`speakers` are the same speaker.");
  await rememberRejection(database, recorder.originId, one, other);
  return { ids: [one, other] };
}

/** Stores that two speakers are different, and which origin says so. */
export async function rememberRejection(
  database: Database,
  originId: number,
  one: number,
  other: number,
): Promise<void> {
  await database.query(
    sql`
/* merge.reject */
INSERT INTO merge_rejection (speaker_id, other_id, origin_id)
VALUES (${Math.min(one, other)}, ${Math.max(one, other)}, ${originId})
ON CONFLICT DO NOTHING`,
  );
}
