import { beforeAll } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
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

/** Asks the API of a server as an editor. */
export type AskAsEditor = <Data>(query: string, variables?: object) => Promise<Data>;

/** Makes a key of an editor, and returns the function that asks with it. */
export async function editorOf(server: RunningServer): Promise<AskAsEditor> {
  const { token } = await createKey(server.database, undefined, { name: "Editor", role: "EDITOR", expiresAt: null });
  return async (query, variables = {}) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return ((await answer.json()) as { data: never }).data;
  };
}

/**
 * Lets an editor change the demo, so that the archive has a history: a made-up speaker gets another name, and a description
 * that is undone again.
 */
export async function editDemo(server: RunningServer): Promise<void> {
  const ask = await editorOf(server);
  const change = async ({ newName, ...values }: { newName?: string; description?: string; reason: string }) => {
    const { speaker } = await ask<{ speaker: { id: string; version: string; names: object[] } }>(
      `{ speaker(by: { slug: "ilse-varga-moor" }) { id version names { name language } } }`,
    );
    const names = newName && [...speaker.names, { name: newName }];
    const input = { id: speaker.id, expectedVersion: speaker.version, ...values, ...(names && { names }) };
    await ask("mutation ($input: SpeakerUpdateInput!) { speakerUpdate(input: $input) { userErrors { message } } }", {
      input,
    });
  };
  await change({ newName: "Ilse Varga Moor", reason: "Spelt so in the register of the chamber" });
  await change({ description: "A minister, and something that is not known", reason: "From a profile" });
  const { revisions } = await ask<{ revisions: { nodes: { id: string }[] } }>(
    "{ revisions(first: 1) { nodes { id } } }",
  );
  const input = { revision: revisions.nodes[0]?.id, reason: "The profile was about somebody else" };
  await ask("mutation ($input: UndoInput!) { undo(input: $input) { userErrors { message } } }", { input });
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
