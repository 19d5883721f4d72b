import { z } from "zod";
import { keyOf } from "../archive/globalIds.ts";
import { idsOf } from "../archive/names/referents.ts";
import { completeNoun, role, words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { SpeakerKind } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { recordNouns } from "../record/nouns.ts";
import type { Edit } from "./edit.ts";
import { lasting, listInput, nounChanged, nounMade, optional, withoutNulls } from "./inputs.ts";
import { changeMembers, findMembers } from "./members.ts";
import { expectFree, replaceNames } from "./names.ts";
import { readInput, refuse } from "./problems.ts";
import { replaceRoles } from "./roles.ts";
import { expectSeen } from "./versions.ts";

const MOST_ROLES = 200;
const MOST_MEMBERS = 500;

const description = words(LONGEST_NOTE);
const lists = {
  roles: listInput(z.looseObject({}).transform(withoutNulls).pipe(role), MOST_ROLES),
  members: listInput(z.string(), MOST_MEMBERS),
};

const speakerCreateInput = z
  .object({ ...nounMade, ...lists, kind: z.enum(SpeakerKind), description: optional(description) })
  .transform(completeNoun);
const speakerUpdateInput = z.object({
  ...nounChanged,
  ...lists,
  kind: lasting(z.enum(SpeakerKind)),
  description: description.nullish(),
  isReviewed: lasting(z.boolean()),
});

/** Creates a speaker (`speakerCreate`). Refuses `TAKEN`, and `NOT_FOUND` for members. */
export async function createSpeaker({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const speaker = readInput(speakerCreateInput, input);
  const members = await findMembers(database, speaker.kind, speaker.members ?? []);
  await expectFree(database, "speaker", speaker);
  const entry = {
    ...speaker,
    fictional: speaker.isFictional,
    reviewed: true,
    roles: speaker.roles ?? [],
    corpusIds: [],
    members: members.map(({ key }) => key),
  };
  await recordNouns(database, recorder, { sources: [], speakers: [entry], topics: [] });
  const ids = await idsOf(database, "speaker", [speaker.slug]);
  return { id: ids.get(speaker.slug) as number };
}

/** Changes a speaker (`speakerUpdate`). Refuses `NOT_FOUND`, `CONFLICT`, `TAKEN`, `WRONG_STATE`, `IN_USE`. */
export async function updateSpeaker(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const change = readInput(speakerUpdateInput, input);
  await expectNotMerged(edit, change.id);
  const id = await expectSeen(database, "Speaker", change);
  await expectFree(database, "speaker", change, id);
  const { name, kind, description, wikidataId, isFictional: fictional, isReviewed: reviewed } = change;
  const data = { name, kind, description, wikidataId, fictional, reviewed };
  await changeMembers(edit, id, change, () => database.prisma.speaker.update({ where: { id }, data }));
  await replaceNames(edit, "speaker", id, change);
  if (change.roles) await replaceRoles(edit, id, change.roles);
  vouchFor(recorder, "SPEAKER", [id]);
  return { id };
}

/** Refuses a change of a merged speaker, which only leads to another (`WRONG_STATE`). */
async function expectNotMerged({ database }: Edit, globalId: string): Promise<void> {
  const id = keyOf("Speaker", globalId) ?? 0;
  const speaker = await database.prisma.speaker.findUnique({ where: { id }, include: { mergedInto: true } });
  if (speaker?.mergedInto) {
    const { name, slug } = speaker.mergedInto;
    refuse("WRONG_STATE", "id", `${speaker.name} was merged into ${name} (${slug}): change that one.`);
  }
}
