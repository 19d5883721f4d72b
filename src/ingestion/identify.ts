import { type Bearer, bearersOf } from "../archive/names/bearers.ts";
import type { Noun } from "../archive/names/directory.ts";
import { idsOf } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { normalizeName } from "../text/names.ts";
import { slugsFor } from "./identify/slugs.ts";

/** A noun as a corpus names it. */
export interface WantedNoun {
  name: string;
  wikidataId?: string | undefined;
  /**
   * The labels of the roles that it has, where the corpus tells people of one name apart by them: then a name alone is not
   * enough.
   */
  roles?: readonly string[];
}

/** Who it is. */
export type Identity =
  /** One whom the archive has. */
  | { is: "KNOWN"; bearer: Bearer }
  /** One whom it has not: the first of a batch with the name, with the slug that is free, and others who are the same. */
  | { is: "NEW"; slug: string }
  /** Several bear the name; this is the oldest of them. */
  | { is: "AMBIGUOUS"; bearer: Bearer };

/** What a noun is known again by. */
type KnownNoun = Pick<Bearer, "slug" | "name" | "wikidataId" | "roles">;

/**
 * Who or what each wanted noun is, in their order: whoever has the Wikidata id; else the one who bears the name and, where
 * roles are given, has one of them too. Whom nobody is gets a slug of its own; the same new name is one noun.
 */
export async function identify(database: Database, noun: Noun, wanted: readonly WantedNoun[]): Promise<Identity[]> {
  const bearers = await bearersOf(database, noun, wanted);
  const candidatesOf = wanted.map((one, i) => {
    const found = bearers[i] ?? [];
    const known = one.wikidataId && found.find(({ wikidataId }) => wikidataId === one.wikidataId);
    return known ? [known] : found.filter((bearer) => canBe(bearer, one));
  });
  const unknown = wanted.filter((_one, i) => candidatesOf[i]?.length === 0);
  const taken = new Set((await idsOf(database, noun, unknown.flatMap(slugsFor))).keys());
  const made: (KnownNoun & { key: string })[] = [];
  return wanted.map((one, i): Identity => {
    const candidates = candidatesOf[i] ?? [];
    const [bearer] = candidates;
    if (bearer && (candidates.length === 1 || one.roles)) return { is: "KNOWN", bearer };
    if (bearer) return { is: "AMBIGUOUS", bearer };
    const key = normalizeName(one.name);
    const same = made.find(
      (other) => (one.wikidataId && other.wikidataId === one.wikidataId) || (other.key === key && canBe(other, one)),
    );
    if (same) return { is: "NEW", slug: same.slug };
    const slug = slugsFor(one).find((candidate) => !taken.has(candidate)) as string;
    taken.add(slug);
    const { name, wikidataId = null, roles = [] } = one;
    made.push({ key, slug, name, wikidataId, roles: [...roles] });
    return { is: "NEW", slug };
  });
}

/** Whether a bearer of the name can be the wanted one: not another of Wikidata, and of the same role where that counts. */
function canBe(bearer: KnownNoun, { wikidataId, roles }: WantedNoun): boolean {
  if (wikidataId && bearer.wikidataId && wikidataId !== bearer.wikidataId) return false;
  if (!roles) return true;
  return roles.length === 0 ? bearer.roles.length === 0 : roles.some((role) => bearer.roles.includes(role));
}
