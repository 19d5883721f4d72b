import { readBlock, withoutEmpty } from "./corpora/markup.ts";
import type { AnnotatedArticle, Attribution } from "./gold.ts";
import { type Random, seededRandom } from "./learning/random.ts";
import { makeCast, pick } from "./synth/cast.ts";
import { allConstructions } from "./synth/constructions.ts";
import { openSlots, type Slots } from "./synth/slots.ts";
import { background, headlines } from "./synth/words/clauses.ts";
import { femaleNames, surnames } from "./synth/words/people.ts";

export { allConstructions, constructions } from "./synth/constructions.ts";

/**
 * Writes annotated articles about fictional people, the same ones for the same seed. Every sentence comes from a construction
 * whose parts are known, so the annotations are right.
 *
 * @param sentences the constructions to use
 */
export function writeArticles(
  count: number,
  seed: number,
  sentences: readonly string[] = allConstructions,
): AnnotatedArticle[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => inventArticle(random, `synthetic-${seed}-${i}`, sentences));
}

function inventArticle(random: Random, id: string, sentences: readonly string[]): AnnotatedArticle {
  const slots = openSlots(random, makeCast(random));
  let text = "";
  const attributions: Attribution[] = [];
  const add = (sentence: string, separator: string) => {
    if (text !== "") text += separator;
    const block = readBlock(sentence, text.length, undefined, id);
    text += block.text;
    attributions.push(...block.attributions);
  };
  const paragraphBreak = () => (random() < 0.9 ? "\n\n" : "\n");
  for (const line of openingLines(random, slots)) add(line, paragraphBreak());
  const paragraphs = 9 + Math.floor(random() * 14);
  for (let i = 0; i < paragraphs; i += 1) {
    const count = 1 + (random() < 0.45 ? 1 : 0) + (random() < 0.2 ? 1 : 0);
    for (let j = 0; j < count; j += 1) {
      add(writeSentence(random, slots, sentences), j === 0 ? paragraphBreak() : " ");
    }
  }
  const written = withOtherSigns(random, text);
  return { id, text: written, attributions: withoutEmpty(written, attributions) };
}

function openingLines(random: Random, { fill }: Slots): string[] {
  const lines: string[] = [];
  if (random() < 0.6) lines.push(mendSentence(fill(pick(random, headlines))));
  if (random() < 0.4) {
    const byline = `By ${pick(random, femaleNames)} ${pick(random, surnames)}`;
    const dateline = `PORT VARN, Arvia (${pick(random, ["AP", "Wire", "NN"])})`;
    lines.push(fill(pick(random, [byline, dateline, `$DAY, June ${1 + Math.floor(random() * 29)}`])));
  }
  return lines;
}

function writeSentence(random: Random, { fill }: Slots, sentences: readonly string[]): string {
  return mendSentence(fill(random() < 0.3 ? pick(random, background) : pick(random, sentences)));
}

/** Fills one construction, as the only sentence of an article; for tests and examples. */
export function writeConstruction(construction: string, seed: number): AnnotatedArticle {
  const random = seededRandom(seed);
  const { fill } = openSlots(random, makeCast(random));
  const { text, attributions } = readBlock(mendSentence(fill(construction)), 0);
  return { id: `construction-${seed}`, text, attributions: withoutEmpty(text, attributions) };
}

/** Mends the punctuation that slots leave, and writes the capitals. */
function mendSentence(sentence: string): string {
  const mended = sentence
    .replaceAll(",,", ",")
    .replace(/,(\}?)\./g, "$1.")
    .replace(/,(\}) (\{c\d?\|)/g, ",$1 $2")
    .replace(/ {2,}/g, " ")
    .replace(/\bIt (?:are|were)\b/g, "It was");
  return mended
    .replace(
      /^((?:\{[qscx]\d?\||\}|[“"‘\s])*)(\p{Ll})/u,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .replace(
      /\^((?:\{[qscx]\d?\||[“"‘])*)(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .replaceAll("^", "");
}

/** Newspapers set different quotation marks and apostrophes. Each sign stands for one other, so that the places stay. */
function withOtherSigns(random: Random, text: string): string {
  const style = random();
  const [opening, closing] =
    style < 0.35 ? ['"', '"'] : style < 0.45 ? ["‘", "’"] : style < 0.5 ? ["'", "'"] : ["“", "”"];
  const isSingle = opening === "‘";
  const quoted = text.replaceAll("“", opening as string).replaceAll("”", closing as string);
  return random() < 0.5 && !isSingle ? quoted.replaceAll("’", "'") : quoted;
}
