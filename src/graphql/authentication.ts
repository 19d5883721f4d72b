import type { Database } from "../database.ts";
import { allows, findKey, type KeyFault, noteUse, type Viewer } from "../keys/keys.ts";
import { unauthenticated } from "./errors/refusals.ts";
import { errorCodeOf } from "./errors.ts";
import type { Spend } from "./rateLimit.ts";

/**
 * Who sends a header `Authorization`; null where there is none. Throws UNAUTHENTICATED for anything that proves nothing, which is
 * refused even where no key is needed: who sends one believes that it counts. Who sends too many such is told RATE_LIMITED instead.
 */
export type Authenticate = (authorization: string | undefined, address: string) => Promise<Viewer | null>;

export interface AuthenticationOptions {
  database: Database;
  /** What the hashes of keys are keyed with; undefined for the archive's own secret. */
  keySecret: string | undefined;
  /** Reads what is no key of ours: the tokens of an identity provider, where there is one. */
  readToken: ((token: string) => Promise<Viewer>) | undefined;
  /** Takes the points of those who try keys; undefined where there is no limit. */
  spend: Spend | undefined;
}

/** What a key that is none costs the address it comes from: as much as a page with what is on it. */
const WRONG_KEY_POINTS = 100;

const faults: Record<KeyFault, string> = {
  UNKNOWN: "There is no such key.",
  REVOKED: "This key was revoked.",
  EXPIRED: "This key has expired.",
};

/** Keys are asked for by every door in the same way. That one was used is written down beside the request, once a minute. */
export function authentication({ database, keySecret, readToken, spend }: AuthenticationOptions): Authenticate {
  const note = oncePerMinute((id) => noteUse(database, id));

  async function identify(authorization: string): Promise<Viewer> {
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (given === undefined) throw unauthenticated("The header Authorization is sent as `Bearer or_…`.");
    if (readToken && !given.startsWith("or_")) return readToken(given);
    const key = await findKey(database, keySecret, given);
    if (typeof key === "string") throw unauthenticated(faults[key]);
    note(key.id);
    return { name: key.name, role: key.role, editor: { kind: "PERSON", name: key.name, version: key.id } };
  }

  return async (authorization, address) => {
    if (!authorization) return null;
    return identify(authorization).catch(async (error: unknown) => {
      if (errorCodeOf(error) === "UNAUTHENTICATED") await spend?.({ viewer: null, address }, WRONG_KEY_POINTS);
      throw error;
    });
  };
}

/** Whether `Authenticate` has thrown because what was sent proves nothing. */
export function provesNothing(error: unknown): boolean {
  return ["UNAUTHENTICATED", "RATE_LIMITED"].includes(errorCodeOf(error));
}

/** Whether somebody may change the archive. */
export function mayEdit(viewer: Viewer | null): boolean {
  return viewer !== null && allows(viewer.role, "EDITOR");
}

const MINUTE_MS = 60_000;

/** Does the work for each id at most once a minute, and waits for nothing: what fails is done at the next use. */
function oncePerMinute(work: (id: string) => Promise<void>): (id: string) => void {
  const done = new Map<string, number>();
  return (id) => {
    const now = Date.now();
    if (now - (done.get(id) ?? -MINUTE_MS) < MINUTE_MS) return;
    done.set(id, now);
    work(id).catch(() => done.delete(id));
  };
}
