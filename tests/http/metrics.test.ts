import { expect, test } from "@jest/globals";
import { eventually } from "../helpers/eventually.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();
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
