/** The nouns to which lines refer. */
export type Referred = "source" | "topic" | "speaker" | "proposition";

/** That a line refers to a noun. */
export interface NounReference {
  noun: Referred;
  id: number;
}

/** A noun that is about to be written: its line, and the nouns that must stand before it. */
export interface Described<Line> extends NounReference {
  needs: NounReference[];
  /** Returns the line; references that `isThere` does not know are left out. */
  line(isThere: (reference: NounReference) => boolean): Line;
}

/**
 * Keeps the nouns that a file has so far. While a file is written, nouns may be made, renamed and merged; the file calls each by
 * the slug under which it was first mentioned, and no two nouns by the same.
 */
export interface Roster {
  /** Returns the slug of a noun in this file. */
  slugOf(noun: Referred, row: { id: number; slug: string }): string;
  /** Marks a noun whose line is about to be written. */
  begin(reference: NounReference): void;
  /** Marks a noun whose line stands in the file. */
  finish(reference: NounReference): void;
  /** Whether the line of the noun stands in the file, or is about to. */
  isBegun(reference: NounReference): boolean;
  isFinished(reference: NounReference): boolean;
}

/** Opens the roster of an empty file. */
export function openRoster(): Roster {
  const open = () => ({
    slugs: new Map<number, string>(),
    taken: new Set<string>(),
    isFinished: new Map<number, boolean>(),
  });
  const nouns = { source: open(), topic: open(), speaker: open(), proposition: open() };
  return {
    slugOf(noun, { id, slug }) {
      const { slugs, taken } = nouns[noun];
      const known = slugs.get(id);
      if (known !== undefined) return known;
      let free = slug;
      for (let n = 2; taken.has(free); n += 1) free = `${slug}-${n}`;
      slugs.set(id, free);
      taken.add(free);
      return free;
    },
    begin: ({ noun, id }) => void nouns[noun].isFinished.set(id, false),
    finish: ({ noun, id }) => void nouns[noun].isFinished.set(id, true),
    isBegun: ({ noun, id }) => nouns[noun].isFinished.has(id),
    isFinished: ({ noun, id }) => nouns[noun].isFinished.get(id) === true,
  };
}

/** Puts nouns that were described together into an order in which each comes after those that it needs. */
export function inOrderOfNeed<Line>(described: readonly Described<Line>[]): Described<Line>[] {
  const byId = new Map(described.map((each) => [each.id, each]));
  const ordered = new Set<Described<Line>>();
  const begun = new Set<Described<Line>>();
  const visit = (each: Described<Line>) => {
    if (begun.has(each)) return;
    begun.add(each);
    for (const need of each.needs) {
      const other = need.noun === each.noun && byId.get(need.id);
      if (other) visit(other);
    }
    ordered.add(each);
  };
  described.forEach(visit);
  return [...ordered];
}
