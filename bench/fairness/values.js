import { read } from "../query.js";

/** The most values of a list in a filter, and the most words of a text. */
const [LISTED, WORDS] = [100, 30];

/** The values that find most: the most frequent speakers, topics, sources and words, and phrases of neighbouring words. */
export async function frequentValues(url) {
  const column = async (text, most) => (await read(url, text, [most])).map(({ value }) => value);
  const frequent = (noun, table) =>
    column(
      `SELECT slug AS value FROM ${noun} JOIN (SELECT ${noun}_id, count(*) AS n FROM ${table} GROUP BY 1) AS used
       ON used.${noun}_id = ${noun}.id ORDER BY n DESC, slug LIMIT $1`,
      LISTED,
    );
  const words = await column(
    "SELECT word AS value FROM ts_stat('SELECT search FROM statement_search WHERE statement_id <= 10000') ORDER BY ndoc DESC, word LIMIT $1",
    WORDS,
  );
  const phrases = await column(
    `SELECT substring(text FROM '^\\S+ \\S+ \\S+') AS value FROM statement WHERE text ~ '^[A-Za-z]+ [a-z]+ [a-z]+ '
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT $1`,
    WORDS,
  );
  return {
    speaker: await frequent("speaker", "statement"),
    topic: await frequent("topic", "statement_topic"),
    source: await frequent("source", "article"),
    words: words.join(" OR "),
    phrases: phrases.map((phrase) => `"${phrase}"`).join(" OR "),
  };
}
