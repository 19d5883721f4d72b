import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { createKey, findKey, listKeys, noteUse, revokeKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";

const database = openArchive();

const SECRET = "a secret of the server, thirty-two characters";
const NEWSROOM = { name: "Newsroom", role: "EDITOR", expiresAt: null } as const;
const find = (token: string) => findKey(database, undefined, token);

test("a key is found by what its holder has, and the stored row admits nobody", async () => {
  const { token, ...key } = await createKey(database, undefined, NEWSROOM);
  expect(token).toMatch(/^or_[0-9a-f]{16}_[\w-]{43}$/);
  expect(key).toEqual({
    id: token.slice(3, 19),
    name: "Newsroom",
    role: "EDITOR",
    createdAt: expect.any(Date),
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  });
  expect(await find(token)).toMatchObject(key);
  const rows = JSON.stringify(await database.query(Prisma.sql`SELECT * FROM api_key`));
  expect(rows).toContain(key.id);
  expect(rows).not.toContain(token.slice(20));
});

describe("what is no key", () => {
  test.each<[string, (token: string) => string]>([
    ["another secret", (token) => token.slice(0, 20) + "A".repeat(43)],
    ["a secret that differs in its last letter", (token) => token.slice(0, -1) + (token.endsWith("A") ? "B" : "A")],
    ["another public part", (token) => `or_${"0".repeat(16)}${token.slice(19)}`],
    ["the public part alone", (token) => token.slice(0, 19)],
    ["without its prefix", (token) => token.slice(3)],
    ["something before it", (token) => ` ${token}`],
    ["something behind it", (token) => `${token}\n`],
    ["nothing", () => ""],
    ["the word", () => "or_"],
    ["NUL", (token) => token.replace("_", "\0")],
    ["SQL", () => "or_' OR 1=1 --"],
    ["a megabyte", (token) => token + "A".repeat(1_000_000)],
  ])("an invalid key is found to be none: %s", async (_what, forge) => {
    const { token } = await createKey(database, undefined, NEWSROOM);
    expect(await find(forge(token))).toBe("UNKNOWN");
  });

  test("an expired key is found to be none", async () => {
    const expiresAt = new Date(Date.now() - 1);
    const { token } = await createKey(database, undefined, { ...NEWSROOM, expiresAt });
    expect(await find(token)).toBe("EXPIRED");
    expect(await find(token.slice(0, 20) + "A".repeat(43))).toBe("UNKNOWN");
  });

  test("a key made with another secret of the server is found to be none", async () => {
    const { token } = await createKey(database, SECRET, NEWSROOM);
    expect(await findKey(database, SECRET, token)).toMatchObject({ name: "Newsroom" });
    expect(await findKey(database, `${SECRET}!`, token)).toBe("UNKNOWN");
    expect(await find(token)).toBe("UNKNOWN");
  });

  test("a hash in another key's row opens nothing", async () => {
    const one = await createKey(database, undefined, NEWSROOM);
    const other = await createKey(database, undefined, NEWSROOM);
    await database.query(
      Prisma.sql`UPDATE api_key SET hash = (SELECT hash FROM api_key WHERE public_id = ${one.id}) WHERE public_id = ${other.id}`,
    );
    expect(await find(`or_${other.id}_${one.token.slice(20)}`)).toBe("UNKNOWN");
  });
});

test("a revoked key stays invalid and says so only to its holder", async () => {
  const { id, token } = await createKey(database, undefined, NEWSROOM);
  const revoked = await revokeKey(database, id);
  expect(revoked).toMatchObject({ id, revokedAt: expect.any(Date) });
  expect(await find(token)).toBe("REVOKED");
  expect(await find(token.slice(0, 20) + "A".repeat(43))).toBe("UNKNOWN");
  expect(await revokeKey(database, id)).toEqual(revoked);
  expect(await revokeKey(database, "0".repeat(16))).toBeNull();
});

test("a server that remembers keys hears of new and revoked ones", async () => {
  const server = connectTo(database.url, { remember: true } as never);
  try {
    const { id, token } = await createKey(database, undefined, NEWSROOM);
    await eventually(async () => typeof (await findKey(server, undefined, token)) === "object");
    await revokeKey(database, id);
    const answer = await eventually(async () => {
      const found = await findKey(server, undefined, token);
      return typeof found === "string" ? found : undefined;
    });
    expect(answer).toBe("REVOKED");
  } finally {
    await server.close();
  }
});

test("the list has all keys, newest first, and nothing that admits anybody", async () => {
  const { token, ...key } = await createKey(database, undefined, { ...NEWSROOM, name: "The newest" });
  const keys = await listKeys(database);
  expect(keys[0]).toEqual(key);
  expect(Object.keys(keys[0] ?? {})).not.toContain("hash");
});

test("a key's use is noted once a minute and announced to nobody", async () => {
  const { id } = await createKey(database, undefined, NEWSROOM);
  const used = async () => (await listKeys(database)).find((key) => key.id === id)?.lastUsedAt;
  await noteUse(database, id);
  const first = await used();
  expect(first).toBeInstanceOf(Date);
  await noteUse(database, id);
  expect(await used()).toEqual(first);
  await database.query(
    Prisma.sql`UPDATE api_key SET last_used_at = last_used_at - INTERVAL '61 seconds' WHERE public_id = ${id}`,
  );
  await noteUse(database, id);
  expect((await used())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.NaN);
});
