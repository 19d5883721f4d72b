import type { Database } from "../database.ts";
import { derivedKey, findKey, type KeyFault, noteUse, type Viewer } from "../keys/keys.ts";
import { unauthenticated } from "./errors/refusals.ts";
import { errorCodeOf } from "./errors.ts";
import type { Points } from "./rateLimit.ts";

/**
 * Finds the holder of the key in a header `Authorization`; null without that header. Rejects an invalid key
 * (UNAUTHENTICATED) even where none is needed: its sender believes it is in effect. Repeated attempts get RATE_LIMITED.
 */
export type Authenticate = (authorization: string | undefined, address: string) => Promise<Viewer | null>;

export interface AuthenticationOptions {
  database: Database;
  /** The secret that the hashes of keys are keyed with; undefined for the archive's own. */
  keySecret: string | undefined;
  /** Reads tokens of an identity provider; undefined without one. */
  readToken: ((token: string) => Promise<Viewer>) | undefined;
  /** Takes points from an address that tries keys; undefined without a limit. */
  points: Points | undefined;
}

/** The points that an invalid key costs the address it comes from: as many as a full page of statements. */
const WRONG_KEY_POINTS = 100;

const faults: Record<KeyFault, string> = {
  UNKNOWN: "There is no such key.",
  REVOKED: "This key was revoked.",
  EXPIRED: "This key has expired.",
};

/**
 * Makes the function by which every transport reads keys. The use of a key is noted once a minute, without delaying the
 * request.
 */
export function authentication({ database, keySecret, readToken, points }: AuthenticationOptions): Authenticate {
  const note = oncePerMinute((id) => noteUse(database, id));

  async function identify(authorization: string): Promise<Viewer> {
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (given === undefined) throw unauthenticated("Send the header Authorization as `Bearer or_…`.");
    if (readToken && !given.startsWith("or_")) return readToken(given);
    const key = await findKey(database, keySecret, given);
    if (typeof key === "string") throw unauthenticated(faults[key]);
    note(key.id);
    return { name: key.name, role: key.role, editor: { kind: "PERSON", name: key.name, version: key.id } };
  }

  return async (authorization, address) => {
    if (!authorization) return null;
    return identify(authorization).catch(async (error: unknown) => {
      if (errorCodeOf(error) === "UNAUTHENTICATED") await points?.take({ viewer: null, address }, WRONG_KEY_POINTS);
      throw error;
    });
  };
}

/** Returns the key of 256 bits that seals what browsers keep during a sign-in; the same for all processes. */
export function sealingKey(database: Database, keySecret: string | undefined): Promise<Uint8Array> {
  return derivedKey(database, keySecret, "sign-in");
}

/** Tells whether `Authenticate` has thrown because of an invalid key, and not because of a fault. */
export function provesNothing(error: unknown): boolean {
  return ["UNAUTHENTICATED", "RATE_LIMITED"].includes(errorCodeOf(error));
}

const MINUTE_MS = 60_000;

/**
 * Does the work for each id at most once a minute, in the background. Work that fails is done again at the next use.
 */
function oncePerMinute(work: (id: string) => Promise<void>): (id: string) => void {
  const done = new Map<string, number>();
  return (id) => {
    const now = Date.now();
    if (now - (done.get(id) ?? -MINUTE_MS) < MINUTE_MS) return;
    done.set(id, now);
    work(id).catch(() => done.delete(id));
  };
}
