import { speechNouns, speechVerbs } from "./speech.ts";
import { classifiedVerbs } from "./verbClasses.ts";

/** Forms that no rule makes: each form with its lemma. */
const IRREGULAR = `
said say told tell wrote write written write spoke speak spoken speak thought think knew know known know swore swear
sworn swear began begin begun begin went go gone go gave give given give made make found find felt feel held hold took
take taken take saw see seen see heard hear meant mean forgot forget shot shoot got get kept keep let let left leave led
lead sought seek came come became become ran run stood stand sang sing sung sing taught teach understood understand has
have had have having have was be were be is be are be am be been be being be did do does do done do chose choose chosen
choose drew draw drawn draw struck strike fought fight sent send spent spend brought bring put put hit hit read read
cast cast bled bleed broke break broken break foresaw foresee foreseen foresee withdrew withdraw lying lie`;

/** Verbs whose last letter is doubled before -ed and -ing. */
const DOUBLING = new Set(
  "admit beg begin blurt brag commit grab nod permit plan plot quip rebut refer rip slam stop sum chat".split(" "),
);

/** Verbs of no class that lose an e before -ed and -ing; other unknown verbs are stripped as they stand. */
const WITH_E = `
arrive believe cause celebrate continue decide decrease define determine examine force hope imagine include increase
invade issue leave live love move notice oppose produce provoke raise realize recognise recognize receive refuse release
remove require resume schedule settle share struggle suppose undermine use vote worry urge`;

const lemmaOf: ReadonlyMap<string, string> = listForms();

function listForms(): Map<string, string> {
  const forms = new Map<string, string>();
  const known = [...speechVerbs, ...classifiedVerbs, ...speechNouns, ...WITH_E.trim().split(/\s+/)];
  for (const lemma of known) for (const form of inflect(lemma)) if (!forms.has(form)) forms.set(form, lemma);
  const irregular = IRREGULAR.trim().split(/\s+/);
  for (let i = 0; i < irregular.length; i += 2) forms.set(irregular[i] as string, irregular[i + 1] as string);
  // "saying" is a verb here, and "according" introduces a source by itself.
  forms.set("saying", "say").set("according", "according");
  return forms;
}

/** Returns a word and its regular forms. */
function inflect(lemma: string): string[] {
  const stem = lemma.slice(0, -1);
  if (/[^aeiou]y$/.test(lemma)) return [lemma, `${stem}ies`, `${stem}ied`, `${lemma}ing`];
  if (lemma.endsWith("e")) return [lemma, `${lemma}s`, `${lemma}d`, `${stem}ing`];
  const plural = /(?:s|sh|ch|x|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
  const doubled = DOUBLING.has(lemma) ? lemma + lemma.at(-1) : lemma;
  return [lemma, plural, `${doubled}ed`, `${doubled}ing`];
}

/** Returns the lemma of an English word in lower case; for words out of the lists, its stem by the ending alone. */
export function lemmaFor(lower: string): string {
  return lemmaOf.get(lower) ?? stripEnding(lower);
}

function stripEnding(word: string): string {
  const { length } = word;
  if (length > 4 && /ie[sd]$/.test(word)) return `${word.slice(0, -3)}y`;
  if (length > 4 && word.endsWith("ing")) return undouble(word.slice(0, -3));
  if (length > 3 && word.endsWith("ed")) return undouble(word.slice(0, -2));
  if (length > 3 && /(?:sh|ch|ss|x)es$/.test(word)) return word.slice(0, -2);
  return length > 3 && word.endsWith("s") && !/[su]s$/.test(word) ? word.slice(0, -1) : word;
}

function undouble(stem: string): string {
  return /([^aeiouls])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}
