import { z } from "zod";
import { findReferents, type Referent } from "../../archive/names/referents.ts";
import type { Database } from "../../database.ts";
import { MOST_PARTIES } from "../../document/limits.ts";
import type { PartyRole } from "../../generated/prisma/client.ts";
import { type GivenParties, readPartyIds } from "../../record/parties.ts";
import { listInput } from "../inputs.ts";
import { type InputProblem, Refusal, refuse } from "../problems.ts";
import { missingReference } from "../references.ts";

/** The lists of an input that name parties, each with their role. */
export const partyLists = { addressees: "ADDRESSEE", via: "VIA" } as const satisfies Record<string, PartyRole>;
export type PartyList = keyof typeof partyLists;

/** Accepts the speakers in such a list, by global id or slug; null empties it. */
export const partiesInput = listInput(z.string(), MOST_PARTIES);

/**
 * Returns the problems of a list: unknown speakers (`NOT_FOUND`), the statement's own speaker, and speakers who are listed twice,
 * also if one of the two references means a speaker who was merged into the other (`INVALID`).
 */
export function partyProblems(
  list: PartyList,
  parties: readonly (Referent | null | undefined)[],
  speakerId: number | null,
): InputProblem[] {
  const problem = (i: number, why: string): InputProblem => {
    return { code: "INVALID", field: [list, `${i}`], message: `\`${list}.${i}\` ${why}.` };
  };
  return parties.flatMap((party, i) => {
    if (!party) return missingReference("Speaker", `${list}.${i}`);
    if (party.id === speakerId) return problem(i, "is the speaker: name others only");
    const first = parties.findIndex((other) => other?.id === party.id);
    return first < i ? problem(i, `is the same speaker as \`${list}.${first}\`: name each once`) : [];
  });
}

/**
 * Returns the parties that a statement has after a change: the lists that the change gives, otherwise those on record. Refuses what
 * `partyProblems` finds, and (INVALID) a new speaker who is a party on record.
 */
export async function readPartyChange(
  database: Database,
  { id, speakerId }: { id: number; speakerId: number | null },
  change: { [List in PartyList]?: readonly string[] | undefined },
): Promise<GivenParties> {
  const stored = (await readPartyIds(database, [id])).get(id);
  const parties: Record<PartyRole, readonly number[]> = { ADDRESSEE: [], VIA: [] };
  const problems: InputProblem[] = [];
  for (const [list, role] of Object.entries(partyLists) as [PartyList, PartyRole][]) {
    const given = change[list];
    parties[role] = stored?.[role] ?? [];
    if (given) {
      const found = await findReferents(database, "Speaker", given);
      problems.push(...partyProblems(list, found, speakerId));
      parties[role] = found.flatMap((party) => party?.id ?? []);
    } else if (speakerId !== null && parties[role].includes(speakerId)) {
      refuse(
        "INVALID",
        "speaker",
        `\`speaker\` is among the \`${list}\` on record: give \`${list}\` without them, too.`,
      );
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
  return parties;
}
