import { mkdir } from "node:fs/promises";
import { basename } from "node:path";
import { harbourLines, writeInput } from "../../ingestion/corpus.ts";

/** How many records each line of a file stands for. */
export type Weights = Map<string, number[]>;

const OF_AN_ARTICLE = 3;

/**
 * Writes a folder of jsonl files: two nouns and the given number of articles of three statements in each. The first has words that
 * its body does not have, so it is rejected.
 */
export async function writeCorpus(folder: string, articlesInFiles: readonly number[]): Promise<Weights> {
  const weights: Weights = new Map();
  await mkdir(folder, { recursive: true });
  for (const [i, articles] of articlesInFiles.entries()) {
    const name = `hearing-${String(i).padStart(2, "0")}.jsonl`;
    await writeInput(folder, name, harbourLines(Array.from({ length: articles }, (_, j) => articleOf(`${i}/${j}`))));
    weights.set(name, [1, 1, ...Array.from({ length: articles }, () => OF_AN_ARTICLE)]);
  }
  return weights;
}

function articleOf(name: string) {
  const exact = (n: number) => `the matter of pier ${name}, item ${n}`;
  const body = name.endsWith("/0") ? { body: `They spoke of ${exact(1)}, and of ${exact(2)}.` } : {};
  return { url: `https://news.example.org/${name}`, ...body, statements: [1, 2, 3].map((n) => ({ exact: exact(n) })) };
}

/** How many records the first lines of a file stand for. */
export function recordsIn(weights: Weights, path: string, lines: number): number {
  const ofFile = weights.get(basename(path)) ?? [];
  return ofFile.slice(0, lines).reduce((sum, records) => sum + records, 0);
}
