import { type Bearer, bearersOf } from "../../../archive/names/bearers.ts";
import type { Noun } from "../../../archive/names/directory.ts";
import { idsOf } from "../../../archive/names/referents.ts";
import type { Database } from "../../../database.ts";
import { normalizeName } from "../../../text/names.ts";
import { slugsFor } from "./slugs.ts";

/** A noun as a corpus names it. */
export interface WantedNoun {
  name: string;
  wikidataId?: string | undefined;
  /** The labels of its roles, if the corpus tells people of one name apart by them: then a name alone is not enough. */
  roles?: readonly string[];
}

/** Which noun of the archive a wanted one is. */
export type NounMatch =
  /** The archive has it. */
  | { is: "KNOWN"; bearer: Bearer }
  /** The archive does not have it. The slug is free, and the same for all wanted nouns of a batch that are this one. */
  | { is: "NEW"; slug: string }
  /** Several nouns of the archive bear the name; this is the oldest of them. */
  | { is: "AMBIGUOUS"; bearer: Bearer };

/** The fields by which a noun is recognised. */
type KnownNoun = Pick<Bearer, "slug" | "name" | "wikidataId" | "roles">;

/**
 * Matches wanted nouns with those of the archive, in their order: by Wikidata id; otherwise by name and, if roles are given,
 * by a common role. Chooses a slug for each that has no match; equal new names are one noun.
 */
export async function matchNouns(database: Database, noun: Noun, wanted: readonly WantedNoun[]): Promise<NounMatch[]> {
  const bearers = await bearersOf(database, noun, wanted);
  const candidatesOf = wanted.map((one, i) => {
    const found = bearers[i] ?? [];
    const known = one.wikidataId && found.find(({ wikidataId }) => wikidataId === one.wikidataId);
    return known ? [known] : found.filter((bearer) => canBe(bearer, one));
  });
  const unknown = wanted.filter((_one, i) => candidatesOf[i]?.length === 0);
  const chooseSlug = openSlugs(await idsOf(database, noun, unknown.flatMap(slugsFor)));
  return wanted.map((one, i): NounMatch => {
    const candidates = candidatesOf[i] ?? [];
    const [bearer] = candidates;
    if (bearer && (candidates.length === 1 || one.roles)) return { is: "KNOWN", bearer };
    if (bearer) return { is: "AMBIGUOUS", bearer };
    return { is: "NEW", slug: chooseSlug(one) };
  });
}

/** Chooses slugs for new nouns, the same one for the same noun. */
function openSlugs(slugs: ReadonlyMap<string, number>): (noun: WantedNoun) => string {
  const taken = new Set(slugs.keys());
  const chosen: (KnownNoun & { key: string })[] = [];
  return (noun) => {
    const { name, wikidataId = null, roles = [] } = noun;
    const key = normalizeName(name);
    const same = chosen.find(
      (other) => (wikidataId && other.wikidataId === wikidataId) || (other.key === key && canBe(other, noun)),
    );
    if (same) return same.slug;
    const slug = slugsFor(noun).find((candidate) => !taken.has(candidate)) as string;
    taken.add(slug);
    chosen.push({ key, slug, name, wikidataId, roles: [...roles] });
    return slug;
  };
}

/** Tells whether a bearer of the name can be the wanted noun: it has no other Wikidata id, and a common role if roles count. */
function canBe(bearer: KnownNoun, { wikidataId, roles }: WantedNoun): boolean {
  if (wikidataId && bearer.wikidataId && wikidataId !== bearer.wikidataId) return false;
  if (!roles) return true;
  return roles.length === 0 ? bearer.roles.length === 0 : roles.some((role) => bearer.roles.includes(role));
}
