import pg from "pg";
import { below, randomSource } from "./data/random.js";

/** How many statements a page has. */
export const PAGE = 20;

/** The page that all servers answer: 20 statements by one speaker on one topic, with all that a reader wants to see. */
export const headlineQuery = `query Headline($speaker: [String!], $topic: [String!]) {
  statements(filter: { speaker: $speaker, topic: $topic }, first: ${PAGE}) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      cursor
      node {
        id text kind saidAt
        speaker { name slug }
        topics { name slug }
        firstAppearance { article { headline url publishedAt source { name } } }
      }
    }
  }
}`;

/** Pairs of a speaker and a topic that fill at least one page, drawn evenly from all that do. */
export async function choosePairs(url, { count, seed }) {
  const rows = await read(
    url,
    `SELECT speaker_id, topic_id, count(*)::int AS total FROM statement_topic
     GROUP BY speaker_id, topic_id HAVING count(*) >= $1 ORDER BY speaker_id, topic_id`,
    [PAGE],
  );
  return withNames(url, sample(rows, count, seed));
}

/** As many pairs on broad topics as on narrow ones, the n-th of each with the same number of statements. */
export async function chooseTwins(url, { count, seed }) {
  const rows = await read(
    url,
    `WITH pair AS (
       SELECT speaker_id, topic_id, count(*)::int AS total,
         EXISTS (SELECT FROM topic_broader WHERE broader_id = topic_id) AS is_broad
       FROM statement_topic GROUP BY speaker_id, topic_id HAVING count(*) >= $1
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY is_broad, total ORDER BY speaker_id, topic_id) AS place FROM pair
     )
     SELECT broad.speaker_id, broad.topic_id, narrow.speaker_id AS narrow_speaker_id, narrow.topic_id AS narrow_topic_id
     FROM ranked AS broad
     JOIN ranked AS narrow ON narrow.total = broad.total AND narrow.place = broad.place AND NOT narrow.is_broad
     WHERE broad.is_broad
     ORDER BY broad.speaker_id, broad.topic_id`,
    [PAGE],
  );
  const chosen = sample(rows, count, seed);
  const narrow = chosen.map((row) => ({ speaker_id: row.narrow_speaker_id, topic_id: row.narrow_topic_id }));
  return { broad: await withNames(url, chosen), narrow: await withNames(url, narrow) };
}

function sample(rows, count, seed) {
  const random = randomSource(seed);
  const left = [...rows];
  return Array.from({ length: Math.min(count, rows.length) }, () => left.splice(below(random, left.length), 1)[0]);
}

/** OnRecord is asked by names, as people ask; the others by the ids that they find them under. */
async function withNames(url, pairs) {
  const named = async (table) =>
    new Map((await read(url, `SELECT id, name FROM ${table}`)).map((row) => [row.id, row.name]));
  const [speakers, topics] = [await named("speaker"), await named("topic")];
  return pairs.map(({ speaker_id: speakerId, topic_id: topicId }) => ({
    speakerId,
    topicId,
    speaker: speakers.get(speakerId),
    topic: topics.get(topicId),
  }));
}

/** The rows of one SQL statement. */
export async function read(url, text, values = []) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
