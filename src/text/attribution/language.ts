/** The properties of a language that are needed to read mentions. Words are in lower case. */
export interface Language {
  /** Words that are a whole mention and refer to the text before: "he", "who". */
  pronouns: ReadonlySet<string>;
  /** Words that make the following noun definite: "the", "his". */
  definite: ReadonlySet<string>;
  /** Those of them that refer to something mentioned before: "the", "this". */
  pointers: ReadonlySet<string>;
  /** Words for an indefinite number of people: "some", "many". */
  quantifiers: ReadonlySet<string>;
  /** Words that end the head of a mention: "of", "who". */
  cuts: ReadonlySet<string>;
  /** Words that join two speakers in one mention: "and". */
  joiners: ReadonlySet<string>;
  /** Words that add a second speaker after a comma: "along with". */
  companions: ReadonlySet<string>;
  /** Words that precede a name without being part of it: "late", "former". */
  epithets: ReadonlySet<string>;
  /** Tells whether a word describes a person: "senator", "aides". */
  isPerson(word: string): boolean;
  /** Tells whether a word for people is in the plural, if its form shows that. */
  isMany(word: string): boolean;
  /** Tells whether a word before a name is a title: "President", "Mr". */
  isTitle(word: string): boolean;
  /** Tells whether a capitalised word is never part of a person's name. */
  isOrdinary(word: string): boolean;
  /** Tells whether a word is a surname only after a given name. */
  isDoubtful(word: string): boolean;
  /** Whether all nouns are capitalised, so that a capital shows nothing. */
  capitalisesNouns: boolean;
}
