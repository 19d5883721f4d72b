import { setTimeout as pause } from "node:timers/promises";
import { connect } from "../../dist/src/database.js";
import { record } from "../../dist/src/record/record.js";
import { randomSource, zipf } from "../data/random.js";
import { coinText } from "../data/words.js";

// A process of its own that publishes: `node writer.js URL PER_SECOND SECONDS SEED SPEAKERS TOPICS FIRST`. It tells its parent
// which statements, by their numbers, were committed when.

/** Transactions a second, as long as there are as many statements. */
const TRANSACTIONS = 10;

const [url, ...numbers] = process.argv.slice(2);
const [perSecond, seconds, seed, speakers, topics, first] = numbers.map(Number);
const settings = { poolSize: 2, statementTimeoutMs: 0, applicationName: "onrecord bench", onError: () => {} };
const database = connect({ url, ...settings });
const random = randomSource(seed + 7);
const [speakerOf, topicOf] = [zipf(random, speakers), zipf(random, topics)];
const each = Math.max(1, Math.round(perSecond / TRANSACTIONS));
const everyMs = (1_000 * each) / perSecond;
const count = perSecond * seconds;

const began = performance.now();
for (let written = 0; written < count; written += each) {
  const numbersOf = Array.from({ length: each }, (_, i) => first + written + i);
  await record(database, { articles: [articleOf(numbersOf)] }, { kind: "IMPORT", name: "live", version: "1" });
  process.send({ numbers: numbersOf, at: Date.now() });
  await pause(Math.max(0, began + (written / each + 1) * everyMs - performance.now()));
}
await database.close();
process.disconnect();

function articleOf(numbersOf) {
  return {
    url: `https://live.example/${numbersOf[0]}`,
    headline: `Live ${numbersOf[0]}`,
    publishedAt: "2031-01-01T00:00:00Z",
    language: "en",
    source: "source-1",
    fictional: true,
    statements: numbersOf.map((number) => {
      const text = `${coinText(random, "INDIRECT", number)} (${number})`;
      return {
        kind: "INDIRECT",
        text,
        speaker: `speaker-${speakerOf() + 1}`,
        topics: [...new Set([`topic-${topicOf() + 1}`, `topic-${topicOf() + 1}`])],
        appearance: { passage: { exact: text } },
      };
    }),
  };
}
