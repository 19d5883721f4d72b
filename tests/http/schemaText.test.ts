import { expect, test } from "@jest/globals";
import { sleepingSchema } from "../fixtures/sleepingSchema.ts";
import { openServer } from "./runningServer.ts";

const server = openServer({ schema: sleepingSchema });

test("/schema.graphql is the schema as text, revalidated by its ETag", async () => {
  const answer = await fetch(`${server.url}/schema.graphql`);
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await answer.text()).toContain("type Query {\n  sleep(seconds: Float!): Int");
  const again = await fetch(`${server.url}/schema.graphql`, {
    headers: { "if-none-match": answer.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
});
