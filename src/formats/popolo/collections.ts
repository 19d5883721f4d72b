/** The objects of a file by kind, not yet read. */
export interface Collections {
  persons: unknown[];
  organizations: unknown[];
  memberships: unknown[];
  events: unknown[];
  areas: unknown[];
}

const COLLECTIONS = ["persons", "organizations", "memberships", "events", "areas"] as const;
/** Collections of Popolo that the archive does not hold. */
const OTHERS = ["posts", "motions", "vote_events", "votes", "speeches", "counts", "contact_details"];
const ORGANIZATION = ["classification", "founding_date", "dissolution_date", "parent_id"];

/**
 * Sorts the objects of a Popolo file, which is an object of collections (as EveryPolitician publishes them), a list of
 * objects, or a single object. Null for anything else.
 */
export function sortCollections(given: unknown): Collections | null {
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

/** Returns an object's kind. Objects in a list seldom state it; fields that only one kind has show it. */
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
