import { Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createKey } from "../../src/keys/keys.ts";
import { keyRoles } from "../../src/keys/roles.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();
const keys: Record<string, string> = {};
beforeAll(async () => {
  for (const role of keyRoles)
    keys[role] = (await createKey(server.database, undefined, { name: role, role, expiresAt: null })).token;
});

const MEGABYTE = 1_000_000;
const query = "query ($text: String) { echo(text: $text) }";
const bodyOf = (bytes: number) => {
  const frame = JSON.stringify({ query, variables: { text: "" } }).length;
  return JSON.stringify({ query, variables: { text: "x".repeat(bytes - frame) } });
};

async function send(bytes: number, role?: string, isChunked = false) {
  const body = bodyOf(bytes);
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(role && { authorization: `Bearer ${keys[role]}` }) },
    ...(isChunked ? { body: Readable.toWeb(Readable.from(chunksOf(body))) as never, duplex: "half" } : { body }),
  } as RequestInit);
  const text = await answer.text();
  return { status: answer.status, text };
}

function* chunksOf(text: string): Generator<Buffer> {
  for (let at = 0; at < text.length; at += 50_000) yield Buffer.from(text.slice(at, at + 50_000));
}

describe.each([
  ["whose length is told", false],
  ["whose length is not told", true],
])("a body %s", (_what, isChunked) => {
  test.each<[string | undefined, number, number]>([
    [undefined, 100_000, 200],
    [undefined, 100_001, 413],
    ["READER", 100_000, 200],
    ["READER", 100_001, 413],
    ["EDITOR", 9 * MEGABYTE, 200],
    ["EDITOR", 9 * MEGABYTE + 1, 413],
    ["ADMIN", 9 * MEGABYTE, 200],
  ])("a body of %s may have a limited number of bytes: %i gets %i", async (role, bytes, status) => {
    const answer = await send(bytes, role, isChunked);
    expect(answer.status).toBe(status);
    if (status === 413)
      expect(JSON.parse(answer.text)).toMatchObject({
        errors: [{ message: expect.stringContaining("9 MB"), extensions: { code: "BAD_REQUEST" } }],
      });
    else expect(JSON.parse(answer.text)).toHaveProperty("data.echo");
  });
});

test("an invalid key raises no limit, and the body is not read", async () => {
  keys.WRONG = `${keys.EDITOR?.slice(0, -1)}${keys.EDITOR?.endsWith("A") ? "B" : "A"}`;
  expect(await send(MEGABYTE, "WRONG")).toMatchObject({ status: 401 });
});

test("the server still answers after all the large bodies", async () => {
  expect(await send(1_000)).toMatchObject({ status: 200 });
});
