/** The ways in which a mention became a speaker, or the reasons why it did not. docs/attribution.md explains each. */
export const resolutions = [
  /** A speaker of the archive bears the name. */
  "KNOWN_NAME",
  /** It is a full name that nobody in the archive bears. */
  "FULL_NAME",
  /** It is part of the only full name in the article that contains it. */
  "PART_OF_NAME",
  "PRONOUN",
  /** It means people without naming them: "officials". */
  "UNNAMED",
  /** Several speakers of the archive, or people in the article, bear the name. */
  "AMBIGUOUS",
  /** Anything else: several speakers at once, "the president", a thing. */
  "UNRESOLVED",
] as const;
export type Resolution = (typeof resolutions)[number];

/** A speaker of the archive. */
export interface KnownSpeaker {
  slug: string;
  name: string;
  /**
   * False if an import made the speaker and nobody has reviewed it: then only full names lead to it. Otherwise a name found
   * late in a corpus would be known when the corpus is read again, and change earlier attributions.
   */
  reviewed?: boolean;
}

/** Finds speakers of the archive. */
export interface Lookup {
  /** Returns the speakers who bear a name, in the form of `normalizeName`. */
  speakersNamed(normalizedName: string): readonly KnownSpeaker[];
}

/** A speaker of the archive, a person named in full whom it does not have, or the status of a speaker who was not found. */
export type ResolvedSpeaker = { slug: string } | { name: string; kind: "PERSON" } | { status: "UNNAMED" | "UNKNOWN" };

/** The speaker whom a mention means, and how the speaker was found. */
export interface Decision {
  speaker: ResolvedSpeaker;
  resolution: Resolution;
}
