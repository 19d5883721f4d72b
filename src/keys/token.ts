import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** The two parts of a key as its holder has it: a public id to find it by, and the secret. */
export interface KeyToken {
  publicId: string;
  secret: string;
}

const SECRET_BYTES = 32;
const PUBLIC_BYTES = 8;

/** `or_`, 16 hexadecimal digits, `_`, 256 bits in base64url. Scanners of leaked secrets recognise the prefix. */
const SHAPE = /^or_([0-9a-f]{16})_([\w-]{43})$/;

/** Makes a new key of 256 random bits. */
export function makeToken(): KeyToken {
  return {
    publicId: randomBytes(PUBLIC_BYTES).toString("hex"),
    secret: randomBytes(SECRET_BYTES).toString("base64url"),
  };
}

/** Writes the key as its holder sends it. */
export function writeToken({ publicId, secret }: KeyToken): string {
  return `or_${publicId}_${secret}`;
}

/** Splits a key into its parts; null if the text does not have the shape of a key. */
export function readToken(given: string): KeyToken | null {
  const [, publicId, secret] = SHAPE.exec(given) ?? [];
  return publicId !== undefined && secret !== undefined ? { publicId, secret } : null;
}

/**
 * Computes the keyed hash (HMAC-SHA256, in hexadecimal) that is stored instead of the key. 256 random bits cannot be
 * guessed, so a slow hash, as passwords need, would protect nothing. It covers the public id: a hash copied to another
 * row fits no key.
 */
export function hashToken({ publicId, secret }: KeyToken, serverSecret: string): string {
  return createHmac("sha256", serverSecret).update(`${publicId}.${secret}`).digest("hex");
}

/** Compares two hashes in a time that does not depend on how much of them is equal. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, "hex"), Buffer.from(other, "hex")];
  return a.length === b.length && timingSafeEqual(a, b);
}
