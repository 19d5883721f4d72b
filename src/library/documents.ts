// The shapes that `record` takes, written out for the package's users: the types that the archive derives from its own rules
// would bring those rules along. tests/library.test.ts checks that the archive takes every document of these shapes.

/** A date as precise as it is known, "2018", "2018-09" or "2018-09-07", or an instant in ISO 8601. */
export type SeedDate = string;

/** A name, or a name with its BCP 47 language. */
export type SeedName = string | { name: string; language?: string };

/** The fields that sources, speakers and topics share. */
export interface SeedNoun {
  /** Identifies it; made from the name if omitted. Recording the same slug again updates what differs. */
  slug?: string;
  name: string;
  /** Other names, in any language and script. */
  names?: SeedName[];
  wikidataId?: string;
  /** Whether it is made up. */
  fictional?: boolean;
}

/** A publisher. */
export interface SeedSource extends SeedNoun {
  kind: "OUTLET" | "AGENCY" | "INSTITUTION";
  url?: string;
}

/** A person, an organisation, a government or a group of speakers. */
export interface SeedSpeaker extends SeedNoun {
  kind: "PERSON" | "ORGANIZATION" | "GOVERNMENT" | "GROUP";
  description?: string;
  roles?: { label: string; organization?: string; startsOn?: SeedDate; endsOn?: SeedDate }[];
  /** The members of a GROUP, by slug; at least two. */
  members?: string[];
  /** False if nobody has looked at it yet; true by default. */
  reviewed?: boolean;
}

/** A topic of statements. */
export interface SeedTopic extends SeedNoun {
  kind: "PLACE" | "ORGANIZATION" | "EVENT" | "ISSUE";
  description?: string;
  /** The first and the last day, and where it takes place; only for an EVENT. */
  startsOn?: SeedDate;
  endsOn?: SeedDate;
  place?: string;
  /** The topics directly above it, by slug. */
  broader?: string[];
}

/** A place in an article. With the body on record, offsets are found. */
export interface SeedPassage {
  /** The article's own words. */
  exact: string;
  /** Up to 32 characters before and after, needed only if the words occur in several places. */
  prefix?: string;
  suffix?: string;
  /** Offsets in the body, in code points; both or neither. */
  start?: number;
  end?: number;
}

/** How an article prints a statement. */
export interface SeedAppearance {
  passage: SeedPassage;
  /** The words as printed, and how they are given, if they differ from the statement's. */
  text?: string;
  kind?: SeedStatement["kind"];
  /** The article's words for the speaker, and its verb: "the mayor", "said". */
  attributionText?: string;
  cue?: string;
  addressee?: string;
}

/** A statement in an article. It has a `speaker` or a `speakerStatus`. */
export interface SeedStatement {
  /** What it is called in every archive, `urn:uuid:…`; made from its first printing if omitted. */
  urn?: string;
  kind: "DIRECT" | "MIXED" | "INDIRECT";
  text: string;
  /** The speaker, by slug. */
  speaker?: string;
  /** Why nobody is known to have said it. */
  speakerStatus?: "UNNAMED" | "UNKNOWN";
  /** When it was said; the article's date if omitted. */
  saidAt?: SeedDate;
  /** The language of `text`; the article's if omitted. */
  language?: string;
  /** The language in which it was said, if `text` is a translation. */
  originalLanguage?: string;
  /** To whom it was said, by slug, in the order of the article; at most 50. */
  addressees?: string[];
  /** By way of whom the article has it, by slug, the outermost first; at most 50. */
  via?: string[];
  /** The event at which it was said: a topic of kind EVENT, by slug. */
  occasion?: string;
  /** The topics that it is about, by slug. */
  topics?: string[];
  status?: "PUBLISHED" | "PROPOSED" | "RETRACTED" | "REJECTED";
  /** Required for a retracted or rejected statement. */
  statusReason?: string;
  appearance: SeedAppearance;
}

/** An article with its statements in reading order. */
export interface SeedArticle {
  /** Its address, or a URN if it is not on the web. Recording the same address again updates what differs. */
  url: string;
  headline: string;
  publishedAt: SeedDate;
  /** A BCP 47 tag. */
  language: string;
  /** The publisher, and the news agency that supplied the article, by slug. */
  source: string;
  wire?: string;
  byline?: string;
  body?: string;
  /** Whether it is made up. */
  fictional?: boolean;
  statements?: SeedStatement[];
  /** Whether it may have more statements than these: then those recorded earlier are not removed. */
  isPartial?: boolean;
}

/** Everything that one call records together. Statements may refer to nouns on record. */
export interface SeedDocument {
  sources?: SeedSource[];
  speakers?: SeedSpeaker[];
  topics?: SeedTopic[];
  articles?: SeedArticle[];
}
