import type { Acting } from "../action.ts";
import { documents } from "../generated/documents.ts";
import type { NamedAlikeQuery } from "../generated/operations.ts";
import type { Messages } from "../language/messages.ts";

/** What a typed name may mean. */
export type Sort = "speaker" | "topic" | "source";

/** What a typed name means: the slug of the only noun of that name or slug; otherwise the names that are like it. */
export type LookedUp = { slug: string } | { alike: string[] };

type Named = { slug: string; name: string; names: readonly { name: string }[] };

/** Looks up a name that somebody typed into a form. */
export async function lookUpName(ask: Acting["ask"], sort: Sort, name: string): Promise<LookedUp> {
  const is = (other: Sort) => sort === other;
  const found: NamedAlikeQuery = await ask(documents.namedAlike, {
    name,
    isSpeaker: is("speaker"),
    isTopic: is("topic"),
    isSource: is("source"),
  });
  return chooseNamed(name, (found.speakers ?? found.topics ?? found.sources)?.nodes as readonly Named[]);
}

/** Says that a name means nothing, and which names are like it. */
export function notKnown(name: string, alike: readonly string[], t: Messages): string {
  const advice = alike.length > 0 ? ` ${t.didYouMean} ${alike.join(t.comma)}${t.questionMark}` : "";
  return `${t.notKnown(name)}${advice}`;
}

/** Chooses what a name means among nouns with names like it: by the slug, otherwise by a name that only one of them has. */
export function chooseNamed(typed: string, nodes: readonly Named[] = []): LookedUp {
  const bySlug = nodes.find(({ slug }) => slug === typed);
  if (bySlug) return { slug: bySlug.slug };
  const bearers = nodes.filter(({ name, names }) => [name, ...names.map((each) => each.name)].some(isTyped));
  if (bearers.length === 1 && bearers[0]) return { slug: bearers[0].slug };
  return { alike: (bearers.length > 1 ? bearers : nodes).map(({ name, slug }) => `${name} (${slug})`) };

  function isTyped(name: string): boolean {
    return name.localeCompare(typed, "und", { sensitivity: "accent" }) === 0;
  }
}
