import { readBearers } from "../../archive/names/bearers.ts";
import { idsOf } from "../../archive/names/referents.ts";
import type { Database } from "../../database.ts";
import { words } from "../../document/fields.ts";
import { LONGEST_NAME } from "../../document/limits.ts";
import { Prisma, type SpeakerKind } from "../../generated/prisma/client.ts";
import { slugsFor } from "../../record/newSlugs.ts";
import { recordNouns } from "../../record/nouns.ts";
import type { Edit } from "../edit.ts";
import type { ReviewedProposal } from "./target.ts";

const { sql } = Prisma;

/** The name of a speaker who is added with a decision. */
export const newSpeakerName = words(LONGEST_NAME);

/** A speaker whom the archive does not know yet. */
export interface NewSpeaker {
  name: string;
  kind: SpeakerKind;
  fictional: boolean;
}

/**
 * Returns the id of the speaker whom a proposal names: the archive's only one of this name or, if it has none, a new one. Null if the
 * article names nobody, and if several bear the name.
 */
export async function speakerOfProposal(edit: Edit, proposal: ReviewedProposal): Promise<number | null> {
  const { speakerId, speakerName: name, speakerKind, fictional } = proposal;
  if (speakerId !== null || name === null) return speakerId;
  const [bearers = []] = await bearerIdsOf(edit.database, [name]);
  if (bearers.length > 1) return null;
  return bearers[0] ?? addSpeaker(edit, { name, kind: speakerKind ?? "PERSON", fictional });
}

/** Returns the ids of the speakers who bear each name, in the order of the names. */
export async function bearerIdsOf(database: Database, names: readonly string[]): Promise<number[][]> {
  const clues = names.map((name) => ({ name }));
  const found = await readBearers(database, "speaker", sql`speaker.id`, clues);
  return found.map((records) => records.map(({ id }) => Number(id)));
}

/** Adds a speaker of whom only the name is known, for an editor to look at later. Returns the id. */
export async function addSpeaker({ database, recorder }: Edit, speaker: NewSpeaker): Promise<number> {
  const slugs = slugsFor(speaker);
  const taken = await idsOf(database, "speaker", slugs);
  const slug = slugs.find((one) => !taken.has(one)) as string;
  const names = [{ name: speaker.name }];
  const entry = { ...speaker, slug, names, reviewed: false, roles: [], corpusIds: [], members: [] };
  await recordNouns(database, recorder, { speakers: [entry] });
  const ids = await idsOf(database, "speaker", [slug]);
  return ids.get(slug) as number;
}
