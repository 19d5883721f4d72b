/** A file's objects by what they are; none of them is looked into yet. */
export interface Collections {
  persons: unknown[];
  organizations: unknown[];
  memberships: unknown[];
  events: unknown[];
  areas: unknown[];
}

const COLLECTIONS = ["persons", "organizations", "memberships", "events", "areas"] as const;
/** Collections of Popolo that the archive has no place for. */
const OTHERS = ["posts", "motions", "vote_events", "votes", "speeches", "counts", "contact_details"];
const ORGANIZATION = ["classification", "founding_date", "dissolution_date", "parent_id"];

/**
 * Sorts what a file of Popolo holds: an object of collections as EveryPolitician publishes, a list of objects, or a single
 * one. Null for anything else.
 */
export function sortOut(given: unknown): Collections | null {
  const sorted: Collections = { persons: [], organizations: [], memberships: [], events: [], areas: [] };
  if (Array.isArray(given)) {
    for (const each of given) sorted[collectionOf(each)].push(each);
    return sorted;
  }
  if (!isObject(given)) return null;
  if (![...COLLECTIONS, ...OTHERS].some((name) => Array.isArray(given[name]) && !("name" in given))) {
    if (!("name" in given || "person_id" in given)) return null;
    sorted[collectionOf(given)].push(given);
    return sorted;
  }
  for (const name of COLLECTIONS) if (Array.isArray(given[name])) sorted[name] = given[name];
  return sorted;
}

/** Objects of a list seldom say what they are; what only one kind has tells. */
function collectionOf(given: unknown): keyof Collections {
  if (!isObject(given)) return "persons";
  const type = String(given["@type"] ?? "").toLowerCase();
  if (type === "membership" || "person_id" in given) return "memberships";
  if (type === "area") return "areas";
  if (type === "event" || given.classification === "legislative period") return "events";
  return type === "organization" || ORGANIZATION.some((name) => name in given) ? "organizations" : "persons";
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}
