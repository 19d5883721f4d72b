import { pages } from "../dist/web/server.js";
import { byTurns, ratio } from "./compare.js";
import { postmasterOf } from "./database.js";
import { choosePairs } from "./query.js";
import { ask } from "./same.js";
import { servers } from "./servers.js";

/** How many readers ask at once. */
const CONNECTIONS = 16;

/**
 * Asks for the site's search page about a speaker on a topic, and by turns for the same query alone, by the page's own document with
 * its own variables. What the page costs more is its rendering.
 */
export async function measureSite(cluster, { statements, url }, options) {
  const { say, seed, node, rounds, seconds, warmUpSeconds } = options;
  const { document, variables } = pages.find(({ path }) => path === "/statements");
  const server = await servers.onrecord.start({ url, poolSize: 4, node });
  try {
    const pairs = await choosePairs(url, { count: options.pairs, seed });
    const queries = pairs.map(({ speaker, topic }) => new URLSearchParams({ speaker, topic }));
    const subjects = {
      page: queries.map((query) => ({ page: `/statements?${query}` })),
      query: queries.map((query) => ({
        documentId: document.id,
        variables: variables({ path: "/statements", parts: {}, query }),
      })),
    };
    await proveSamePage(server, subjects.page[0], subjects.query[0]);
    const turns = (count, length) =>
      byTurns(
        {
          page: { server, bodies: subjects.page, databaseUrl: url },
          query: { server, bodies: subjects.query, databaseUrl: url },
        },
        { rounds: count, seconds: length, connections: CONNECTIONS, postmaster: postmasterOf(cluster), say },
      );
    await turns(1, warmUpSeconds);
    const measured = await turns(rounds, seconds);
    return {
      ...{ statements, connections: CONNECTIONS, measured },
      rate: ratio(measured.page, measured.query),
      renderingMs: measured.page.nodeMs - measured.query.nodeMs,
    };
  } finally {
    await server.stop();
  }
}

/** Throws unless the page shows the words of the first statement that the query finds. */
async function proveSamePage(server, { page }, body) {
  const { statements } = await ask(server.url, body);
  const html = await (await fetch(new URL(page, server.url), { headers: { accept: "text/html" } })).text();
  const [{ node }] = statements.edges;
  if (!html.includes(node.urn.slice("urn:uuid:".length))) throw new Error(`${page} does not show ${node.urn}.`);
}
