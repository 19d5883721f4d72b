import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { createKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";

const database = openArchive();

const SECRET = "a secret of the server, thirty-two characters";
const NEWSROOM = { name: "Newsroom", role: "EDITOR", expiresAt: null } as const;

test("two keys are never the same", async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, () => createKey(database, undefined, NEWSROOM)));
  expect(new Set(tokens.map(({ token }) => token.slice(20))).size).toBe(20);
  expect(new Set(tokens.map(({ id }) => id)).size).toBe(20);
});

test("the hash is HMAC-SHA256 keyed with the server's secret", async () => {
  const { token, id } = await createKey(database, SECRET, NEWSROOM);
  const [row] = await database.query<{ hash: string }>(Prisma.sql`SELECT hash FROM api_key WHERE public_id = ${id}`);
  expect(row?.hash).toBe(
    createHmac("sha256", SECRET)
      .update(`${id}.${token.slice(20)}`)
      .digest("hex"),
  );
});
