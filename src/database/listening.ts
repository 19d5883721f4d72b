import pg from "pg";
import type { PoolOptions } from "./pool.ts";

/** A subscriber of a channel. */
export interface Hearer {
  /** Called when something was announced. */
  onNotice(): void;
  /** Called when listening begins or stops. Announcements made while it is stopped are lost. */
  onState(isListening: boolean): void;
}

/** The one connection on which a process receives announcements of the database (LISTEN). */
export interface Listener {
  /** Subscribes to a channel, whose only subscriber this is. */
  listen(channel: string, hearer: Hearer): void;
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;

/** Opens a LISTEN connection when the first channel is asked for, and reopens it whenever it is lost. */
export function openListener({
  url,
  applicationName,
  onError,
}: Pick<PoolOptions, "url" | "applicationName" | "onError">): Listener {
  const hearers = new Map<string, Hearer>();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isReady = false;
  let isClosed = false;
  let isTold = false;

  function lost(which: pg.Client, error?: Error): void {
    if (client !== which) return;
    client = undefined;
    isReady = false;
    for (const { onState } of hearers.values()) onState(false);
    if (isClosed) return;
    // Only the first error of several failed attempts in a row is reported.
    if (error && !isTold) onError(error);
    isTold ||= error !== undefined;
    retry = setTimeout(() => void connect(), RECONNECT_MS);
    retry.unref();
  }

  async function connect(): Promise<void> {
    const application_name = `${applicationName} (listening)`;
    const next = new pg.Client({ connectionString: url, application_name, keepAlive: true });
    client = next;
    next.on("error", (error) => lost(next, error));
    next.on("end", () => lost(next));
    next.on("notification", ({ channel }) => hearers.get(channel)?.onNotice());
    try {
      await next.connect();
      for (const [channel, hearer] of hearers) await begin(next, channel, hearer);
      isReady = client === next;
      isTold = false;
    } catch (error) {
      lost(next, error as Error);
    }
  }

  async function begin(on: pg.Client, channel: string, hearer: Hearer): Promise<void> {
    await on.query(`LISTEN ${channel}`);
    if (client === on) hearer.onState(true);
  }

  return {
    listen(channel, hearer) {
      hearers.set(channel, hearer);
      const ready = isReady ? client : undefined;
      if (ready) begin(ready, channel, hearer).catch((error: Error) => lost(ready, error));
      else if (hearers.size === 1) void connect();
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
