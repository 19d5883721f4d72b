import { randomUUID } from "node:crypto";
import pg from "pg";

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

export interface ListenerOptions {
  /** The address of PostgreSQL itself: a pooler that pools transactions delivers no announcements. */
  url: string;
  applicationName: string;
  onError: (error: Error) => void;
  /** Announces text on a channel, over another connection than the listener's own. */
  announce(channel: string, text: string): Promise<void>;
}

/** The channel on which a listener tells itself that it still hears. */
const HEARTBEAT = "onrecord_heartbeat";

const RECONNECT_MS = 1_000;

/** How often a listener tests whether it hears. */
const BEAT_MS = 5_000;

/** An announcement that is committed arrives within milliseconds; after this long the session counts as deaf. */
const DEAF_MS = 5_000;

/** After a connection that was deaf from its beginning, the next is not tried at once: it is most likely deaf too. */
const DEAF_RECONNECT_MS = 30_000;

/** A connection on which announcements are asked for, but do not arrive. */
export class DeafError extends Error {
  override name = "DeafError";

  constructor() {
    super(
      "Announcements of the database do not arrive, so nothing is kept in memory and the live feed looks for news only every " +
        "few seconds. Behind a connection pooler, set DATABASE_DIRECT_URL to the address of PostgreSQL itself.",
    );
  }
}

/**
 * Opens a LISTEN connection when the first channel is asked for, and reopens it whenever it is lost.
 *
 * A connection may be deaf without an error: a pooler gives LISTEN to a session that is another's a moment later, and a peer
 * that has vanished sends nothing. So listening counts as begun when the first announcement to ourselves is heard, and as
 * lost when a later one is not.
 */
export function openListener({ url, applicationName, onError, announce }: ListenerOptions): Listener {
  const hearers = new Map<string, Hearer>();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let pulse: Pulse | undefined;
  let isReady = false;
  let isClosed = false;
  let isTold = false;

  function lost(which: pg.Client, error?: Error): void {
    if (client !== which) return;
    const wasReady = isReady;
    client = undefined;
    isReady = false;
    pulse?.stop();
    // A connection whose peer has vanished does not answer a farewell.
    if (error instanceof DeafError) (which as Breakable).connection.stream.destroy();
    if (wasReady) for (const { onState } of hearers.values()) onState(false);
    if (isClosed) return;
    // Only the first error of several failed attempts in a row is reported.
    if (error && !isTold) onError(error);
    isTold ||= error !== undefined;
    const isDeafFromBeginning = error instanceof DeafError && !wasReady;
    retry = setTimeout(() => void connect(), isDeafFromBeginning ? DEAF_RECONNECT_MS : RECONNECT_MS);
    retry.unref();
  }

  async function connect(): Promise<void> {
    const application_name = `${applicationName} (listening)`;
    const next = new pg.Client({ connectionString: url, application_name, keepAlive: true });
    client = next;
    const own = startPulse({ announce, onDeaf: () => lost(next, new DeafError()), onHeard: () => heard(next) });
    pulse = own;
    next.on("error", (error) => lost(next, error));
    next.on("end", () => lost(next));
    next.on("notification", ({ channel, payload }) =>
      channel === HEARTBEAT ? own.hear(payload) : hearers.get(channel)?.onNotice(),
    );
    try {
      await next.connect();
      await next.query(`LISTEN ${HEARTBEAT}`);
      for (const channel of hearers.keys()) await next.query(`LISTEN ${channel}`);
      if (client === next) own.start();
    } catch (error) {
      lost(next, error as Error);
    }
  }

  function heard(on: pg.Client): void {
    if (client !== on || isReady) return;
    isReady = true;
    isTold = false;
    for (const { onState } of hearers.values()) onState(true);
  }

  async function begin(on: pg.Client, channel: string, hearer: Hearer): Promise<void> {
    await on.query(`LISTEN ${channel}`);
    if (client === on && isReady) hearer.onState(true);
  }

  return {
    listen(channel, hearer) {
      hearers.set(channel, hearer);
      const on = client;
      if (on) begin(on, channel, hearer).catch((error: Error) => lost(on, error));
      else if (hearers.size === 1) void connect();
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      pulse?.stop();
      await client?.end();
    },
  };
}

/** The fields of the driver's client, which its types do not declare, that break a connection off. */
type Breakable = pg.Client & { connection: { stream: { destroy(): void } } };

interface Pulse {
  start(): void;
  /** Takes an announcement that has arrived on the channel. */
  hear(text: string | undefined): void;
  stop(): void;
}

/** Announces a number again and again; if one that was announced is not heard, the session is deaf. */
function startPulse({
  announce,
  onHeard,
  onDeaf,
}: Pick<ListenerOptions, "announce"> & { onHeard(): void; onDeaf(): void }): Pulse {
  const name = randomUUID();
  let beats = 0;
  let lastHeard = 0;
  let beating: NodeJS.Timeout | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function beat(): Promise<void> {
    beats += 1;
    const number = beats;
    try {
      await announce(HEARTBEAT, `${name} ${number}`);
    } catch {
      // Not announced, for example since all connections are busy, so nothing is known.
      return;
    }
    if (isStopped || waiting) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      // A process that was busy all the time takes what has arrived meanwhile first.
      setImmediate(() => lastHeard < number && !isStopped && onDeaf());
    }, DEAF_MS);
    waiting.unref();
  }

  return {
    start() {
      void beat();
      beating = setInterval(() => void beat(), BEAT_MS);
      beating.unref();
    },
    hear(text = "") {
      const [from, number] = text.split(" ");
      if (from !== name || isStopped) return;
      lastHeard = Number(number);
      onHeard();
    },
    stop() {
      isStopped = true;
      clearInterval(beating);
      clearTimeout(waiting);
    },
  };
}
