import type { Random } from "../learning/random.ts";
import { type Cast, mentionInFull, mentionPerson, pick } from "./cast.ts";
import { unnamedSources } from "./words/people.ts";
import { organisations } from "./words/world.ts";

/** Mentions a source that may be anybody; a person becomes the speaker of the sentence. */
export function mentionSource(random: Random, cast: Cast, pronoun: boolean): string {
  const kind = random();
  if (kind >= 0.68) {
    cast.speaker = null;
    cast.mentioned = null;
    return pick(random, kind < 0.85 ? organisations : unnamedSources);
  }
  cast.speaker = pick(random, cast.people);
  return mentionPerson(random, cast, cast.speaker, { pronoun, apposition: true });
}

/** Mentions a person, at the end of a sentence, who becomes its speaker. */
export function mentionLateSource(random: Random, cast: Cast): string {
  cast.speaker = pick(random, cast.people);
  return mentionInFull(random, cast, cast.speaker);
}

/** Mentions somebody else, whom a pronoun after the sentence does not mean. */
export function mentionOther(random: Random, cast: Cast): string {
  const { mentioned } = cast;
  const person = pick(random, cast.people);
  const isPerson = random() < 0.7;
  const mention = isPerson ? mentionPerson(random, cast, person, { pronoun: false, apposition: false }) : "";
  cast.mentioned = mentioned;
  return isPerson ? mention : pick(random, random() < 0.5 ? organisations : unnamedSources);
}
