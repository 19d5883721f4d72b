/** The nouns that have a global id, by their names in the schema. */
export const nodeTypes = ["Statement", "Appearance", "Speaker", "Topic", "Article", "Source", "Revision"] as const;
export type NodeType = (typeof nodeTypes)[number];

/** Returns the opaque, stable id of an object, unique among all nouns (Relay's Global Object Identification). */
export function encodeGlobalId(type: NodeType, id: number): string {
  return Buffer.from(`${type}:${id}`).toString("base64url");
}

/** Returns the type and key that a global id stands for; null if the text is not a global id. */
export function decodeGlobalId(globalId: string): { type: NodeType; id: number } | null {
  const match = /^([A-Z][A-Za-z]+):([1-9]\d{0,9})$/.exec(Buffer.from(globalId, "base64url").toString("latin1"));
  if (!match) return null;
  const type = nodeTypes.find((known) => known === match[1]);
  const id = Number(match[2]);
  if (!type || id > 2_147_483_647 || encodeGlobalId(type, id) !== globalId) return null;
  return { type, id };
}

/** Returns the key in a global id of the given type; null for an id of another type or a text that is not a global id. */
export function keyOf(type: NodeType, globalId: string): number | null {
  const decoded = globalId.length <= 64 ? decodeGlobalId(globalId) : null;
  return decoded?.type === type ? decoded.id : null;
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
