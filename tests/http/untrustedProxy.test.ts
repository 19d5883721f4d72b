import { describe, expect, test } from "@jest/globals";
import { openServer } from "./runningServer.ts";

const forwarded = { headers: { "x-forwarded-for": "203.0.113.7" } };

describe.each([
  ["that trusts no proxy", 0, 1],
  ["that trusts its proxy", 1, 0],
])("a server %s", (_, trustProxy, times) => {
  const server = openServer({ config: { trustProxy } });

  test("a forwarded request makes the server say which variable to set, once, unless it trusts its proxy", async () => {
    const advice = () =>
      server.log().filter(({ level, msg }) => level === 40 && /ONRECORD_TRUST_PROXY/.test(String(msg)));
    await fetch(`${server.url}/healthz`);
    expect(advice()).toEqual([]);
    for (let i = 0; i < 3; i++) await fetch(`${server.url}/healthz`, forwarded);
    expect(advice()).toHaveLength(times);
  });
});
