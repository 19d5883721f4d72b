import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { createApp } from "../../src/http/app.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await createApp({ logger: false });
  app.get("/plain", async () => ({}));
  app.get("/own", { config: { contentSecurityPolicy: { "script-src": ["'none'"] } } }, async () => ({}));
});
afterAll(() => app.close());

test.each(["/plain", "/own", "/nowhere"])("%s is answered with helmet's headers", async (url) => {
  const { headers } = await app.inject(url);
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": expect.stringContaining("default-src 'self'"),
  });
});

test("a route's own policy replaces helmet's on that route alone", async () => {
  const policy = async (url: string) => (await app.inject(url)).headers["content-security-policy"];
  expect(await policy("/own")).toContain("script-src 'none'");
  expect(await policy("/plain")).toContain("script-src 'self'");
});
