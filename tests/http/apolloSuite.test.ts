import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { defineIntegrationTestSuite } from "@apollo/server-integration-testsuite";
import { createApp } from "../../src/http/app.ts";
import { authenticateRequests } from "../../src/http/authentication.ts";
import { mountGraphql } from "../../src/http/graphql.ts";
import { drainPlugin } from "../../src/server.ts";

const DEADLINE_MS = 20_000;

/**
 * Runs Apollo's own tests for HTTP servers around Apollo Server: our HTTP server with the Apollo servers that the tests
 * make.
 */
defineIntegrationTestSuite(
  async (options, { context } = {}) => {
    const app = await createApp({ logger: false });
    authenticateRequests(app, { authenticate: async () => null, isReadingOpen: true });
    const server = new ApolloServer({
      ...options,
      plugins: [...(options.plugins ?? []), drainPlugin(app, DEADLINE_MS)],
    });
    await server.start();
    await mountGraphql(app, server, { createContext: async () => (await context?.()) ?? {}, deadlineMs: DEADLINE_MS });
    await app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = app.server.address() as AddressInfo;
    return { server, url: `http://127.0.0.1:${port}/graphql`, extraCleanup: () => app.close() };
  },
  // The server does not offer @defer and @stream.
  { noIncrementalDelivery: true },
);
