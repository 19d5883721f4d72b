import { createClient as createSseClient } from "graphql-sse";
import { type Client, type ClientOptions, createClient } from "graphql-ws";
import WebSocket from "ws";
import type { Database } from "../../../src/database.ts";
import { record } from "../../../src/record/record.ts";
import { eventually } from "../../helpers/eventually.ts";
import { article, documentWith, IMPORT, paraphrase } from "../../helpers/factories.ts";

/** The subscription that a test follows by default. */
export const FOLLOW =
  "subscription ($after: String) { statementPublished(after: $after) { cursor statement { text } } }";

let articles = 0;

/** Publishes a statement for each text, in one transaction. */
export async function publish(database: Database, ...texts: string[]): Promise<void> {
  articles += 1;
  const statements = texts.map((text) => paraphrase(text, { text }));
  const document = documentWith(article(`live-${process.pid}-${articles}`, statements));
  await record(database, document, IMPORT);
}

export interface Result {
  data?: { statementPublished: { cursor: string; statement: { text: string } } } | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

/** A subscriber and what it has received so far. */
export interface Listener {
  results: Result[];
  texts(): string[];
  /** Returns the cursor of the last statement received. */
  cursor(): string | undefined;
  /** Resolves when the subscription ends, with the error that ended it, if any. */
  ended: Promise<unknown>;
  stop(): void;
}

const stops: (() => void)[] = [];

/** Stops every subscription of this file, so that a test that fails leaves none that the next one would count. */
export function stopListening(): void {
  for (const stop of stops.splice(0)) stop();
}

type Subscribe = (
  payload: { query: string; variables?: Record<string, unknown> },
  sink: { next(value: unknown): void; error(error: unknown): void; complete(): void },
) => () => void;

function listen(subscribe: Subscribe, query: string, variables?: Record<string, unknown>): Listener {
  const results: Result[] = [];
  let stop = () => {};
  const ended = new Promise<unknown>((resolve) => {
    const next = (value: unknown) => void results.push(value as Result);
    stop = subscribe(
      { query, ...(variables && { variables }) },
      { next, error: resolve, complete: () => resolve(undefined) },
    );
  });
  stops.push(stop);
  const heard = () => results.flatMap(({ data }) => (data ? [data.statementPublished] : []));
  return {
    results,
    texts: () => heard().map(({ statement }) => statement.text),
    cursor: () => heard().at(-1)?.cursor,
    ended,
    stop: () => stop(),
  };
}

/** Returns the address of a server's WebSocket. */
export function socketOf(url: string): string {
  return `${url.replace("http", "ws")}/graphql`;
}

/** Returns a WebSocket client as front ends use it, but without retries. */
export function webSocketClient(url: string, options: Partial<ClientOptions> = {}): Client {
  return createClient({ url: socketOf(url), webSocketImpl: WebSocket, retryAttempts: 0, ...options });
}

/** Subscribes over a separate WebSocket, or over the given client. */
export function overWebSocket(
  url: string,
  query = FOLLOW,
  variables?: Record<string, unknown>,
  client = webSocketClient(url),
): Listener {
  return listen((payload, sink) => client.subscribe(payload, sink), query, variables);
}

/** Subscribes to a stream of events. */
export function overEvents(
  url: string,
  query = FOLLOW,
  variables?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Listener {
  const client = createSseClient({ url: `${url}/graphql/stream`, retryAttempts: 0, headers });
  return listen((payload, sink) => client.subscribe(payload, sink), query, variables);
}

/** Both transports. */
export const transports = [
  ["WebSocket", overWebSocket],
  ["Server-Sent Events", overEvents],
] as const;

/** Returns a value of the metrics; with a key where reading needs one. */
export async function metric(url: string, name: string, authorization?: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { ...(authorization && { authorization }) } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No metrics: ${text}`);
  const line = text.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length));
}

/** Waits until this many subscriptions are open. */
export async function subscribed(url: string, count: number, authorization?: string): Promise<boolean> {
  return (await metric(url, "onrecord_live_subscriptions", authorization)) === count;
}

const ATTEMPT_MS = 15_000;

/**
 * Subscribes to a server that nobody else follows, and waits until all subscriptions are open. Tries again, as every client does,
 * if that fails: for a moment after an outage, a server may find its database away.
 */
export async function subscribeAnew<const Listeners extends readonly Listener[]>(
  url: string,
  subscribe: () => Listeners,
): Promise<Listeners> {
  return eventually(async () => {
    const listeners = subscribe();
    const isOpen = await eventually(() => subscribed(url, listeners.length), ATTEMPT_MS).catch(() => false);
    if (isOpen) return listeners;
    for (const { stop } of listeners) stop();
    await eventually(() => subscribed(url, 0));
    return undefined;
  });
}
