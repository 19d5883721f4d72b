import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { ApolloServer, ApolloServerOptions, BaseContext } from "@apollo/server";
import { describe, expect, test } from "@jest/globals";
import { createApp } from "../../src/http/app.ts";
import { authenticateRequests } from "../../src/http/authentication.ts";
import { mountGraphql } from "../../src/http/graphql.ts";
import { drainPlugin } from "../../src/server.ts";
import { CHECKOUT } from "../helpers/child.ts";

const DEADLINE_MS = 20_000;

/** What we use of `defineIntegrationTestSuite`. Its package has a folder of its own (CONTRIBUTING.md, "Weight"). */
type DefineSuite = (
  createServer: (
    options: ApolloServerOptions<BaseContext>,
    how?: { context?: () => Promise<BaseContext> },
  ) => Promise<{ server: ApolloServer<BaseContext>; url: string; extraCleanup: () => Promise<void> }>,
  options: { noIncrementalDelivery: boolean },
) => void;

const tools = join(CHECKOUT, "tools/apollo");
const suite = "@apollo/server-integration-testsuite";

const isInstalled = existsSync(join(tools, "node_modules", suite));
if (!isInstalled)
  console.warn("Skipped: Apollo's tests; tools/apollo is not installed (npm run test:apollo installs it).");

/**
 * Runs Apollo's own tests for HTTP servers around Apollo Server: our HTTP server with the Apollo servers that the tests
 * make.
 */
(isInstalled ? describe : describe.skip)("Apollo's tests for HTTP servers", () => {
  test("Apollo's tests are installed", () => expect(isInstalled).toBe(true));
  if (!isInstalled) return;
  const require = createRequire(join(tools, "package.json"));
  const { defineIntegrationTestSuite } = require(suite) as { defineIntegrationTestSuite: DefineSuite };
  // The tests accept only servers of their own copy of the class, which has our version.
  const apollo = require("@apollo/server") as { ApolloServer: typeof ApolloServer };
  defineIntegrationTestSuite(
    async (options, { context } = {}) => {
      const app = await createApp({ logger: false });
      authenticateRequests(app, { authenticate: async () => null, isReadingOpen: true });
      const server = new apollo.ApolloServer({
        ...options,
        plugins: [...(options.plugins ?? []), drainPlugin(app, DEADLINE_MS)],
      });
      await server.start();
      const createContext = async () => (await context?.()) ?? {};
      await mountGraphql(app, server, { createContext, deadlineMs: DEADLINE_MS });
      await app.listen({ port: 0, host: "127.0.0.1" });
      const { port } = app.server.address() as AddressInfo;
      return { server, url: `http://127.0.0.1:${port}/graphql`, extraCleanup: () => app.close() };
    },
    // The server does not offer @defer and @stream.
    { noIncrementalDelivery: true },
  );
});
