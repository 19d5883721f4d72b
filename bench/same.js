import assert from "node:assert/strict";
import { servers } from "./servers.js";

/** Asks a server one request and gives the data of its answer. */
export async function ask(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { data, errors } = await answer.json();
  if (!answer.ok || errors || !data) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(errors)}`);
  return data;
}

/** Throws unless all servers give the same statements, in the same order and with the same company, for every pair. */
export async function proveSame(running, pairs) {
  for (const pair of pairs) {
    const answers = {};
    for (const [name, { url }] of Object.entries(running)) {
      const { request, statements } = servers[name];
      answers[name] = comparable(statements(await ask(url, request(pair))));
    }
    const [[first, expected], ...others] = Object.entries(answers);
    for (const [name, answer] of others) {
      assert.deepEqual(answer, expected, `${name} and ${first} differ on ${JSON.stringify(pair)}`);
    }
  }
}

function comparable({ totalCount, pageInfo, edges }) {
  return {
    totalCount: Number(totalCount),
    hasNextPage: pageInfo.hasNextPage,
    statements: edges.map(({ node }) => comparableNode(node)),
  };
}

/** Each server has ids of its own; everything else is the same but for the way to write an instant and the order of topics. */
function comparableNode({ text, kind, saidAt, speaker, topics, firstAppearance: { article } }) {
  return {
    ...{ text, kind, saidAt: Date.parse(saidAt), speaker },
    topics: topics.map((topic) => topic.slug).sort(),
    article: { ...article, publishedAt: Date.parse(article.publishedAt) },
  };
}
