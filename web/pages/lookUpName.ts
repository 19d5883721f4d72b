import type { Acting } from "../action.ts";
import { documents } from "../generated/documents.ts";
import type { NamedAlikeQuery } from "../generated/operations.ts";
import type { Messages } from "../language/messages.ts";
import { flagsOf, type Sort } from "../search/sorts.ts";

/** Something that a name may mean. */
export interface Namesake {
  slug: string;
  name: string;
}

/**
 * What a typed name means: the slug of the only noun of that name or slug; otherwise all that bear it, or, if nothing does,
 * those with names like it.
 */
export type LookedUp = { slug: string } | { alike: Namesake[]; isAmbiguous: boolean };

type Named = Namesake & { names: readonly { name: string }[] };

/** Looks up a name that somebody typed into a form. */
export async function lookUpName(ask: Acting["ask"], sort: Sort, name: string): Promise<LookedUp> {
  const found: NamedAlikeQuery = await ask(documents.namedAlike, { name, ...flagsOf([sort]) });
  return chooseNamed(name, found[`${sort}s`]?.nodes as readonly Named[] | undefined);
}

/** Says that a name means several things, or nothing, and which ones may be meant. */
export function notTaken(
  name: string,
  { alike, isAmbiguous }: Exclude<LookedUp, { slug: string }>,
  t: Messages,
): string {
  const listed = alike.map(nameWithSlug).join(t.comma);
  if (isAmbiguous) return `${t.meansSeveral(name)} ${listed}`;
  return alike.length > 0 ? `${t.notKnown(name)} ${t.didYouMean} ${listed}${t.questionMark}` : t.notKnown(name);
}

/** Writes a name so that two of the same name can be told apart. */
export function nameWithSlug({ name, slug }: Namesake): string {
  return `${name} (${slug})`;
}

/** Chooses what a name means among nouns with names like it: by the slug, otherwise by a name that only one of them has. */
export function chooseNamed(typed: string, nodes: readonly Named[] = []): LookedUp {
  const bySlug = nodes.find(({ slug }) => slug === typed);
  if (bySlug) return { slug: bySlug.slug };
  const bearers = nodes.filter(({ name, names }) => [name, ...names.map((each) => each.name)].some(isTyped));
  if (bearers.length === 1 && bearers[0]) return { slug: bearers[0].slug };
  const isAmbiguous = bearers.length > 1;
  return { alike: (isAmbiguous ? bearers : nodes).map(({ name, slug }) => ({ name, slug })), isAmbiguous };

  function isTyped(name: string): boolean {
    return name.localeCompare(typed, "und", { sensitivity: "accent" }) === 0;
  }
}
