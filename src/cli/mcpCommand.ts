import { type Command, InvalidArgumentError } from "commander";
import { endMisused, orNothingDone } from "./nothingDone.ts";

/** Adds the command that lets an assistant on this computer look statements up. */
export function addMcpCommand(program: Command): void {
  program
    .command("mcp")
    .description("let an assistant look statements up: the Model Context Protocol over standard input and output")
    .exitOverride(endMisused)
    .option(
      "--site <address>",
      "where people find the site, for links to its pages",
      readOrigin,
      "http://localhost:4000",
    )
    .addHelpText(
      "after",
      `
The assistant starts the command and ends it by closing its standard input. It may only read.

Examples:
  $ onrecord mcp
  $ DATABASE_URL=postgres://onrecord@localhost/onrecord onrecord mcp --site https://onrecord.example`,
    )
    // Loaded here, because no other command needs the server and the protocol.
    .action(async ({ site }: { site: string }) => {
      const { serveAssistant } = await import("./mcp.ts");
      await orNothingDone(serveAssistant(site));
    });
}

function readOrigin(given: string): string {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given))
    throw new InvalidArgumentError("Write an address such as https://onrecord.example.");
  return new URL(given).origin;
}
