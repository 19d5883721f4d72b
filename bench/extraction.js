import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { median } from "./fire.js";

/** The extractors that are compared. */
export const EXTRACTORS = ["learned", "rules"];

/**
 * Proposes the statements of synthetic articles by the model and by the rules, each in a process of its own, by turns.
 *
 * @returns for each extractor the medians of articles and words a second of one core, and of the memory that is kept after a tenth of
 *   the articles and after all of them, in MB
 */
export async function measureExtraction({ extraction: { articles }, rounds, seed, node, say }) {
  const found = Object.fromEntries(EXTRACTORS.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of EXTRACTORS) {
      say(`Proposing the statements of ${articles} articles: ${name} …`);
      found[name].push(await measureOne({ name, articles, seed, node }));
      say(`  ${JSON.stringify(found[name].at(-1))}`);
    }
  }
  const middle = (rows) =>
    Object.fromEntries(Object.keys(rows[0]).map((figure) => [figure, median(rows.map((row) => row[figure]))]));
  return Object.fromEntries(EXTRACTORS.map((name) => [name, middle(found[name])]));
}

async function measureOne({ name, articles, seed, node }) {
  const script = join(import.meta.dirname, "extraction/process.js");
  const child = fork(script, [name, String(articles), String(seed)], { execPath: node, execArgv: ["--expose-gc"] });
  const [message] = await Promise.race([once(child, "message"), once(child, "exit").then(failed)]);
  return message;
}

function failed([code]) {
  throw new Error(`The process that extracts ended with ${code}.`);
}
