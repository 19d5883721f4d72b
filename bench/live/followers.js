import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";

const subscription = `subscription ($filter: StatementFilter) { statementPublished(filter: $filter) {
  cursor
  statement { id text kind saidAt speaker { name slug } topics { name slug } firstAppearance { article { headline url source { name } } } }
} }`;

/** The number of subscribers that connect at once. */
const TOGETHER = 50;

/** How long the server may take to begin all subscriptions, and to deliver what is still on its way. */
const PATIENCE_MS = 180_000;

/** Connects one that follows for each filter; resolves when the server has begun all their subscriptions. */
export async function connectFollowers(url, filters) {
  const followers = [];
  for (let i = 0; i < filters.length; i += TOGETHER) {
    followers.push(...(await Promise.all(filters.slice(i, i + TOGETHER).map((filter) => follow(url, filter)))));
  }
  await until(async () => (await subscriptionsOf(url)) === filters.length);
  return followers;
}

/** One that follows, and when which statement came. */
async function follow(url, filter) {
  const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws");
  const follower = { socket, heard: [], problem: undefined, untilHeard };
  const fail = (problem) => {
    follower.problem ??= problem;
  };
  socket.on("error", (error) => fail(error.message));
  socket.on("close", (code, reason) => fail(`closed with ${code} ${reason}`));
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await once(socket, "message");
  socket.on("message", (data) => {
    const number = numberIn(String(data));
    if (number === undefined) fail(`told ${data}`);
    else follower.heard.push({ number, at: Date.now() });
  });
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: subscription, variables: { filter } } }));
  return follower;

  /** Resolves when it has received this many statements, none twice; rejects if it receives others, or too few. */
  async function untilHeard(count) {
    await until(() => follower.problem || follower.heard.length >= count).catch(() => {});
    const different = new Set(follower.heard.map(({ number }) => number)).size;
    if (!follower.problem && follower.heard.length === count && different === count) return;
    const what = `was told ${follower.heard.length} times of ${different} statements, where it finds ${count}`;
    throw new Error(`${JSON.stringify(filter)} ${what} (${follower.problem ?? "still connected"}).`);
  }
}

/**
 * The number of the statement in a message: the writer's texts end with it, in parentheses. Does not use JSON.parse, since the
 * subscribers, who receive a hundred thousand messages per second, share the machine with the server.
 */
function numberIn(message) {
  const [, number] = /"text":"[^"]*\((\d+)\)","kind"/.exec(message) ?? [];
  return number === undefined ? undefined : Number(number);
}

async function subscriptionsOf(url) {
  const text = await (await fetch(new URL("/metrics", url))).text();
  return Number(/^onrecord_live_subscriptions (\d+)$/m.exec(text)?.[1]);
}

async function until(holds) {
  for (const began = performance.now(); !(await holds()); await pause(50)) {
    if (performance.now() - began > PATIENCE_MS) throw new Error("It has taken too long.");
  }
}
