import { describe, expect, test } from "@jest/globals";
import { openServer } from "./runningServer.ts";

const forwarded = { headers: { "x-forwarded-for": "203.0.113.7" } };

describe.each([
  ["that trusts no proxy says once which variable to set", 0, 1],
  ["that trusts its proxy says nothing", 1, 0],
])("a server %s", (_, trustProxy, times) => {
  const server = openServer({ config: { trustProxy } });

  test("when requests name the client that they were forwarded for", async () => {
    const advice = () =>
      server.log().filter(({ level, msg }) => level === 40 && /ONRECORD_TRUST_PROXY/.test(String(msg)));
    await fetch(`${server.url}/healthz`);
    expect(advice()).toEqual([]);
    for (let i = 0; i < 3; i++) await fetch(`${server.url}/healthz`, forwarded);
    expect(advice()).toHaveLength(times);
  });
});
