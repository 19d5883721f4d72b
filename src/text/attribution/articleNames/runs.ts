import type { Language } from "../language.ts";
import { isCapital, isParticle } from "../personName.ts";
import type { Token } from "../tokens.ts";

/** Adjacent capitalised words, with the tokens around them. */
export interface CapitalisedRun {
  tokens: Token[];
  before: Token | undefined;
  after: Token | undefined;
}

/** Returns the runs of capitalised words, each within a line. Skips lines in title case. */
export function capitalisedRuns(tokens: readonly Token[], language: Language): CapitalisedRun[] {
  const runs: CapitalisedRun[] = [];
  let start = 0;
  for (const line of linesOf(tokens)) {
    const isTitle = !language.capitalisesNouns && isTitleCase(line, language);
    for (let i = 0; i < line.length && !isTitle; i = Math.max(i + 1, start)) {
      if (!isCapital(line[i] as Token)) continue;
      start = endOfRun(line, i);
      runs.push({ tokens: line.slice(i, start), before: line[i - 1], after: line[start] });
    }
    start = 0;
  }
  return runs;
}

function endOfRun(line: readonly Token[], start: number): number {
  let end = start;
  for (let i = start; i < line.length; i += 1) {
    const token = line[i] as Token;
    if (isCapital(token)) end = i + 1;
    else if (!isParticle(token)) break;
    if (token.isPossessive) break;
  }
  return end;
}

function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === "\n") lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines;
}

/** Tells whether a line has several long words, of which only prepositions are in lower case. */
function isTitleCase(line: readonly Token[], { cuts }: Language): boolean {
  const long = line.filter(({ word }) => word.length > 3);
  return long.length > 3 && long.every((token) => isCapital(token) || token.word.length < 5 || cuts.has(token.word));
}
