import pg from "pg";
import type { PoolOptions } from "./pool.ts";

/** Who hears a channel. */
export interface Hearer {
  /** Something was announced. */
  onNotice(): void;
  /** Whether announcements reach us from now on. What was announced while they did not is never heard. */
  onState(isListening: boolean): void;
}

/** One connection on which a process hears what the database announces (LISTEN). */
export interface Listener {
  /** Hears a channel from now on, as its only hearer. */
  listen(channel: string, hearer: Hearer): void;
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;

/** Holds a LISTEN connection from when the first channel is asked for, and makes a new one whenever it is lost. */
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
    // Of many attempts in a row, only what the first one met.
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
