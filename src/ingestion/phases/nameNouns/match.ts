import { type Bearer, bearersOf } from "../../../archive/names/bearers.ts";
import type { Noun } from "../../../archive/names/directory.ts";
import { idsOf } from "../../../archive/names/referents.ts";
import type { Database } from "../../../database.ts";
import { type KnownRole, shareRole } from "../../../document/sameRole.ts";
import type { CorpusId } from "../../../formats/drafts.ts";
import { slugsFor } from "../../../record/newSlugs.ts";
import { normalizeName } from "../../../text/names.ts";
import { corpusKey, speakersByCorpusId } from "../corpusIds.ts";

/** A noun as a corpus names it. */
export interface WantedNoun {
  name: string;
  wikidataId?: string | undefined;
  corpusId?: CorpusId | undefined;
  /** Its roles, if the corpus tells people of one name apart by them: then a name alone is not enough. */
  roles?: readonly KnownRole[];
}

/** Which noun of the archive a wanted one is. */
export type NounMatch =
  /** The archive has it. */
  | { is: "KNOWN"; bearer: Bearer }
  /**
   * The archive does not have it. The slug is free, and the same for all wanted nouns of a batch that are this one. A namesake is
   * another of the same name, whom roles or ids tell apart.
   */
  | { is: "NEW"; slug: string; isNamesake: boolean }
  /** Several nouns of the archive bear the name; this is the oldest of them. */
  | { is: "AMBIGUOUS"; bearer: Bearer };

/** The fields by which a noun is recognised. */
type KnownNoun = Pick<Bearer, "slug" | "name" | "wikidataId" | "roles" | "corpusIds">;

/**
 * Matches wanted nouns with those of the archive, in their order: by what the corpus itself knows them by, by Wikidata id;
 * otherwise by name and, if roles are given, by a common role. Chooses a slug for each that has no match; equal new names are one
 * noun, unless their ids tell them apart.
 */
export async function matchNouns(database: Database, noun: Noun, wanted: readonly WantedNoun[]): Promise<NounMatch[]> {
  const known = await speakersByCorpusId(
    database,
    wanted.flatMap(({ corpusId }) => corpusId ?? []),
  );
  const slugOf = ({ corpusId }: WantedNoun) => (corpusId ? known.get(corpusKey(corpusId)) : undefined);
  const bearers = await bearersOf(
    database,
    noun,
    wanted.map((one) => ({ name: one.name, wikidataId: one.wikidataId, slug: slugOf(one) ?? "" })),
  );
  const candidatesOf = wanted.map((one, i) => {
    const found = bearers[i] ?? [];
    const slug = slugOf(one);
    const sure =
      found.find((bearer) => bearer.slug === slug) ??
      found.find(({ wikidataId }) => wikidataId !== null && wikidataId === one.wikidataId);
    return sure ? [sure] : found.filter((bearer) => canBe(bearer, one));
  });
  const unknown = wanted.filter((_one, i) => candidatesOf[i]?.length === 0);
  const chooseSlug = openSlugs(await idsOf(database, noun, unknown.flatMap(slugsFor)));
  return wanted.map((one, i): NounMatch => {
    const candidates = candidatesOf[i] ?? [];
    const [bearer] = candidates;
    if (bearer && (candidates.length === 1 || one.roles)) return { is: "KNOWN", bearer };
    if (bearer) return { is: "AMBIGUOUS", bearer };
    const { slug, isNamesake } = chooseSlug(one);
    return { is: "NEW", slug, isNamesake: isNamesake || (bearers[i]?.length ?? 0) > 0 };
  });
}

/** Chooses slugs for new nouns, the same one for the same noun. */
function openSlugs(slugs: ReadonlyMap<string, number>): (noun: WantedNoun) => { slug: string; isNamesake: boolean } {
  const taken = new Set(slugs.keys());
  const chosen: (KnownNoun & { key: string; isNamesake: boolean })[] = [];
  return (noun) => {
    const { name, wikidataId = null, roles = [], corpusId } = noun;
    const key = normalizeName(name);
    const same = chosen.find((other) => hasSameId(other, noun) || (other.key === key && canBe(other, noun)));
    if (same) {
      if (corpusId) same.corpusIds.push({ ...corpusId, normalized: key });
      return same;
    }
    const slug = slugsFor(noun).find((candidate) => !taken.has(candidate)) as string;
    taken.add(slug);
    const isNamesake = chosen.some((other) => other.key === key);
    const corpusIds = corpusId ? [{ ...corpusId, normalized: key }] : [];
    chosen.push({ key, slug, name, wikidataId, roles: [...roles], corpusIds, isNamesake });
    return { slug, isNamesake };
  };
}

function hasSameId({ wikidataId, corpusIds }: KnownNoun, wanted: WantedNoun): boolean {
  const { corpusId } = wanted;
  if (wikidataId && wikidataId === wanted.wikidataId) return true;
  return corpusIds.some(({ scheme, value }) => scheme === corpusId?.scheme && value === corpusId.value);
}

/**
 * Tells whether a bearer of the name can be the wanted noun: it has no other Wikidata id, the corpus has no other id for it under
 * this name, and it has a common role if roles count.
 */
function canBe(bearer: KnownNoun, { name, wikidataId, corpusId, roles }: WantedNoun): boolean {
  if (wikidataId && bearer.wikidataId && wikidataId !== bearer.wikidataId) return false;
  const normalized = normalizeName(name);
  const isAnother = bearer.corpusIds.some(
    (other) => other.scheme === corpusId?.scheme && other.value !== corpusId.value && other.normalized === normalized,
  );
  if (isAnother) return false;
  return !roles || shareRole(bearer.roles, roles);
}
