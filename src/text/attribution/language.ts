/** What the reading of mentions needs to know of a language. Words are given in lower case. */
export interface Language {
  /** Is all of a speaker mention that needs what stands before it: "he", "who". */
  pronouns: ReadonlySet<string>;
  /** Make of what follows something known: "the", "his". */
  definite: ReadonlySet<string>;
  /** Those of them that stand for what has been told already: "the", "this". */
  pointers: ReadonlySet<string>;
  /** Stand for people that nobody counts: "some", "many". */
  quantifiers: ReadonlySet<string>;
  /** End what is said of the head of a mention: "of", "who". */
  cuts: ReadonlySet<string>;
  /** Make two speakers of one mention. */
  joiners: ReadonlySet<string>;
  /** Bring a second speaker in behind a comma: "along with". */
  companions: ReadonlySet<string>;
  /** Stand before a name without being part of it: "late", "former". */
  epithets: ReadonlySet<string>;
  /** Whether a word says what somebody is, whoever it be: "senator", "aides". */
  isPerson(word: string): boolean;
  /** Whether a word for people is in the plural, as far as its form says so. */
  isMany(word: string): boolean;
  /** Whether a word before a name is an office or an address: "President", "Mr". */
  isTitle(word: string): boolean;
  /** Whether a capitalised word is no part of a person's name, whatever stands around it. */
  isOrdinary(word: string): boolean;
  /** Whether a word could be one, so that a name needs a given name before it. */
  isDoubtful(word: string): boolean;
  /** Whether all nouns are capitalised, so that a capital says nothing. */
  capitalisesNouns: boolean;
}
