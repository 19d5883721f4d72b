import { shareRole } from "../../document/sameRole.ts";
import { normalizeName } from "../../text/names.ts";
import type { SpeakerRecord } from "../drafts.ts";
import type { Problem } from "../rejections.ts";
import type { Entry } from "./entries.ts";
import type { Entity } from "./shapes.ts";

type Twin = Pick<SpeakerRecord, "speaker" | "corpusId">;

/** Returns the people of a file who share a name with another one. */
export function homonyms(persons: readonly Entry<Entity>[]): ReadonlySet<Entity> {
  const bearers = new Map<string, Set<Entity>>();
  for (const { read } of persons) {
    if ("code" in read) continue;
    for (const key of keysOf([read, ...read.other_names])) {
      bearers.set(key, (bearers.get(key) ?? new Set()).add(read));
    }
  }
  return new Set([...bearers.values()].filter(({ size }) => size > 1).flatMap((each) => [...each]));
}

/**
 * Returns a function that rejects a person whom the archive would take for an earlier one: it recognises people by ids,
 * otherwise by name and role. Two who held a role on other dates or for another party are two.
 */
export function twinFinder(): (record: Twin) => Problem | null {
  const seen = new Map<string, Twin[]>();
  return (record) => {
    const keys = keysOf([record.speaker, ...(record.speaker.names ?? [])]);
    const isTwin = keys.some((key) => seen.get(key)?.some((other) => couldBe(other, record)));
    for (const key of keys) seen.set(key, [...(seen.get(key) ?? []), record]);
    if (!isTwin) return null;
    const message =
      "Another person in the file has the same name and role: tell them apart by Wikidata ids, by areas, or by dates.";
    return { code: "DUPLICATE", message };
  };
}

function keysOf(names: readonly (string | { name?: string | undefined })[]): string[] {
  const texts = names.flatMap((each) => (typeof each === "string" ? each : (each.name ?? [])));
  return [...new Set(texts.map(normalizeName))];
}

function couldBe(one: Twin, other: Twin): boolean {
  const [ids, others] = [one.speaker.wikidataId, other.speaker.wikidataId];
  if (ids && others) return ids === others;
  if (one.corpusId && other.corpusId) return one.corpusId.value === other.corpusId.value;
  return shareRole(one.speaker.roles ?? [], other.speaker.roles ?? []);
}
