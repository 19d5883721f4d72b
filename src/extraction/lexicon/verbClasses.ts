/**
 * Verbs by what they take as their content. The classes let a small set of training articles serve for verbs that do not
 * occur in it. A verb has one class: its commonest.
 */
const CLASSES = {
  /** They take a clause: "said that …". */
  SAY: `
    acknowledge add admit affirm agree allege announce answer argue assert attest bemoan boast brag caution certify
    claim clarify complain concede conclude confess confirm contend continue counter declare disagree disclose
    emphasise emphasize estimate explain forecast highlight hint imply indicate insist joke lament maintain mention
    muse note observe opine posit predict proclaim profess project pronounce quip read recall recount reiterate
    relate remark remember repeat reply report respond retort reveal say signal specify speculate state stipulate
    stress suggest surmise swear testify theorize underline underscore vouch warn`,
  /** They take a listener and a clause: "told reporters that …". */
  TELL: `
    assure brief convince inform notify persuade reassure remind teach tell`,
  /** They take a question: "asked whether …". */
  ASK: `
    ask enquire inquire query question wonder`,
  /** They take somebody and what they are to do: "urged both sides to …". */
  URGE: `
    advise appeal beg beseech command direct encourage exhort implore instruct invite lobby order plead press
    request require urge`,
  /** They take what the speaker will do: "vowed to …". */
  PROMISE: `
    decline offer pledge promise refuse threaten undertake vow`,
  /** They take the thing that is judged: "condemned the attack". */
  JUDGE: `
    accuse apologise apologize applaud assail attack bash blame blast castigate charge chide commend condemn
    congratulate criticise criticize decry defend denounce deny deride disavow dismiss dispute downplay endorse
    excoriate fault hail lambast laud mock oppose pan praise protest rebuke rebut refute reject repudiate ridicule
    rip salute scold slam thank tout welcome`,
  /** They take a thing and a name for it: "called the plan a mistake". */
  CALL_AS: `
    brand call cast characterise characterize compare depict describe dub label liken paint portray refer term`,
  /** They publish words: "tweeted". */
  WRITE: `
    blog email post publish retweet text tweet write`,
  /** They tell how words sound: "shouted". */
  SHOUT: `
    blurt chant chime chuckle cry exclaim gush interject laugh mutter scream shout sing snap whisper yell`,
  /** They take a thing or a clause that is wanted: "demanded an inquiry". */
  DEMAND: `
    advocate demand propose recommend seek`,
  /** They take a subject: "spoke of". */
  SPEAK_OF: `
    address broach cite comment communicate convey debate detail discuss elaborate express outline point quote
    raise speak talk touch voice`,
  /** They take a belief or a wish: "thinks that …". */
  BELIEVE: `
    aim assume believe consider decide doubt expect favor fear feel figure find guess hate hear hold hope imagine
    intend know learn like love plan prefer realize see support suspect think understand view want wish worry`,
  /** They take a finding: "showed that …". */
  SHOW: `
    demonstrate mean prove show`,
} as const;

/** Numbers of the classes, from 1; 0 is a verb of none. The order is part of the model: append only. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.values(CLASSES).flatMap((verbs, i) =>
    verbs
      .trim()
      .split(/\s+/)
      .map((verb) => [verb, i + 1] as const),
  ),
);

/** The commonest verbs of speech, which have enough examples of their own. */
const COMMON = new Set(
  "say tell ask claim argue add note insist warn write explain announce admit acknowledge deny confirm urge tweet".split(
    " ",
  ),
);

/** Returns the number of a verb's class; 0 if it has none. */
export function verbClassOf(lemma: string): number {
  return NUMBERS.get(lemma) ?? 0;
}

/** Returns whether a verb is one of the commonest of speech. */
export function isCommonSpeechVerb(lemma: string): boolean {
  return COMMON.has(lemma);
}

/** All verbs that have a class. */
export const classifiedVerbs: Iterable<string> = NUMBERS.keys();
