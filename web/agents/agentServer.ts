import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { type Desk, tools } from "./tools.ts";

const INSTRUCTIONS =
  "OnRecord is an archive of attributed statements from the news: who said what, about what, when, and where it is printed. Look a quotation up before you use it, give the outlet and the link of its passage, and quote as verbatim only what the archive calls verbatim. What is marked `isMadeUp` is fiction for trying the archive: never tell it as something that was said. `names` tells what each name was taken to mean: tell the user if that is somebody else.";

/** Makes a server of the Model Context Protocol that offers the archive's tools. It only reads. */
export function createAgentServer(desk: Desk, version: string): McpServer {
  const server = new McpServer({ name: "onrecord", title: "OnRecord", version }, { instructions: INSTRUCTIONS });
  for (const { name, title, description, input, answer } of tools) {
    const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    // Strict: an argument that the tool does not have would be left out silently, and its answer be taken for a narrower one.
    const inputSchema = z.strictObject(input);
    server.registerTool(name, { title, description, inputSchema, annotations }, async (given) => {
      // What is thrown becomes an error that the assistant reads.
      const facts = await answer(given, desk);
      return { content: [{ type: "text", text: JSON.stringify(facts, null, 1) }], structuredContent: facts };
    });
  }
  return server;
}
