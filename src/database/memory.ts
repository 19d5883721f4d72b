import pg from "pg";
import type { PoolOptions } from "./pool.ts";

/** Answers about the small tables (names, roles, the topic tree), kept in this process as long as they are surely true. */
export interface Memory {
  /** The answer kept under the key, else the one that `load` gives. */
  remember<Answer>(key: string, load: () => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** The channel on which the triggers `announce_change` tell of every change of a small table. */
const CHANNEL = "onrecord_change";

const MOST_ANSWERS = 10_000;

/** The net for a change that was not announced. */
const LIFETIME_MS = 60_000;

const RECONNECT_MS = 1_000;

/** Remembers nothing: for scripts, which run once, and for transactions, which see what others do not. */
export const noMemory: Memory = { remember: async (_key, load) => load(), close: async () => {} };

/**
 * A memory that a LISTEN connection of its own keeps true. Every announced change empties it, and it keeps nothing while
 * that connection is not there; an answer that was being read while a change was announced is not kept.
 */
export function openMemory({
  url,
  applicationName,
  onError,
}: Pick<PoolOptions, "url" | "applicationName" | "onError">): Memory {
  const answers = new Map<string, { answer: unknown; until: number }>();
  let era = 0;
  let isListening = false;
  const forget = (): void => {
    era += 1;
    answers.clear();
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
  return {
    async remember<Answer>(key: string, load: () => Promise<Answer>): Promise<Answer> {
      const kept = answers.get(key);
      if (kept && kept.until > Date.now()) return kept.answer as Answer;
      const begun = era;
      const answer = await load();
      if (isListening && begun === era) {
        if (answers.size >= MOST_ANSWERS) answers.clear();
        answers.set(key, { answer, until: Date.now() + LIFETIME_MS });
      }
      return answer;
    },
    close: connection.close,
  };
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
  const lost = (error?: Error): void => {
    if (client === undefined) return;
    client = undefined;
    onState(false);
    if (isClosed) return;
    if (error) onError(error);
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
