/** What clients do to a server that is soaked: ordinary, costly, wrong and given up. Each returns how it came out. */

import { setTimeout as pause } from "node:timers/promises";

const WORDS = ["ceasefire", "war", "harbour", "election", "law", "never said that", '"of the"', "peace OR truce"];

/** The status of a server that has too much to do: no fault. */
const BUSY = 503;

const asked = async ({ url, key }, query, variables, init = {}) => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ query, variables }),
    ...init,
  });
  const { data, errors } = await response.json();
  if (response.status >= 500 && response.status !== BUSY) {
    throw new Error(`status ${response.status} ${errors?.[0]?.extensions?.code}`);
  }
  return { data, outcome: errors ? errors[0].extensions.code : String(response.status) };
};

/** Asks as a reader without a key. Only a mistake may be refused, and only a busy server may refuse anything else. */
async function read({ url }, query, variables, expected = "200") {
  const { outcome } = await asked({ url }, query, variables);
  if (![expected, "RATE_LIMITED", "UNAVAILABLE"].includes(outcome)) throw new Error(outcome);
  return outcome;
}

const wordOf = ({ turn }) => WORDS[turn % WORDS.length];

const page = `query Page($text: String) {
  statements(filter: { text: $text }, first: 20) {
    totalCount
    nodes { text saidAt speaker { name } topics { name } firstAppearance { cue article { headline source { name } } } }
  }
}`;

/** Does the work, but leaves before its end. An answer that is given up may never settle: nobody waits. */
async function leaveAfter(milliseconds, work) {
  const controller = new AbortController();
  const leaving = pause(milliseconds).then(() => {
    controller.abort();
    return "left";
  });
  const working = work(controller.signal).catch((error) => {
    if (controller.signal.aborted) return "left";
    throw error;
  });
  return Promise.race([working, leaving]);
}

/** Gives up after some milliseconds, as the reader of a slow page does. */
async function giveUp({ url, turn }) {
  const query = `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: statements(first: 50) { totalCount nodes { text } }`).join(" ")} }`;
  return leaveAfter(1 + (turn % 20), async (signal) => (await asked({ url }, query, {}, { signal })).outcome);
}

/** Changes a topic's description. Another client may have done so meanwhile: that is no fault. */
async function edit(at) {
  const { data, outcome: found } = await asked(at, "{ topics(first: 10) { nodes { id version } } }");
  if (!data?.topics) return found;
  const { id, version } = data.topics.nodes[at.client % data.topics.nodes.length];
  const input = { id, expectedVersion: version, description: `Soaked ${at.turn % 7}` };
  const query = "mutation ($input: TopicUpdateInput!) { topicUpdate(input: $input) { userErrors { code } } }";
  const { data: edited, outcome } = await asked(at, query, { input });
  return edited?.topicUpdate.userErrors[0]?.code ?? outcome;
}

async function download({ url, turn }, path) {
  const response = await fetch(`${url}${path}`);
  await response.text();
  if (response.status >= 500 && response.status !== BUSY) throw new Error(`status ${response.status} (${turn})`);
  return String(response.status);
}

/** Follows what is published for a moment, then leaves. */
async function follow({ url }) {
  return leaveAfter(300, async (signal) => {
    const response = await fetch(`${url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: "subscription { statementPublished { statement { text } } }" }),
      signal,
    });
    if (!response.ok && response.status !== BUSY) throw new Error(`status ${response.status}`);
    return response.text();
  });
}

export const deeds = [
  ["page", (at) => read(at, page, { text: wordOf(at) })],
  [
    "headline",
    (at) => read(at, '{ statements(filter: { speaker: ["Putin"], topic: ["Idlib"] }) { totalCount nodes { text } } }'),
  ],
  // A text that no cache has seen before.
  [
    "new text",
    (at) => read(at, `{ statements(first: 3) { nodes { a${at.turn}_${at.client}: text } } } # ${"x".repeat(500)}`),
  ],
  ["names", (at) => read(at, '{ speakers(filter: { name: "p" }, first: 20) { nodes { name names { name } } } }')],
  ["quote", (at) => read(at, "query ($text: String!) { verifyQuote(text: $text) { wording } }", { text: wordOf(at) })],
  ["edit", edit],
  ["export", (at) => download(at, "/statements.csv?topic=Idlib")],
  ["page for people", (at) => download(at, "/")],
  ["mistake", (at) => read(at, `{ statments(first: ${at.turn}) { nodes { text } } }`, {}, "GRAPHQL_VALIDATION_FAILED")],
  ["given up", giveUp],
  ["follower", follow],
];
