import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { headlineQuery, PAGE } from "./query.js";

const postgraphileQuery = `query Headline($speakerId: Int!, $topicId: Int!) {
  allStatementTopics(
    condition: { speakerId: $speakerId, topicId: $topicId, status: PUBLISHED }
    orderBy: [SAID_AT_DESC, STATEMENT_ID_DESC], first: ${PAGE}
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      cursor
      node { statementByStatementId {
        id text kind saidAt
        speakerBySpeakerId { name slug }
        statementTagsByStatementId { nodes { topicByTopicId { name slug } } }
        appearancesByStatementId(first: 1, orderBy: ROW_ID_ASC) {
          nodes { articleByArticleId { headline url publishedAt sourceBySourceId { name } } }
        }
      } }
    }
  }
}`;

const classicQuery = headlineQuery
  .replace("$speaker: [String!], $topic: [String!]", "$speakerId: Int!, $topicId: Int!")
  .replace("filter: { speaker: $speaker, topic: $topic }", "speakerId: $speakerId, topicId: $topicId");

const byIds = ({ speakerId, topicId }) => ({ speakerId, topicId });

/**
 * The servers that are compared: what they are, what they are sent for a pair of speaker and topic, and how their answer
 * reads in the form of OnRecord's.
 */
export const servers = {
  bare: {
    title: "the bare limit: `node:http` and one prepared SQL statement that builds the JSON as text",
    start: (options) => forkServer("bare", options),
    request: byIds,
    statements: (data) => data.statements,
  },
  onrecord: {
    title: "OnRecord",
    start: spawnOnRecord,
    request: ({ speaker, topic }) => ({ query: headlineQuery, variables: { speaker: [speaker], topic: [topic] } }),
    statements: (data) => data.statements,
  },
  postgraphile: {
    title: "PostGraphile 5 on the same tables",
    start: (options) => forkServer("postgraphile", options),
    request: (pair) => ({ query: postgraphileQuery, variables: byIds(pair) }),
    statements: ({ allStatementTopics: { edges, ...rest } }) => ({
      ...rest,
      edges: edges.map(({ node: { statementByStatementId: node } }) => ({ node: likeOurs(node) })),
    }),
  },
  classic: {
    title: "the classic: Apollo, a Prisma page over the same index, a DataLoader per level",
    start: (options) => forkServer("classic", options),
    request: (pair) => ({ query: classicQuery, variables: byIds(pair) }),
    statements: (data) => data.statements,
  },
};

function likeOurs({ speakerBySpeakerId, statementTagsByStatementId, appearancesByStatementId, ...rest }) {
  const [
    {
      articleByArticleId: { sourceBySourceId, ...article },
    },
  ] = appearancesByStatementId.nodes;
  return {
    ...rest,
    speaker: speakerBySpeakerId,
    topics: statementTagsByStatementId.nodes.map((tag) => tag.topicByTopicId),
    firstAppearance: { article: { ...article, source: sourceBySourceId } },
  };
}

/** Starts one of the servers that are compared with OnRecord, in a process of its own. */
export async function forkServer(name, { url, poolSize, node }) {
  const child = fork(join(import.meta.dirname, "servers", `${name}.js`), [url, String(poolSize)], {
    execPath: node,
    env: { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [message] = await Promise.race([once(child, "message"), failure(child, name)]);
  return running(child, message.url);
}

/** As its users start it; its log, which it writes as always, goes nowhere. */
export async function spawnOnRecord({ url, poolSize, node, cpuProfile, environment = {} }) {
  const port = await freePort();
  const main = join(import.meta.dirname, "../dist/src/index.js");
  const profile = cpuProfile ? ["--cpu-prof", `--cpu-prof-dir=${cpuProfile}`] : [];
  const child = spawn(node, [...profile, main], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: url,
      HOST: "127.0.0.1",
      PORT: String(port),
      ONRECORD_POOL_SIZE: String(poolSize),
      // Counted as anybody's requests are, but never spent.
      ONRECORD_RATE_LIMIT: "1000000000",
      ...environment,
    },
    stdio: "ignore",
  });
  await Promise.race([ready(`http://127.0.0.1:${port}/readyz`), failure(child, "onrecord")]);
  return running(child, `http://127.0.0.1:${port}/graphql`);
}

async function failure(child, name) {
  const [code] = await once(child, "exit");
  throw new Error(`The server ${name} ended with ${code}.`);
}

async function ready(address) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`${address} was not ready in time.`);
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

function running(child, url) {
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { url, pid: child.pid, stop };
}
