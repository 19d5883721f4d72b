import pg from "pg";
import type { PoolOptions } from "./pool.ts";

/** Answers about the small tables (names, roles, the topic tree), kept in this process as long as they are surely true. */
export interface Memory {
  /** The answer kept under the key, else the one that `load` gives. */
  remember<Answer>(key: string, load: () => Promise<Answer>): Promise<Answer>;
  /** The same for many keys at once: `load` is called for those that have no answer kept, and answers in their order. */
  rememberEach<Key extends string | number, Answer>(
    kind: string,
    keys: readonly Key[],
    load: (missing: Key[]) => Promise<Answer[]>,
  ): Promise<Answer[]>;
  /** Forgets everything at once: for whoever has changed one of these tables, before the announcement comes round. */
  forget(): void;
  close(): Promise<void>;
}

/** The channel on which the triggers `announce_change` tell of every change of a small table. */
const CHANNEL = "onrecord_change";

/** Of one kind. */
const MOST_ANSWERS = 10_000;

/** The net for a change that was not announced. */
const LIFETIME_MS = 600_000;

const RECONNECT_MS = 1_000;

/** Remembers nothing: for scripts, which run once, and for transactions, which see what others do not. */
export const noMemory: Memory = {
  remember: async (_key, load) => load(),
  rememberEach: async (_kind, keys, load) => load([...keys]),
  forget: () => {},
  close: async () => {},
};

/**
 * A memory that a LISTEN connection of its own keeps true. Every announced change empties it, and it keeps nothing while
 * that connection is not there; an answer that was being read while a change was announced is not kept.
 */
export function openMemory({
  url,
  applicationName,
  onError,
}: Pick<PoolOptions, "url" | "applicationName" | "onError">): Memory {
  const kinds = new Map<string, Map<string | number, Kept>>();
  let era = 0;
  let isListening = false;
  const forget = (): void => {
    era += 1;
    kinds.clear();
  };
  const connection = keepListening({
    client: () =>
      new pg.Client({ connectionString: url, application_name: `${applicationName} (listening)`, keepAlive: true }),
    onError,
    onChange: forget,
    onState: (listening) => {
      isListening = listening;
      forget();
    },
  });
  const keep = (kind: string, keys: readonly (string | number)[], answers: unknown[]): void => {
    const kept = kinds.get(kind) ?? new Map<string | number, Kept>();
    if (kept.size + keys.length > MOST_ANSWERS) kept.clear();
    const until = Date.now() + LIFETIME_MS;
    for (const [i, key] of keys.entries()) kept.set(key, { answer: answers[i], until });
    kinds.set(kind, kept);
  };
  const rememberEach: Memory["rememberEach"] = async (kind, keys, load) => {
    const now = Date.now();
    const kept = kinds.get(kind);
    const found = keys.map((key) => kept?.get(key)).map((answer) => (answer && answer.until > now ? answer : null));
    const missing = keys.filter((_key, i) => found[i] === null);
    const begun = era;
    const loaded = missing.length > 0 ? await load(missing) : [];
    if (isListening && begun === era) keep(kind, missing, loaded);
    let next = 0;
    return found.map((answer) => (answer ? answer.answer : loaded[next++])) as typeof loaded;
  };
  return {
    rememberEach,
    remember: async <Answer>(key: string, load: () => Promise<Answer>) => {
      const [answer] = await rememberEach("", [key], async () => [await load()]);
      return answer as Answer;
    },
    forget,
    close: connection.close,
  };
}

interface Kept {
  answer: unknown;
  until: number;
}

interface Listening {
  client: () => pg.Client;
  onError: (error: Error) => void;
  onChange: () => void;
  onState: (isListening: boolean) => void;
}

/** Holds a LISTEN connection, and makes a new one whenever it is lost. */
function keepListening({ client: makeClient, onError, onChange, onState }: Listening): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isTold = false;
  const lost = (error?: Error): void => {
    if (client === undefined) return;
    client = undefined;
    onState(false);
    if (isClosed) return;
    // Of many attempts in a row, only what the first one met.
    if (error && !isTold) onError(error);
    isTold ||= error !== undefined;
    retry = setTimeout(() => void listen(), RECONNECT_MS);
    retry.unref();
  };
  const listen = async (): Promise<void> => {
    const next = makeClient();
    client = next;
    next.on("error", lost);
    next.on("end", () => lost());
    next.on("notification", onChange);
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      if (client === next) onState(true);
      isTold = false;
    } catch (error) {
      lost(error as Error);
    }
  };
  void listen();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
