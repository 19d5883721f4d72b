import type { SiteDocument } from "../generated/documents.ts";
import { documents } from "../generated/documents.ts";
import type { NamedAlikeQuery } from "../generated/operations.ts";

/** What a typed name may mean. */
export type Sort = "speaker" | "topic" | "source";

/** What a typed name means: the slug of the only noun of that name or slug; otherwise the names that are like it. */
export type LookedUp = { slug: string } | { alike: string[] };

type Named = { slug: string; name: string; names: readonly { name: string }[] };
type Ask = <Data, Variables>(document: SiteDocument<Data, Variables>, variables: Variables) => Promise<Data>;

/** Looks up a name that somebody typed into a form. */
export async function lookUpName(ask: Ask, sort: Sort, name: string): Promise<LookedUp> {
  const is = (other: Sort) => sort === other;
  const found: NamedAlikeQuery = await ask(documents.namedAlike, {
    name,
    isSpeaker: is("speaker"),
    isTopic: is("topic"),
    isSource: is("source"),
  });
  return chooseNamed(name, (found.speakers ?? found.topics ?? found.sources)?.nodes as readonly Named[]);
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
