// The archive's own copy: the schema is of that one.

import { connect } from "../dist/src/database.js";
import { createContext } from "../dist/src/graphql/context.js";
import { loadSchema } from "../dist/src/graphql/schema.js";
import { execute, parse } from "../node_modules/graphql/index.js";
import { median } from "./fire.js";
import { growingQuestions } from "./growth/questions.js";
import { read } from "./query.js";

/** How often each question is asked, after it has been asked so often to warm up. */
const [ROUNDS, WARM_UP] = [11, 3];

/**
 * Asks the questions whose time could grow, in this process, and measures the milliseconds for which they hold connections to
 * the database: what their points are settled by.
 *
 * @returns by title the median and the least
 */
export async function measureGrowth(archive, { say }) {
  const { url, statements } = archive;
  const database = connect({ ...bench, url, onError: (error) => say(String(error)) });
  const schema = loadSchema();
  const heldMs = async (document) => {
    const contextValue = createContext({ database, requestId: "bench", who: "bench" });
    const { errors } = await execute({ schema, document, contextValue });
    if (errors) throw errors[0];
    return contextValue.share.heldMs;
  };
  const times = {};
  try {
    for (const { title, query } of growingQuestions(await frequentValue(url))) {
      const document = parse(query);
      const all = [];
      for (let round = 0; round < WARM_UP + ROUNDS; round += 1) all.push(await heldMs(document));
      const measured = all.slice(WARM_UP);
      times[title] = { median: median(measured), least: Math.min(...measured) };
      say(`  ${title}: ${times[title].median.toFixed(1)} ms, at least ${times[title].least.toFixed(1)}`);
    }
  } finally {
    await database.close();
  }
  return { statements, times };
}

const bench = { poolSize: 4, statementTimeoutMs: 0, applicationName: "onrecord bench", remember: true };

async function frequentValue(url) {
  const first = async (text) => (await read(url, text))[0].value;
  const mostIn = (noun, table) =>
    first(
      `SELECT slug AS value FROM ${noun} WHERE id = (SELECT ${noun}_id FROM ${table} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)`,
    );
  const words = (direction) =>
    first(
      `SELECT word AS value FROM ts_stat('SELECT search FROM statement_search WHERE statement_id <= 10000') WHERE word ~ '^[a-z]+$' ORDER BY ndoc ${direction}, word LIMIT 1`,
    );
  return {
    speaker: await mostIn("speaker", "statement"),
    topic: await mostIn("topic", "statement_topic"),
    source: await mostIn("source", "article"),
    word: await words("DESC"),
    // Each text has a number of its own.
    rareWord: await first(
      "SELECT substring(text FROM 'item (\\d+)') AS value FROM statement WHERE text ~ 'item \\d+' ORDER BY id LIMIT 1",
    ),
    quote: await first("SELECT text AS value FROM statement WHERE kind = 'DIRECT' ORDER BY id LIMIT 1"),
  };
}
