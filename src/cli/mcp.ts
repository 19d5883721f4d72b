import { once } from "node:events";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createAgentServer } from "../../web/agents/agentServer.ts";
import { askThrough } from "../../web/agents/askThrough.ts";
import { loadConfig } from "../config.ts";
import { packageFacts } from "../packageRoot.ts";
import { buildServer, type Server } from "../server.ts";
import { withArchive } from "./archive.ts";

/**
 * Serves an assistant over standard input and output, until it closes the input. Its questions go through the same pipeline
 * as requests to a server, within this process; only what one question may cost is limited. Standard output carries the
 * protocol and nothing else.
 */
export async function serveAssistant(origin: string): Promise<void> {
  await withArchive(async ({ database }) => {
    const config = { ...loadConfig(), rateLimit: 0, isReadingOpen: true, logFormat: "json" as const };
    const server = await buildServer({ config, database, logStream: process.stderr });
    const assistant = createAgentServer({ ask: askThrough(asking(server)), origin }, packageFacts().version);
    try {
      const ended = once(process.stdin, "end");
      await assistant.connect(new StdioServerTransport());
      await ended;
    } finally {
      await assistant.close();
      await server.close();
    }
  });
}

/** Runs documents by requests that never leave this process. */
function asking({ app }: Server): Parameters<typeof askThrough>[0] {
  return async ({ text, name }, variables) => {
    const payload = { query: text, operationName: name, variables };
    const answer = await app.inject({ method: "POST", url: "/graphql", payload });
    const { data, errors = [] } = answer.json<{
      data?: unknown;
      errors?: { message: string; extensions: { code: string } }[];
    }>();
    const [error] = errors;
    return error ? { failure: { code: error.extensions.code, message: error.message } } : { data };
  };
}
