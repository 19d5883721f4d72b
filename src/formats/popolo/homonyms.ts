import { normalizeName } from "../../text/names.ts";
import type { SpeakerRecord } from "../drafts.ts";
import type { Problem } from "../rejections.ts";
import type { Entry } from "./entries.ts";
import type { Entity } from "./shapes.ts";

type PopoloSpeaker = SpeakerRecord["speaker"];

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
 * Returns a function that rejects a person whom the archive would take for an earlier one: it recognises people by Wikidata
 * id, otherwise by name and role.
 */
export function twinFinder(): (speaker: PopoloSpeaker) => Problem | null {
  const seen = new Map<string, PopoloSpeaker[]>();
  return (speaker) => {
    const keys = keysOf([speaker, ...(speaker.names ?? [])]);
    const isTwin = keys.some((key) => seen.get(key)?.some((other) => couldBe(other, speaker)));
    for (const key of keys) seen.set(key, [...(seen.get(key) ?? []), speaker]);
    if (!isTwin) return null;
    const message =
      "Another person in the file has the same name and role: tell them apart by Wikidata ids, or by areas.";
    return { code: "DUPLICATE", message };
  };
}

function keysOf(names: readonly (string | { name?: string | undefined })[]): string[] {
  const texts = names.flatMap((each) => (typeof each === "string" ? each : (each.name ?? [])));
  return [...new Set(texts.map(normalizeName))];
}

function couldBe(one: PopoloSpeaker, other: PopoloSpeaker): boolean {
  if (one.wikidataId && other.wikidataId) return one.wikidataId === other.wikidataId;
  const labels = new Set(one.roles?.map(({ label }) => label));
  return labels.size === 0 ? !other.roles?.length : (other.roles ?? []).some(({ label }) => labels.has(label));
}
