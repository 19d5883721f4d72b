import type { ReadText } from "../article.ts";
import type { PersonMention } from "./persons.ts";
import { type ChosenPerson, MOST_OTHER_PERSONS } from "./pronouns.ts";
import { rankPersons } from "./ranking.ts";

/** How likely a name means somebody whom the text names in full only later. */
const NAMED_LATER = 0.05;

/**
 * Finds whom a name means that several people of the article bear: the only one whom the text has named so far. If it has named several,
 * it cannot be told, and all are others whom it may mean, the likeliest first.
 *
 * @param at the unit in which the mention begins
 * @param mention the mention as printed, such as "Mr. Roe"
 */
export function chooseNamesake(
  read: ReadText,
  at: number,
  mention: string,
  persons: readonly PersonMention[],
  previous: string | null,
): ChosenPerson | null {
  const name =
    mention
      .replace(/['’]s$/, "")
      .split(" ")
      .at(-1) ?? "";
  const bearers = persons.filter((person) => person.isFull && person.name.split(" ").includes(name));
  const all = new Set(bearers.map((person) => person.name));
  if (all.size < 2) return null;
  const ranked = rankPersons(read, { at, gender: null, previous }, bearers);
  const [first, second] = ranked;
  if (first && !second && bearers.every((person) => person.unit !== at)) {
    const { name: full, start, end } = first.mention;
    const others = [...all].filter((other) => other !== full).map((other) => ({ name: other, share: NAMED_LATER }));
    return { status: "NAMED", name: full, kind: "PERSON", evidence: { start, end }, others };
  }
  const others = ranked.map((each) => ({ name: each.mention.name, share: each.share })).slice(0, MOST_OTHER_PERSONS);
  return { status: "UNKNOWN", others };
}
