import { normalizeName } from "../text/names.ts";

/** A role that somebody has, perhaps known in part. */
export interface KnownRole {
  label: string;
  organization?: string | null | undefined;
  startsOn?: string | null | undefined;
  endsOn?: string | null | undefined;
}

/**
 * Tells whether two people of one name have a role in common, so that they are one: of the same label, and nothing that both state
 * of it differs. The seat of another party, or from another day, is another person's.
 */
export function shareRole(known: readonly KnownRole[], given: readonly KnownRole[]): boolean {
  if (given.length === 0) return known.length === 0;
  return given.some((role) => known.some((other) => isSameRole(role, other)));
}

function isSameRole(one: KnownRole, other: KnownRole): boolean {
  if (one.label !== other.label) return false;
  const [party, otherParty] = [one.organization, other.organization].map((name) => (name ? normalizeName(name) : null));
  if (party && otherParty && party !== otherParty) return false;
  if (one.startsOn && other.startsOn) return isCompatible(one.startsOn, other.startsOn);
  return isCompatible(one.endsOn, other.endsOn);
}

/** Tells whether two partial dates can be one: "2018" and "2018-09-07"; an unknown one can be any. */
function isCompatible(one: string | null | undefined, other: string | null | undefined): boolean {
  if (!one || !other) return true;
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) === other.slice(0, known);
}
