import { expect, test } from "@jest/globals";
import { openServer } from "./runningServer.ts";

const server = openServer();

test("a request to any other path gets 404", async () => {
  const answer = await fetch(`${server.url}/wp-admin`);
  const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
  expect([answer.status, errors[0]?.extensions.code]).toEqual([404, "BAD_REQUEST"]);
});
