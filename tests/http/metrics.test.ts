import { expect, test } from "@jest/globals";
import { createKey } from "../../src/keys/keys.ts";
import { eventually } from "../helpers/eventually.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();
const closed = openServer({ config: { isReadingOpen: false } });
const ask = (query: string) =>
  fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });

test("/metrics counts by type and outcome, and nothing that a client chose", async () => {
  await ask("query ChosenByTheClient { echo }");
  await ask("{ nothing }");
  const text = await eventually(async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return metrics.includes('outcome="refused"') ? metrics : undefined;
  });
  expect(text).toContain('onrecord_graphql_request_duration_seconds_count{type="query",outcome="ok"} 1');
  expect(text).toContain('onrecord_graphql_request_duration_seconds_count{type="none",outcome="refused"} 1');
  expect(text).toMatch(/^onrecord_pool_connections \d+$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).not.toContain("ChosenByTheClient");
});

test("/metrics needs a key if reading does", async () => {
  const { token } = await createKey(closed.database, undefined, { name: "Monitor", role: "READER", expiresAt: null });
  const refused = await fetch(`${closed.url}/metrics`);
  expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, expect.stringContaining("Bearer")]);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  const answer = await fetch(`${closed.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("onrecord_pool_connections")]);
  for (const path of ["/healthz", "/readyz"]) expect((await fetch(`${closed.url}${path}`)).status).toBe(200);
});
