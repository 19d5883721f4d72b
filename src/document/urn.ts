import { createHash } from "node:crypto";

/** The form of a statement's URN (RFC 9562), in lower case. */
export const STATEMENT_URN = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const SCHEME = "urn:uuid:";

/** Returns the URN with a UUID. */
export function urnOf(uuid: string): string {
  return `${SCHEME}${uuid}`;
}

/** Returns the UUID in a URN, which may be in capitals; null if the text is no such URN. */
export function uuidIn(urn: string): string | null {
  const lower = urn.toLowerCase();
  return STATEMENT_URN.test(lower) ? lower.slice(SCHEME.length) : null;
}

/** Returns a UUID made of the parts (RFC 9562, version 8): the same for the same parts. */
export function makeUuid(parts: readonly unknown[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
