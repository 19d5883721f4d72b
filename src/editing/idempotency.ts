import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "../database.ts";
import { words } from "../document/fields.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { readInput, refuse } from "./problems.ts";

const { sql } = Prisma;

/** A request that may be repeated. */
export interface Repeatable {
  action: string;
  key: string;
  /** The input without the key: any value that JSON can write. */
  input: unknown;
}

const LONGEST_KEY = 100;
const keyed = z.object({ idempotencyKey: words(LONGEST_KEY) });

/**
 * Returns the answer to the same request within the last 24 hours; null for a new request. Refuses (`KEY_REUSED`) a key
 * that came with another request.
 */
export async function recall<Answer>(
  database: Database,
  originId: number,
  request: Repeatable,
): Promise<Answer | null> {
  readInput(keyed, { idempotencyKey: request.key });
  const [known] = await database.query<{ action: string; digest: string; answer: Answer }>(
    sql`
/* editing.recall */
SELECT action, input_sha256 AS digest, answer
FROM idempotency
WHERE origin_id = ${originId} AND key = ${request.key} AND created_at > CURRENT_TIMESTAMP - INTERVAL '24 hours'`,
  );
  if (!known) return null;
  if (known.action !== request.action || known.digest !== digestOf(request.input)) {
    refuse("KEY_REUSED", "idempotencyKey", "This `idempotencyKey` was used for another request.");
  }
  return known.answer;
}

/** Keeps the answer for 24 hours, in the transaction of the edit, and deletes older answers. */
export async function keepAnswer(
  database: Database,
  originId: number,
  request: Repeatable,
  answer: object,
): Promise<void> {
  await database.query(
    sql`
/* editing.keepAnswer */
WITH outdated AS (
  DELETE FROM idempotency
  WHERE created_at <= CURRENT_TIMESTAMP - INTERVAL '24 hours' AND (origin_id, key) <> (${originId}::bigint, ${request.key})
)
INSERT INTO idempotency (origin_id, key, action, input_sha256, answer)
VALUES (${originId}::bigint, ${request.key}, ${request.action}, ${digestOf(request.input)}, ${JSON.stringify(answer)}::jsonb)
ON CONFLICT (origin_id, key) DO UPDATE
SET action = EXCLUDED.action, input_sha256 = EXCLUDED.input_sha256, answer = EXCLUDED.answer, created_at = CURRENT_TIMESTAMP`,
  );
}

/** Returns a digest of an input that does not depend on the order of its fields. */
function digestOf(input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(input)) ?? "")
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}
