import { hkdfSync } from "node:crypto";
import type { Database } from "../database.ts";
import type { Editor } from "../document/asserter.ts";
import { plainLine } from "../document/fields.ts";
import { type KeyRole, Prisma } from "../generated/prisma/client.ts";
import { hashToken, isSameHash, makeToken, readToken, writeToken } from "./token.ts";

const { sql } = Prisma;

/** The holder of the key that came with a request. */
export interface Viewer {
  name: string;
  role: KeyRole;
  /** The editor whose name their changes carry. */
  editor: Editor;
}

/** A key as it may be shown: without its secret. */
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

/** Why a key is not valid. */
export type KeyFault = "UNKNOWN" | "REVOKED" | "EXPIRED";

const LONGEST_HOLDER_NAME = 100;

/**
 * The name of a key or of the holder of a token. It is shown as the author of changes, so it must be one plain line.
 */
export const holderName = plainLine(LONGEST_HOLDER_NAME);

const keyColumns = sql`
public_id AS id, name, role::text AS role, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt"`;

/**
 * Creates a key. Its holder sends `token`, which is stored nowhere and can be shown only now.
 *
 * @param serverSecret the secret that hashes are keyed with; undefined for the archive's own
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
RETURNING ${keyColumns}`,
  );
  return { ...(key as Key), token: writeToken(token) };
}

/** Lists all keys, also those revoked or expired, the newest first. */
export async function listKeys(database: Database): Promise<Key[]> {
  return database.query<Key>(sql`/* keys.list */ SELECT ${keyColumns} FROM api_key ORDER BY created_at DESC, id DESC`);
}

/**
 * Revokes a key permanently; all servers learn of it at once. A key revoked before stays as it is; null if it does not
 * exist.
 */
export async function revokeKey(database: Database, id: string): Promise<Key | null> {
  const [key] = await database.query<Key>(
    sql`
/* keys.revoke */
UPDATE api_key SET revoked_at = coalesce(revoked_at, CURRENT_TIMESTAMP) WHERE public_id = ${id} RETURNING ${keyColumns}`,
  );
  return key ?? null;
}

/**
 * Finds the key that a request presents, or the reason why it is not valid. All keys are cached together, so that an
 * unknown key takes as many SQL statements and as much time as a known one. Only the holder of the whole key learns the
 * reason.
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

/** The hash that an unknown key is compared with. */
const NO_HASH = "0".repeat(64);

/** Notes the time at which a key was last used, to the minute. */
export async function noteUse(database: Database, id: string): Promise<void> {
  await database.query(
    sql`
/* keys.noteUse */
UPDATE api_key SET last_used_at = CURRENT_TIMESTAMP
WHERE public_id = ${id} AND (last_used_at IS NULL OR last_used_at <= CURRENT_TIMESTAMP - INTERVAL '1 minute')`,
  );
}

/**
 * Derives a key of 256 bits for another purpose from the secret of this archive. It is the same for all processes, and tells
 * nothing of that secret.
 */
export async function derivedKey(
  database: Database,
  serverSecret: string | undefined,
  purpose: string,
): Promise<Uint8Array> {
  const { secret } = await database.remembered("keys", () => readKeys(database));
  return new Uint8Array(hkdfSync("sha256", serverSecret ?? secret, "", `onrecord ${purpose}`, 32));
}

async function readKeys(database: Database) {
  const rows = await database.query<Key & { hash: string }>(
    sql`/* keys.all */ SELECT ${keyColumns}, hash FROM api_key`,
  );
  return { keys: new Map(rows.map((row) => [row.id, row])), secret: await readSecret(database) };
}

/** Reads the archive's own secret, with which the hashes of keys are made. */
async function readSecret(database: Database): Promise<string> {
  const [row] = await database.query<{ secret: string }>(sql`/* keys.secret */ SELECT secret FROM key_secret`);
  return (row as { secret: string }).secret;
}
