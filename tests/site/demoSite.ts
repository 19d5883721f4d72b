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

/** Returns the address of a page of a row: `[by Putin]` stands for the newest statement by Putin, `[first]` for an article. */
export async function addressOf(server: RunningServer, path: string): Promise<string> {
  const [all = "", speaker] = /\[(?:by )?(.+?)\]/.exec(path) ?? [];
  if (all === "") return `${server.url}${path}`;
  const query =
    all === "[first]"
      ? "{ articles(last: 1) { nodes { id } } }"
      : `{ statements(filter: { speaker: [${JSON.stringify(speaker)}], kind: [DIRECT] }, first: 1) { nodes { urn } } }`;
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: Record<string, { nodes: { id?: string; urn?: string }[] }> };
  const [node] = Object.values(data)[0]?.nodes ?? [];
  return `${server.url}${path.replace(all, node?.id ?? node?.urn?.slice("urn:uuid:".length) ?? "")}`;
}
