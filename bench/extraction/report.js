import { EXTRACTORS } from "../extraction.js";
import { number, table } from "../report.js";

/** The section of docs/benchmarks.md on the extractor. */
export function describeExtraction(found, { surroundings: { date, processor, versions }, options }) {
  const { articles } = options.extraction;
  const { wordsPerArticle } = found.learned;
  const row = (name) => {
    const { articlesPerSecond, wordsPerSecond, proposalsPerArticle, keptAtATenth, kept, peak } = found[name];
    return [
      name === "learned" ? "the package's model" : "the rules",
      number(Math.round(articlesPerSecond)),
      number(Math.round(wordsPerSecond)),
      proposalsPerArticle.toFixed(1),
      `${keptAtATenth.toFixed(1)} / ${kept.toFixed(1)} MB`,
      `${Math.round(peak)} MB`,
    ];
  };
  return `## Extraction

Measured on ${date} by \`npm run bench -- --extraction\` on ${processor}, Node ${versions.node} (${options.rounds} rounds, seed ${options.seed}).
Proposing the statements of ${number(articles)} synthetic articles of ${Math.round(wordsPerArticle)} words, by processor time of one core:

${table(
  [
    "",
    "articles a second",
    "words a second",
    "proposals of an article",
    `memory kept after ${number(articles / 10)} / ${number(articles)} articles`,
    "peak memory",
  ],
  EXTRACTORS.map(row),
)}

Each row is a process of its own, by turns. The first 200 articles, during which V8 compiles, are not timed. The processor time includes
cutting the text into words and sentences, tagging, resolving speakers, and the garbage collection of it all.
`;
}
