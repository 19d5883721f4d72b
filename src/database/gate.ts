import { setMaxListeners } from "node:events";

/** Somebody's work at the database: an operation, or a file that is read. */
export interface Share {
  /** Who asks: everything with the same name shares one half of the connections. */
  readonly who: string;
  /** The milliseconds for which the work has held connections so far. */
  heldMs: number;
}

/** No connection became free in time, because others hold them. */
export class BusyError extends Error {
  override name = "BusyError";

  constructor() {
    super("All connections to the database are in use.");
  }
}

/** Somebody has too much work waiting already. */
export class CrowdedError extends Error {
  override name = "CrowdedError";

  constructor() {
    super("Too many of your queries are waiting for the database.");
  }
}

/** The door to the connections. */
export interface Gate {
  /**
   * Waits for a place, and returns the function that gives it back. Among the work of one asker, light work goes before work
   * that has held connections for long, but only if it came at most that much later: a stream of light work keeps nobody out.
   *
   * @throws BusyError; CrowdedError; the signal's reason
   */
  enter(share: Share, signal?: AbortSignal): Promise<() => void>;
}

interface Waiter {
  share: Share;
  /** When it came (`performance.now`). */
  since: number;
  admit(): void;
}

/** The most that may wait for one asker: ten times what the largest operation reads side by side. */
const MOST_WAITING = 1_000;

/**
 * Opens a door with as many places as there are connections, of which nobody gets more than half. Those who wait are served
 * in turn by their names, so whoever asks for much waits behind their own work and not before that of others.
 */
export function openGate({ places, patienceMs }: { places: number; patienceMs: number }): Gate {
  // With one place, a transaction that waits for a statement beside it would wait for itself.
  const most = Math.max(2, Math.floor(places / 2));
  const held = new Map<string, number>();
  // A Map keeps the order of insertion: whoever was served last goes to its end.
  const waiting = new Map<string, Waiter[]>();
  let free = places;

  function take(who: string): () => void {
    free -= 1;
    held.set(who, heldBy(who) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      free += 1;
      const left = heldBy(who) - 1;
      if (left > 0) held.set(who, left);
      else held.delete(who);
      serve();
    };
  }

  function heldBy(who: string): number {
    return held.get(who) ?? 0;
  }

  function serve(): void {
    for (const [who, queue] of waiting) {
      if (free === 0) return;
      if (heldBy(who) >= most) continue;
      const next = takeNext(queue);
      waiting.delete(who);
      if (queue.length > 0) waiting.set(who, queue);
      next?.admit();
    }
  }

  async function wait(share: Share, signal?: AbortSignal): Promise<() => void> {
    const { who } = share;
    const queue = waiting.get(who) ?? [];
    if (queue.length >= MOST_WAITING) throw new CrowdedError();
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const waiter: Waiter = {
        share,
        since: performance.now(),
        admit() {
          settle();
          resolve(take(who));
        },
      };
      const giveUp = (reason: unknown) => {
        settle();
        const others = (waiting.get(who) ?? []).filter((each) => each !== waiter);
        if (others.length > 0) waiting.set(who, others);
        else waiting.delete(who);
        reject(reason as Error);
      };
      const onAbort = () => giveUp(signal?.reason);
      // Work that waits for other work of the same asker is bounded by its request's deadline.
      const onLate = () => {
        if (heldBy(who) < most) giveUp(new BusyError());
        else timer.refresh();
      };
      const timer = setTimeout(onLate, patienceMs);
      timer.unref();
      // A request may wait for as many statements at once.
      if (signal) setMaxListeners(MOST_WAITING, signal);
      signal?.addEventListener("abort", onAbort, { once: true });
      queue.push(waiter);
      waiting.set(who, queue);
    });
  }

  return {
    enter: async (share, signal) => {
      signal?.throwIfAborted();
      const { who } = share;
      const isFirst = !waiting.has(who);
      return isFirst && free > 0 && heldBy(who) < most ? take(who) : wait(share, signal);
    },
  };
}

/** Takes from a queue the waiter whose coming and whose work's time with connections add up to the least; of equals, the first. */
function takeNext(queue: Waiter[]): Waiter | undefined {
  const ranks = queue.map(({ share, since }) => since + share.heldMs);
  return queue.splice(ranks.indexOf(Math.min(...ranks)), 1)[0];
}
