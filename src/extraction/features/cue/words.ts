import type { UnitCodes } from "../codes.ts";
import { OUTSIDE } from "../codes.ts";
import { cueCodes } from "./names.ts";
import { type CuePlace, classAt, nominalKind, wordAt } from "./place.ts";

/** Adds the cue itself and the words beside it. */
export function addWords(place: CuePlace): void {
  const { list, codes } = place;
  const { lemma, word, wordClass, speech } = codes;
  const [b3, b2, b1, a1, a2, a3] = [-3, -2, -1, 1, 2, 3].map((distance) => classAt(place, distance)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [wordBefore, wordAfter] = [wordAt(place, -1), wordAt(place, 1)];
  list.add(cueCodes.bias);
  list.add1(cueCodes.lemma, lemma);
  list.add1(cueCodes.word, word);
  list.add2(cueCodes["lemma, class"], lemma, wordClass);
  list.add2(cueCodes["speech, class"], speech, wordClass);
  list.add1(cueCodes.suffix, codes.suffix);
  list.add2(cueCodes["speech, inflection"], speech, codes.inflection);
  list.add1(cueCodes["word before"], wordBefore);
  list.add1(cueCodes["word after"], wordAfter);
  list.add1(cueCodes["class before"], b1);
  list.add1(cueCodes["class after"], a1);
  list.add1(cueCodes["2nd word before"], wordAt(place, -2));
  list.add1(cueCodes["2nd word after"], wordAt(place, 2));
  list.add2(cueCodes["2 classes before"], b2, b1);
  list.add2(cueCodes["2 classes after"], a1, a2);
  list.add2(cueCodes["classes around"], b1, a1);
  list.add2(cueCodes["lemma, word after"], lemma, wordAfter);
  list.add2(cueCodes["lemma, class before"], lemma, b1);
  list.add2(cueCodes["lemma, class after"], lemma, a1);
  list.add2(cueCodes["lemma, word before"], lemma, wordBefore);
  list.add2(cueCodes["speech, word after"], speech, wordAfter);
  list.add2(cueCodes["speech, class before"], speech, b1);
  list.add3(cueCodes["speech, 2 classes after"], speech, a1, a2);
  list.add3(cueCodes["speech, 2 classes before"], speech, b1, b2);
  list.add3(cueCodes["3 classes before"], b3, b2, b1);
  list.add3(cueCodes["3 classes after"], a1, a2, a3);
  list.add2(cueCodes["speech, word before"], speech, wordBefore);
  list.add3(cueCodes["lemma, 2 classes after"], lemma, a1, a2);
}

/** Adds the subject before the cue, its auxiliary, and a subject behind it. */
export function addSubject({ list, codes: { lemma, speech }, subject, auxiliary, text, at, sentence }: CuePlace): void {
  list.add1(cueCodes.subject, subject);
  list.add2(cueCodes["lemma, subject"], lemma, subject);
  list.add2(cueCodes["speech, subject"], speech, subject);
  list.add1(cueCodes.auxiliary, auxiliary);
  list.add2(cueCodes["lemma, auxiliary"], lemma, auxiliary);
  list.add2(cueCodes["speech, auxiliary"], speech, auxiliary);
  list.add3(cueCodes["speech, auxiliary, subject"], speech, auxiliary, subject);
  const after = at < sentence.last ? text.units[at + 1] : undefined;
  list.add2(
    cueCodes["speech, subject after"],
    speech,
    after ? nominalKind(after, text.codes[at + 1] as UnitCodes) : OUTSIDE,
  );
}
