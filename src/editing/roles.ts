import type { SpeakerRole } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import type { Edit } from "./edit.ts";

/** A role as an update gives it. */
interface GivenRole {
  label: string;
  organization?: string | undefined;
  startsOn?: string | undefined;
  endsOn?: string | undefined;
}

/**
 * Gives a speaker exactly the roles of an update, each once. A role that exists as given is not touched; one with the
 * same label and first day, which identify a role (record/roles.ts), is corrected.
 */
export async function replaceRoles(
  { database: { prisma }, recorder }: Edit,
  speakerId: number,
  given: readonly GivenRole[],
): Promise<void> {
  const stored = await prisma.speakerRole.findMany({ where: { speakerId }, orderBy: { id: "asc" } });
  const { kept, corrected, gone, added } = compare(stored, given);
  await prisma.speakerRole.deleteMany({ where: { id: { in: gone } } });
  for (const { id, organization, endsOn } of corrected) {
    await prisma.speakerRole.update({ where: { id }, data: { organization, endsOn } });
  }
  const data = added.map((role) => ({ ...role, speakerId }));
  const made = await prisma.speakerRole.createManyAndReturn({ data, select: { id: true } });
  const ids = [...kept, ...corrected, ...made].map(({ id }) => id);
  vouchFor(recorder, "SPEAKER_ROLE", ids);
}

type RoleColumns = Omit<SpeakerRole, "id" | "speakerId">;

/** Returns how the stored roles become the given ones. */
function compare(stored: readonly SpeakerRole[], given: readonly GivenRole[]) {
  const wanted = new Map(given.map((role) => [JSON.stringify(roleColumns(role)), roleColumns(role)]));
  const kept = stored.filter((role) => wanted.delete(JSON.stringify(roleColumns(role))));
  const gone = new Set(stored.filter((role) => !kept.includes(role)));
  const corrected: SpeakerRole[] = [];
  const added: RoleColumns[] = [];
  for (const role of wanted.values()) {
    const known = [...gone].find(({ label, startsOn }) => label === role.label && startsOn === role.startsOn);
    if (known) {
      corrected.push({ ...known, ...role });
      gone.delete(known);
    } else added.push(role);
  }
  return { kept, corrected, gone: [...gone].map(({ id }) => id), added };
}

function roleColumns({
  label,
  organization = null,
  startsOn = null,
  endsOn = null,
}: GivenRole | RoleColumns): RoleColumns {
  return { label, organization, startsOn, endsOn };
}
