import { beforeAll, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { openServer } from "./runningServer.ts";

// The test looks for secrets wherever the server writes: answers, the log at its most detailed level, every table.

const SERVER_SECRET = "what hashes are keyed with here: a secret";

const schema = loadSchema();
const database = openArchive();
const server = openServer({ schema, database, config: { keySecret: SERVER_SECRET, logLevel: "trace" } });
let token: string;
let headers: Record<string, string>;
const answers: string[] = [];
beforeAll(async () => {
  const key = { name: "Newsroom", role: "EDITOR", expiresAt: null } as const;
  ({ token } = await createKey(database, SERVER_SECRET, key));
  headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
});

async function send(query: string, own: Record<string, string> = {}): Promise<number> {
  const body = JSON.stringify({ query });
  const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers: { ...headers, ...own }, body });
  answers.push(JSON.stringify([...answer.headers]), await answer.text());
  return answer.status;
}

/** Returns every row of every table, as text. */
async function everything(): Promise<string> {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const tables = rows.map(async ({ name }) => {
    const { rows: all } = await database.pool.query<{ row: string }>(`SELECT "${name}"::text AS row FROM "${name}"`);
    return all.map(({ row }) => row);
  });
  return (await Promise.all(tables)).flat().join("\n");
}

test("no secret is in an answer, in the log, or in the database", async () => {
  const create = (name: string) =>
    `mutation { sourceCreate(input: { name: "${name}", kind: OUTLET, reason: "why", idempotencyKey: "once" }) { source { id history(first: 5) { nodes { by { name version } changes { field after } } } } userErrors { code } } }`;
  const wrong = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`;
  expect(await send(create("The Daily Heron"))).toBe(200);
  expect(await send(create("The Daily Heron"))).toBe(200);
  expect(await send(create("The Daily Egret"))).toBe(200);
  expect(await send("{ viewer { name role } }")).toBe(200);
  expect(await send("{ viewer { name", {})).toBe(400);
  expect(await send("{ viewer { nothing } }")).toBe(400);
  expect(await send("{ viewer { name } }", { authorization: `Bearer ${wrong}` })).toBe(401);
  expect(await send("{ viewer { name } }", { authorization: token })).toBe(401);
  expect(await send("{ viewer { name } }", { authorization: `Bearer ${token} ${token}` })).toBe(401);
  expect(await send("{ viewer { name } }", { accept: "image/png" })).toBe(406);

  const id = token.slice(3, 19);
  const proof = token.slice(20);
  expect(proof).toHaveLength(43);
  const written = { answers: answers.join("\n"), log: JSON.stringify(server.log()), database: await everything() };
  // The public parts are found, so the search looks in the right places.
  expect(written.answers).toContain(id);
  expect(written.database).toContain(id);
  expect(written.log).toContain('"status":401');
  for (const [place, text] of Object.entries(written))
    for (const secret of [proof, proof.slice(0, 20), SERVER_SECRET, wrong.slice(20)])
      expect([place, text.includes(secret)]).toEqual([place, false]);
});

test("an outage while a key is looked up reveals no secret", async () => {
  await database.pool.query("ALTER TABLE api_key RENAME TO elsewhere");
  expect(await send("{ viewer { name } }")).toBe(500);
  await database.pool.query("ALTER TABLE elsewhere RENAME TO api_key");
  const failed = server.log().filter(({ level }) => Number(level) >= 50);
  expect(failed).not.toEqual([]);
  expect(JSON.stringify(failed)).not.toContain(token.slice(20));
  expect(answers.at(-1)).not.toMatch(/api_key|relation/);
});
