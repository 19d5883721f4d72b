import { BoundedMap } from "../bounded.ts";
import type { Listener } from "./listening.ts";

/** Answers about the small tables (names, roles, the topic tree), kept in this process for as long as they are known to hold. */
export interface Memory {
  /** Returns the answer kept under the key, or loads it. */
  remember<Answer>(key: string, load: () => Promise<Answer>): Promise<Answer>;
  /** Does the same for many keys at once. `load` is called with the keys that have no answer yet and returns answers in their order. */
  rememberEach<Key extends string | number, Answer>(
    kind: string,
    keys: readonly Key[],
    load: (missing: Key[]) => Promise<Answer[]>,
  ): Promise<Answer[]>;
  /** Forgets everything at once. A process that has changed one of these tables calls it before the announcement arrives. */
  forget(): void;
}

/** The channel on which the triggers `announce_change` announce every change of a small table. */
const CHANGE_CHANNEL = "onrecord_change";

/** The most answers kept of one kind, of which there are four. An answer may be a row or a list of thousands of ids. */
export const KEPT_ANSWERS = { most: 10_000, mostBytes: 16_000_000 };

/** The longest that an answer is kept, in case a change was not announced. */
const LIFETIME_MS = 600_000;

/** Remembers nothing: for scripts, which run once, and for transactions, which see uncommitted rows. */
export const noMemory: Memory = {
  remember: async (_key, load) => load(),
  rememberEach: async (_kind, keys, load) => load([...keys]),
  forget: () => {},
};

/**
 * Opens a memory that the process's LISTEN connection keeps up to date. Every announced change empties it. It keeps nothing
 * while that connection is down, and no answer that was being read while a change was announced.
 */
export function openMemory(listener: Pick<Listener, "listen">): Memory {
  const kinds = new Map<string, BoundedMap<string | number, Kept>>();
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
    const kept = kinds.get(kind) ?? new BoundedMap<string | number, Kept>(KEPT_ANSWERS);
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
