import type { FastifyInstance } from "fastify";
import { askThrough } from "../../web/agents/askThrough.ts";
import { packageFacts } from "../packageRoot.ts";
import { addressOf } from "./addressOf.ts";
import { type DocumentRunnerOptions, documentRunner } from "./documentRunner.ts";

/** More than any question needs. */
const LARGEST_QUESTION = 65_536;

/**
 * Serves `/mcp`: the archive's tools for assistants, by the Model Context Protocol's streamable HTTP. Each message stands for
 * itself: there are no sessions and no stream of the server's own, so GET and DELETE are refused (405). Keys, limits, cost and
 * log are those of `/graphql`, whose pipeline answers.
 */
export function mountMcp<Context extends object>(app: FastifyInstance, options: DocumentRunnerOptions<Context>): void {
  const { version } = packageFacts();
  app.register(async (scope) => {
    // Loaded here, because most servers do not offer it, and the protocol takes a while to load.
    const [{ WebStandardStreamableHTTPServerTransport }, { createAgentServer }] = await Promise.all([
      import("@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js"),
      import("../../web/agents/agentServer.ts"),
    ]);
    scope.route({
      method: ["GET", "POST", "DELETE"],
      url: "/mcp",
      config: { authenticated: true },
      bodyLimit: LARGEST_QUESTION,
      async handler(request, reply) {
        if (request.method !== "POST")
          return reply.code(405).header("allow", "POST").send({ error: "Send each message of the protocol by POST." });
        const address = addressOf(request);
        const ask = askThrough(documentRunner(request, reply, options));
        const server = createAgentServer({ ask, origin: address.origin }, version);
        const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
        await server.connect(transport);
        try {
          const headers = Object.entries(request.headers).flatMap(([key, value]) =>
            [value ?? []].flat().map((one): [string, string] => [key, one]),
          );
          const asked = new Request(address, { method: "POST", headers });
          const answered = await transport.handleRequest(asked, { parsedBody: request.body });
          return await reply
            .code(answered.status)
            .headers(Object.fromEntries(answered.headers))
            .send(await answered.text());
        } finally {
          await server.close();
        }
      },
    });
  });
}
