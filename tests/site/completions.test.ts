import { beforeAll, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey, revokeKey } from "../../src/keys/keys.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { IMPORT, proposition, source, speaker, topic } from "../helpers/factories.ts";
import { openServer } from "../http/runningServer.ts";

const database = openArchive();
const open = openServer({ database, schema: loadSchema() });
const closed = openServer({ database, schema: loadSchema(), config: { isReadingOpen: false } });
let key: { id: string; token: string };
beforeAll(async () => {
  await record(
    database,
    {
      sources: [source("Sandholm Post")],
      speakers: [speaker("Sanda Ruiz")],
      topics: [topic("Sandholm"), topic("Sandholm talks", { kind: "EVENT" })],
      propositions: [proposition("Sand is for children")],
    },
    IMPORT,
  );
  key = await createKey(database, undefined, { name: "Rita", role: "READER", expiresAt: null });
});

const cookie = () => ({ cookie: `onrecord-key=${key.token}` });

async function complete(url: string, query: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/completions?${query}`, { headers });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

function namesIn({ text }: { text: string }): string[] {
  const { completions } = JSON.parse(text) as { completions: { name: string; sort: string; slug: string }[] };
  return completions.map(({ sort, slug }) => `${sort} ${slug}`);
}

test.each([
  ["name=sand", ["speaker sanda-ruiz", "topic sandholm", "topic sandholm-talks", "source sandholm-post"]],
  ["name=sand&of=event", ["event sandholm-talks"]],
  ["name=sand&of=proposition&of=speaker", ["speaker sanda-ruiz", "proposition sand-is-for-children"]],
  ["name=sand&of=nothing", []],
  ["name=+", []],
  ["", []],
  [`name=${"s".repeat(2_000)}`, []],
])("the names for “%s” are those that begin so, of the sorts that are wanted", async (query, names) => {
  const answer = await complete(open.url, query);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
  expect(namesIn(answer).sort()).toEqual([...names].sort());
});

test("somebody who has signed in gets names by their cookie where reading needs a key, and a stranger is refused", async () => {
  expect(namesIn(await complete(closed.url, "name=ruiz", cookie()))).toEqual(["speaker sanda-ruiz"]);
  const stranger = await complete(closed.url, "name=ruiz");
  expect([stranger.status, stranger.text]).toEqual([401, expect.not.stringContaining("Ruiz")]);
  expect(stranger.headers.get("cache-control")).toBe("no-store");
});

test("no cache keeps what somebody got by their key, and no page of another site gets it", async () => {
  const own = await complete(closed.url, "name=ruiz", { ...cookie(), origin: "https://elsewhere.example" });
  expect(own.headers.get("cache-control")).toBe("private, no-store");
  expect([own.headers.get("etag"), own.headers.get("access-control-allow-credentials")]).toEqual([null, null]);
  const anybody = await complete(open.url, "name=ruiz");
  expect(anybody.headers.get("cache-control")).toBe("no-cache");
});

test("a key that is not valid any more gets what strangers get", async () => {
  const ended = await createKey(database, undefined, { name: "Zita", role: "READER", expiresAt: null });
  await revokeKey(database, ended.id);
  const headers = { cookie: `onrecord-key=${ended.token}` };
  expect((await complete(closed.url, "name=ruiz", headers)).status).toBe(401);
  expect(namesIn(await complete(open.url, "name=ruiz", headers))).toEqual(["speaker sanda-ruiz"]);
});
