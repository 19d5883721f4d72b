import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readModel } from "../../dist/src/extraction/model.js";
import { propose } from "../../dist/src/extraction/propose.js";
import { writeArticles } from "../../dist/src/extraction/synth.js";

// Proposes the statements of synthetic articles, and sends the parent what that took. Run with --expose-gc.
const [name, given, seed] = process.argv.slice(2);
const articles = Number(given);
const model = name === "rules" ? null : readModel(readFileSync(join(import.meta.dirname, "../../models/en.model")));

/** V8 compiles the code during the first articles. */
const WARM_UP = 200;
/** Articles are written in parts, so that they are not the memory that is kept. */
const PART = 100;

const figures = { articles: 0, words: 0, proposals: 0, seconds: 0 };
extract(WARM_UP, { isTimed: false });
const kept = [];
for (const part of [articles / 10, articles - articles / 10]) {
  extract(part, { isTimed: true });
  kept.push(keptMegabytes());
}
process.send({
  articlesPerSecond: figures.articles / figures.seconds,
  wordsPerSecond: figures.words / figures.seconds,
  wordsPerArticle: figures.words / figures.articles,
  proposalsPerArticle: figures.proposals / figures.articles,
  keptAtATenth: kept[0],
  kept: kept[1],
  peak: process.resourceUsage().maxRSS / 1024,
});

function extract(count, { isTimed }) {
  for (let done = 0; done < count; done += PART) {
    const texts = writeArticles(Math.min(PART, count - done), Number(seed) + figures.articles + done).map(
      ({ text }) => text,
    );
    const begun = process.cpuUsage();
    let proposals = 0;
    for (const text of texts) proposals += propose(text, { model, language: "en" }).proposals.length;
    const { user, system } = process.cpuUsage(begun);
    if (!isTimed) continue;
    figures.articles += texts.length;
    figures.words += texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
    figures.proposals += proposals;
    figures.seconds += (user + system) / 1e6;
  }
}

function keptMegabytes() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
