import { afterEach, describe, expect, test } from "@jest/globals";
import { createApp } from "../../src/http/app.ts";
import { setCacheHeaders } from "../../src/http/caching.ts";

type App = Awaited<ReturnType<typeof createApp>>;

let app: App;

async function ask(corsOrigins: "*" | string[] | undefined, method: "GET" | "OPTIONS", origin: string) {
  app = await createApp({ logger: false, ...(corsOrigins && { corsOrigins }) });
  app.get("/answer", async () => "yes");
  const headers = {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type",
  };
  return app.inject({ method, url: "/answer", headers });
}

afterEach(() => app.close());

describe("pages of other origins", () => {
  test("may read every answer, unless told otherwise", async () => {
    const { headers } = await ask(undefined, "GET", "https://elsewhere.example");
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(headers["access-control-expose-headers"]).toBe(
      "x-request-id, onrecord-unmatched, www-authenticate, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset",
    );
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  test("may send JSON and a key after asking", async () => {
    const { statusCode, headers } = await ask(undefined, "OPTIONS", "https://elsewhere.example");
    expect(statusCode).toBe(204);
    expect(headers["access-control-allow-methods"]).toContain("POST");
    expect(headers["access-control-allow-headers"]).toBe("authorization,content-type");
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
  });

  test("may read it only when listed, where there is a list", async () => {
    const list = ["https://newsroom.example"];
    expect((await ask(list, "GET", "https://newsroom.example")).headers["access-control-allow-origin"]).toBe(list[0]);
    await app.close();
    expect(
      (await ask(list, "GET", "https://elsewhere.example")).headers["access-control-allow-origin"],
    ).toBeUndefined();
  });

  test("where there is a list, caches are told that the answer depends on the origin", async () => {
    app = await createApp({ logger: false, corsOrigins: ["https://newsroom.example"] });
    setCacheHeaders(app);
    app.get("/answer", { config: { revalidated: true } }, async () => "yes");
    const { headers } = await app.inject({ url: "/answer", headers: { origin: "https://newsroom.example" } });
    expect(headers).toMatchObject({ "cache-control": "no-cache", vary: "Origin, accept, accept-encoding" });
  });
});
