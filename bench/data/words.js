import { pick } from "./random.js";

// Names and sentences are put together from parts, so that nobody real is made to say anything.
const SYLLABLES = "ba bel dor fen gar hal il jor kes lan mir nov ost pel qua rim sul tav ul ven wex yor zan".split(" ");
const ENDINGS = ["a", "an", "e", "el", "en", "ia", "in", "o", "or", "us"];

/** A name that no other has: `serial` is told in syllables. */
export function coinName(serial, syllables = 2) {
  let rest = serial;
  let name = "";
  for (let i = 0; i < syllables || rest > 0; i += 1) {
    name += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  }
  name += ENDINGS[serial % ENDINGS.length];
  return name[0].toUpperCase() + name.slice(1);
}

const SUBJECTS = [
  "the council",
  "the harbour authority",
  "the survey of the northern wells",
  "the second reading of the water bill",
  "the bridge at the old ford",
  "the grain reserve",
  "the agreement of the six towns",
  "the border commission",
  "the railway to the coast",
  "the new observatory",
  "the fishing quota",
  "the emergency fund",
];
const VERBS = [
  "would be ready before the first frost",
  "could not wait for another season",
  "had cost more than anyone had planned",
  "was the fairest offer on the table",
  "needed a vote of every district",
  "must be open to all who ask",
  "had been checked twice by independent engineers",
  "would remain closed until the inquiry ends",
  "was a promise and not a favour",
  "should be paid for by those who profit from it",
];
const REASONS = [
  "because the figures of the last three years leave no other reading",
  "after talks that went on until the early morning",
  "whatever the outcome of the hearing next week",
  "as the report of the auditors had asked for",
  "although two of the members had voted against it",
  "so that the villages upstream are not forgotten",
  "in the presence of delegates from all parties",
  "unless the weather turns again",
];

/** A sentence or two of 100 to 300 characters; the number makes each text the only one of its kind. */
export function coinText(random, kind, serial) {
  const clause = () => `${pick(random, SUBJECTS)} ${pick(random, VERBS)}`;
  const first = `${clause()} ${pick(random, REASONS)}, under item ${serial}`;
  const text = random() < 0.7 ? first : `${first}, and ${clause()} ${pick(random, REASONS)}`;
  const sentence = `${text[0].toUpperCase()}${text.slice(1)}.`;
  return kind === "MIXED" ? `${sentence} It was “${pick(random, VERBS)}”.` : sentence;
}

export function coinHeadline(random, serial) {
  const subject = pick(random, SUBJECTS);
  return `${subject[0].toUpperCase()}${subject.slice(1)} ${pick(random, VERBS)} (${serial})`;
}
