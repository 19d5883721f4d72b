import { cueCodes } from "./names.ts";
import { type CuePlace, classAt, quotationClass, wordAt } from "./place.ts";

/** Adds the class of the verb, which serves for verbs that are not in the training data. */
export function addVerbClass(place: CuePlace): void {
  const { list, codes, subject, auxiliary, quotationBefore, quotationAfter } = place;
  const { verbClass } = codes;
  const after = classAt(place, 1);
  list.add1(cueCodes["verb class"], verbClass);
  list.add2(cueCodes["verb class, class after"], verbClass, after);
  list.add2(cueCodes["verb class, word after"], verbClass, wordAt(place, 1));
  list.add2(cueCodes["verb class, class before"], verbClass, classAt(place, -1));
  list.add2(cueCodes["verb class, subject"], verbClass, subject);
  list.add2(cueCodes["verb class, auxiliary"], verbClass, auxiliary);
  list.add3(
    cueCodes["verb class, quotations around"],
    verbClass,
    quotationClass(quotationBefore),
    quotationClass(quotationAfter),
  );
  list.add3(cueCodes["verb class, subject, class after"], verbClass, subject, after);
  list.add2(cueCodes["verb class, inflection"], verbClass, codes.inflection);
  list.add3(cueCodes["verb class, 2 classes after"], verbClass, after, classAt(place, 2));
}
