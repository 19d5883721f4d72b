import { loadConfig } from "../config.ts";
import { createKey, type Key, listKeys, revokeKey } from "../keys/keys.ts";
import { say, withArchive } from "./archive.ts";
import { oneLine } from "./oneLine.ts";
import { tableOf } from "./table.ts";

/** The settings of a new key. */
export type NewKey = Pick<Key, "name" | "role" | "expiresAt">;

/** Runs `onrecord keys create`: prints only the key to standard output. */
export async function printNewKey(wanted: NewKey): Promise<void> {
  const { keySecret } = loadConfig();
  const { token, id, name, role } = await withArchive(({ database }) => createKey(database, keySecret, wanted));
  process.stdout.write(`${token}\n`);
  say(`Made the key ${id} for “${name}”, role ${role}. It cannot be shown again.`);
}

/** Runs `onrecord keys list`: prints a table, or a JSON array. */
export async function printKeys({ json }: { json: boolean }): Promise<void> {
  const keys = await withArchive(({ database }) => listKeys(database));
  if (json) process.stdout.write(`${JSON.stringify(keys)}\n`);
  else if (keys.length === 0) say("There are no keys yet.");
  else process.stdout.write(tableOf([KEYS_HEADER, ...keys.map(keyCells)]));
}

/**
 * Runs `onrecord keys revoke` and prints which key was revoked.
 *
 * @throws Error if no key has this id
 */
export async function revoke(id: string): Promise<void> {
  // A key is no id, so none would be found, and the message about that would print the secret.
  if (id.startsWith("or_")) throw new Error("Give the key's id, not the key: `onrecord keys list` shows it.");
  const key = await withArchive(({ database }) => revokeKey(database, id));
  if (!key) throw new Error(`There is no key “${id}”: \`onrecord keys list\` lists them.`);
  process.stdout.write(`The key ${key.id} of “${oneLine(key.name)}” has been revoked.\n`);
}

const KEYS_HEADER = ["id", "name", "role", "made (UTC)", "last used (UTC)", "state"];

function keyCells({ id, name, role, createdAt, lastUsedAt, ...key }: Key): string[] {
  return [id, name, role, minuteOf(createdAt), lastUsedAt ? minuteOf(lastUsedAt) : "never", stateOf(key)];
}

function stateOf({ revokedAt, expiresAt }: Pick<Key, "revokedAt" | "expiresAt">): string {
  if (revokedAt) return `revoked ${minuteOf(revokedAt)}`;
  if (!expiresAt) return "good";
  return `${expiresAt.getTime() <= Date.now() ? "expired" : "good until"} ${minuteOf(expiresAt)}`;
}

function minuteOf(instant: Date): string {
  return instant.toISOString().slice(0, 16).replace("T", " ");
}
