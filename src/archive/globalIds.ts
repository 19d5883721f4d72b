import { readInstant } from "../document/dates.ts";

/** The nouns that have a global id, by their name in the schema. */
export const nodeTypes = [
  "Statement",
  "Appearance",
  "Proposal",
  "Speaker",
  "Topic",
  "Proposition",
  "Article",
  "Source",
  "Revision",
] as const;
export type NodeType = (typeof nodeTypes)[number];

/** What a global id stands for: an object, or what it was at an instant. */
export interface NodeId {
  type: NodeType;
  id: number;
  asOf: Date | undefined;
}

/** The nouns that can be shown as they were, and then have an id of their own: clients keep objects by their ids. */
const pastTypes: readonly NodeType[] = ["Statement", "Appearance"];

/** Returns the opaque, stable id of an object over all nouns (Relay's Global Object Identification). */
export function encodeGlobalId(type: NodeType, id: number, asOf?: Date): string {
  return Buffer.from(`${type}:${id}${asOf ? `@${asOf.getTime()}` : ""}`).toString("base64url");
}

/** Returns what a global id stands for; null for a text that is not a global id. */
export function decodeGlobalId(globalId: string): NodeId | null {
  const text = globalId.length <= 80 ? Buffer.from(globalId, "base64url").toString("latin1") : "";
  const match = /^([A-Z][A-Za-z]+):([1-9]\d{0,15})(?:@(-?\d{1,15}))?$/.exec(text);
  if (!match) return null;
  const type = nodeTypes.find((known) => known === match[1]);
  const id = Number(match[2]);
  const asOf = match[3] === undefined ? undefined : new Date(Number(match[3]));
  if (!type || !Number.isSafeInteger(id) || encodeGlobalId(type, id, asOf) !== globalId) return null;
  if (asOf && !(pastTypes.includes(type) && readInstant(asOf.toISOString()))) return null;
  return { type, id, asOf };
}

/** Returns the key of an object of the given type; null for another type's id, for a past one's and for anything else. */
export function keyOf(type: NodeType, globalId: string): number | null {
  const decoded = decodeGlobalId(globalId);
  return decoded?.type === type && !decoded.asOf ? decoded.id : null;
}

/** The keys by which one object is found: its global id or one of its natural keys. */
export type By<Key extends string> = { [name in Key | "id"]?: string | null | undefined };

/** Returns the unique field to look an object up by; null if nothing can be found, for an id of another type or a key with NUL. */
export function uniqueKey<Key extends string>(
  type: NodeType,
  by: By<Key>,
): { id: number } | { [name in Key]: string } | null {
  if (typeof by.id === "string") {
    const id = keyOf(type, by.id);
    return id === null ? null : { id };
  }
  const [name, value] =
    Object.entries<string | null | undefined>(by).find(([, given]) => typeof given === "string") ?? [];
  if (name === undefined || typeof value !== "string" || value.includes("\0")) return null;
  return { [name]: name === "wikidataId" ? value.toUpperCase() : value } as { [name in Key]: string };
}
