import type { Database } from "../database.ts";
import type { Editor } from "../document/asserter.ts";
import { words } from "../document/fields.ts";
import { type KeyRole, Prisma } from "../generated/prisma/client.ts";
import { OBEYED } from "../text/clean.ts";
import { hashToken, isSameHash, makeToken, readToken, writeToken } from "./token.ts";

const { sql } = Prisma;

/** Who asks, and what they may. */
export interface Viewer {
  name: string;
  role: KeyRole;
  /** As whom they edit. */
  editor: Editor;
}

/** A key as it may be shown: all but what proves it. */
export interface Key {
  /** The public part of the key. */
  id: string;
  name: string;
  role: KeyRole;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** To the minute. */
  lastUsedAt: Date | null;
}

/** Why a key that was presented is none. */
export type KeyFault = "UNKNOWN" | "REVOKED" | "EXPIRED";

const LONGEST_HOLDER_NAME = 100;

/** The name of a key, or of who edits with a token: shown as the author of changes, so that it must not look like more than a name. */
export const holderName = words(LONGEST_HOLDER_NAME).refine(
  (name) => !OBEYED.test(name),
  "has line breaks, control characters or marks of direction",
);

/** Roles, each allowing also what the ones before it do. */
export const keyRoles = ["READER", "EDITOR", "ADMIN"] as const satisfies readonly KeyRole[];

/** Whether a role allows what needs another one. */
export function allows(role: KeyRole, needed: KeyRole): boolean {
  return keyRoles.indexOf(role) >= keyRoles.indexOf(needed);
}

const columns = sql`
public_id AS id, name, role::text AS role, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt"`;

/**
 * Makes a key. `token` is what its holder sends; it is kept nowhere, so it can be told only now.
 *
 * @param serverSecret what hashes are keyed with; undefined for the archive's own
 */
export async function createKey(
  database: Database,
  serverSecret: string | undefined,
  { name, role, expiresAt }: { name: string; role: KeyRole; expiresAt: Date | null },
): Promise<Key & { token: string }> {
  const token = makeToken();
  const hash = hashToken(token, serverSecret ?? (await readSecret(database)));
  const [key] = await database.query<Key>(
    sql`
/* keys.create */
INSERT INTO api_key (public_id, hash, name, role, expires_at)
VALUES (${token.publicId}, ${hash}, ${name}, ${role}::"KeyRole", ${expiresAt}::timestamptz)
RETURNING ${columns}`,
  );
  return { ...(key as Key), token: writeToken(token) };
}

/** Every key there ever was, the newest first. */
export async function listKeys(database: Database): Promise<Key[]> {
  return database.query<Key>(sql`/* keys.list */ SELECT ${columns} FROM api_key ORDER BY created_at DESC, id DESC`);
}

/** Ends a key for ever; the servers hear of it at once. A key that is revoked already stays as it is; null where there is none. */
export async function revokeKey(database: Database, id: string): Promise<Key | null> {
  const [key] = await database.query<Key>(
    sql`
/* keys.revoke */
UPDATE api_key SET revoked_at = coalesce(revoked_at, CURRENT_TIMESTAMP) WHERE public_id = ${id} RETURNING ${columns}`,
  );
  return key ?? null;
}

/**
 * The key that somebody presents, or why it is none. All keys are remembered together: one that is not there costs no
 * statement more than one that is, and takes the same time. Why it is none is told only to who has the whole key.
 */
export async function findKey(
  database: Database,
  serverSecret: string | undefined,
  given: string,
): Promise<Key | KeyFault> {
  const token = readToken(given);
  if (!token) return "UNKNOWN";
  const { keys, secret } = await database.remembered("keys", () => readKeys(database));
  const key = keys.get(token.publicId);
  const isRight = isSameHash(hashToken(token, serverSecret ?? secret), key?.hash ?? NO_HASH);
  if (!key || !isRight) return "UNKNOWN";
  if (key.revokedAt) return "REVOKED";
  return key.expiresAt && key.expiresAt.getTime() <= Date.now() ? "EXPIRED" : key;
}

/** What the hash of an unknown key is compared with. */
const NO_HASH = "0".repeat(64);

/** Writes down that a key was used, to the minute. */
export async function noteUse(database: Database, id: string): Promise<void> {
  await database.query(
    sql`
/* keys.noteUse */
UPDATE api_key SET last_used_at = CURRENT_TIMESTAMP
WHERE public_id = ${id} AND (last_used_at IS NULL OR last_used_at <= CURRENT_TIMESTAMP - INTERVAL '1 minute')`,
  );
}

async function readKeys(database: Database) {
  const rows = await database.query<Key & { hash: string }>(sql`/* keys.all */ SELECT ${columns}, hash FROM api_key`);
  return { keys: new Map(rows.map((row) => [row.id, row])), secret: await readSecret(database) };
}

/** What the archive itself keys hashes with. */
async function readSecret(database: Database): Promise<string> {
  const [row] = await database.query<{ secret: string }>(sql`/* keys.secret */ SELECT secret FROM key_secret`);
  return (row as { secret: string }).secret;
}
