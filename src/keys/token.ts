import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A key as its holder has it, taken apart: what finds it, and what proves it. */
export interface KeyToken {
  publicId: string;
  secret: string;
}

const SECRET_BYTES = 32;
const PUBLIC_BYTES = 8;

/** `or_`, 16 hexadecimal digits, `_`, 256 bits in base64url. The prefix lets scanners of leaked secrets know one. */
const SHAPE = /^or_([0-9a-f]{16})_([\w-]{43})$/;

/** A new key out of 256 random bits. */
export function makeToken(): KeyToken {
  return {
    publicId: randomBytes(PUBLIC_BYTES).toString("hex"),
    secret: randomBytes(SECRET_BYTES).toString("base64url"),
  };
}

/** The key as its holder is to send it. */
export function writeToken({ publicId, secret }: KeyToken): string {
  return `or_${publicId}_${secret}`;
}

/** Takes a key apart; null for what has not the shape of one. */
export function readToken(given: string): KeyToken | null {
  const [, publicId, secret] = SHAPE.exec(given) ?? [];
  return publicId !== undefined && secret !== undefined ? { publicId, secret } : null;
}

/**
 * The keyed hash (HMAC-SHA256) that is stored in the key's place, in hexadecimal. 256 random bits cannot be guessed, so that
 * a slow hash, which passwords need, would protect nothing. The public part is in it: a hash copied to another row fits no key.
 */
export function hashToken({ publicId, secret }: KeyToken, serverSecret: string): string {
  return createHmac("sha256", serverSecret).update(`${publicId}.${secret}`).digest("hex");
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, "hex"), Buffer.from(other, "hex")];
  return a.length === b.length && timingSafeEqual(a, b);
}
