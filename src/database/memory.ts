import type { Listener } from "./listening.ts";

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
}

/** The channel on which the triggers `announce_change` tell of every change of a small table. */
const CHANGE_CHANNEL = "onrecord_change";

/** Of one kind. */
const MOST_ANSWERS = 10_000;

/** The net for a change that was not announced. */
const LIFETIME_MS = 600_000;

/** Remembers nothing: for scripts, which run once, and for transactions, which see what others do not. */
export const noMemory: Memory = {
  remember: async (_key, load) => load(),
  rememberEach: async (_kind, keys, load) => load([...keys]),
  forget: () => {},
};

/**
 * A memory that the process's LISTEN connection keeps true. Every announced change empties it, and it keeps nothing while
 * that connection is not there; an answer that was being read while a change was announced is not kept.
 */
export function openMemory(listener: Pick<Listener, "listen">): Memory {
  const kinds = new Map<string, Map<string | number, Kept>>();
  let era = 0;
  let isListening = false;
  const forget = (): void => {
    era += 1;
    kinds.clear();
  };
  listener.listen(CHANGE_CHANNEL, {
    onNotice: forget,
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
    const kept = kinds.get(kind);
    const now = Date.now();
    const gaps: number[] = [];
    const answers = keys.map((key, i) => {
      const known = kept?.get(key);
      if (known && known.until > now) return known.answer;
      gaps.push(i);
      return undefined;
    }) as Awaited<ReturnType<typeof load>>;
    if (gaps.length === 0) return answers;
    const missing = gaps.map((gap) => keys[gap] as (typeof keys)[number]);
    const begun = era;
    const loaded = await load(missing);
    if (isListening && begun === era) keep(kind, missing, loaded);
    for (const [i, gap] of gaps.entries()) answers[gap] = loaded[i] as (typeof loaded)[number];
    return answers;
  };
  return {
    rememberEach,
    remember: async <Answer>(key: string, load: () => Promise<Answer>) => {
      const [answer] = await rememberEach("", [key], async () => [await load()]);
      return answer as Answer;
    },
    forget,
  };
}

interface Kept {
  answer: unknown;
  until: number;
}
