import assert from "node:assert/strict";
import { byTurns, ratio } from "./compare.js";
import { makeArchive, postmasterOf } from "./database.js";
import { choosePairs, headlineQuery, read } from "./query.js";
import { ask } from "./same.js";
import { forkServer, servers } from "./servers.js";

const counts = `facets {
      speakers { count node { name } }
      topics { count node { name } }
      publishers { count node { name } }
      kinds { count value }
      languages { count value }
      roles { count value }
      years { count value }
    }
    timeline(interval: YEAR) { buckets { startsOn count } }`;

/** The facets and the timeline alone, and the whole page that readers see with them. */
export const countsQuery = `query Counts($speaker: [String!], $topic: [String!]) {
  statements(filter: { speaker: $speaker, topic: $topic }, first: 0) {
    ${counts}
  }
}`;
const pageQuery = headlineQuery
  .replace("query Headline", "query Page")
  .replace("totalCount", `totalCount\n    ${counts}`);

/** How large the share of the large topic is, at most. */
const TENTH = 0.105;

/**
 * Asks for a page with its count, facets and timeline, and for facets and timeline alone beside plain SQL that counts the same: of a
 * speaker on a topic, and of a topic that a tenth of all statements are on. Before anything is timed, both must count the same.
 */
export async function measureInsight(cluster, { insight, pairs: count, rounds, seconds, seed, node, say }) {
  const found = [];
  for (const statements of insight.sizes) {
    say(`Loading ${statements} statements to count …`);
    const { url } = await makeArchive(cluster, { name: `insight_${statements}`, statements, seed, say });
    const ours = await servers.onrecord.start({ url, poolSize: 4, node });
    const plain = await forkServer("counts", { url, poolSize: 4, node });
    try {
      const pairs = await choosePairs(url, { count, seed });
      const subjects = { pairs, topic: [await largeTopic(url, statements)] };
      for (const [title, questions] of Object.entries(subjects)) {
        for (const question of questions.slice(0, 20)) await proveSameCounts(ours, plain, question);
        const subject = (server, bodies) => ({ server, bodies, databaseUrl: url });
        const asked = (query) =>
          questions.map(({ speaker, topic }) => ({ query, variables: named({ speaker, topic }) }));
        const turns = { rounds, seconds, connections: 1, postmaster: postmasterOf(cluster), say };
        const measured = await byTurns(
          {
            headline: subject(ours, asked(headlineQuery)),
            page: subject(ours, asked(pageQuery)),
            counts: subject(ours, asked(countsQuery)),
            plain: subject(
              plain,
              questions.map(({ speakerId, topicId }) => ({ speakerId, topicId })),
            ),
          },
          turns,
        );
        const { matches } = questions[0];
        const inPostgres = measured.plain.postgresMs / measured.counts.postgresMs;
        found.push({ statements, title, matches, measured, inPostgres, inAll: ratio(measured.counts, measured.plain) });
      }
    } finally {
      await Promise.all([ours.stop(), plain.stop()]);
    }
  }
  return found;
}

const named = (names) =>
  Object.fromEntries(Object.entries(names).flatMap(([key, name]) => (name === undefined ? [] : [[key, [name]]])));

async function largeTopic(url, statements) {
  const [topic] = await read(
    url,
    `SELECT topic.id AS "topicId", topic.name AS topic, count(*)::int AS matches
     FROM statement_topic JOIN topic ON topic.id = topic_id
     GROUP BY topic.id HAVING count(*) <= $1 ORDER BY count(*) DESC LIMIT 1`,
    [Math.ceil(statements * TENTH)],
  );
  return topic;
}

/** Compares the counts, without the names of those that tie. */
async function proveSameCounts(ours, plain, { speaker, topic, speakerId, topicId }) {
  const { statements } = await ask(ours.url, { query: countsQuery, variables: named({ speaker, topic }) });
  const expected = await ask(plain.url, { speakerId, topicId });
  for (const [name, values] of Object.entries(statements.facets)) {
    const total = expected.timeline.reduce((sum, [, each]) => sum + each, 0);
    // OnRecord leaves out a topic that all the statements are on.
    const hand = expected[name].map(([, each]) => each).filter((each) => name !== "topics" || each < total);
    assert.deepEqual(
      values.map((each) => each.count).slice(0, hand.length),
      hand,
      `${name} of ${JSON.stringify({ speaker, topic })}`,
    );
  }
  const years = statements.timeline.buckets.filter((bucket) => bucket.count > 0);
  assert.deepEqual(
    years.map((bucket) => [bucket.startsOn, bucket.count]),
    expected.timeline.map(([startsOn, each]) => [startsOn.slice(0, 10), each]),
  );
}
