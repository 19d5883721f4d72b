import { beforeAll } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { openServer, type RunningOptions, type RunningServer } from "../http/runningServer.ts";

/** How a browser asks for a page. */
export const asBrowser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

/** Opens a server with the demo archive for the tests of a file. */
export function openDemoSite(config: RunningOptions["config"] = {}): RunningServer {
  const database = openArchive();
  beforeAll(() => loadDemo(database));
  return openServer({ database, schema: loadSchema(), config });
}

/** Returns the address of a page of a row: `[by Putin]` stands for the newest statement by Putin. */
export async function addressOf(server: RunningServer, path: string): Promise<string> {
  const [, speaker] = /\[by (.+?)\]/.exec(path) ?? [];
  if (speaker === undefined) return `${server.url}${path}`;
  const query = `{ statements(filter: { speaker: [${JSON.stringify(speaker)}], kind: [DIRECT] }, first: 1) { nodes { urn } } }`;
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { statements: { nodes: { urn: string }[] } } };
  return `${server.url}${path.replace(/\[.+?\]/, data.statements.nodes[0]?.urn.slice("urn:uuid:".length) ?? "")}`;
}
