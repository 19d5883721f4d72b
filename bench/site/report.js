import { number, table, times } from "../report.js";

/** The section of docs/benchmarks.md on the search page of the reader's site. */
export function describeSite(found, { surroundings: { date, processor, versions }, options }) {
  const { statements, connections, measured, rate, renderingMs } = found;
  const row = (title, { rate: perSecond, p50, p99, nodeMs, postgresMs }) => [
    title,
    perSecond.toFixed(0),
    `${p50.toFixed(1)} / ${p99.toFixed(1)}`,
    nodeMs.toFixed(2),
    postgresMs.toFixed(2),
  ];
  return `## Site

Measured on ${date} by \`npm run bench -- --site --statements ${statements}\` on ${processor}, Node ${versions.node}, PostgreSQL ${versions.PostgreSQL}
(${options.rounds} rounds of ${options.seconds} s, seed ${options.seed}). The page must be served at half the rate of its query at least, and its rendering must take at most
8 ms of processor time.

${table(
  [
    `${number(statements)} statements, ${connections} connections`,
    "requests per second",
    "ms until 50 % / 99 % had arrived",
    "server, ms",
    "PostgreSQL, ms",
  ],
  [row("the search page", measured.page), row("its GraphQL request alone", measured.query)],
)}

The page has **${times(rate)}** times the requests per second of its query, and its rendering takes **${renderingMs.toFixed(2)} ms** of processor time.

The page is \`/statements\` about a speaker on a topic: the newest 20 statements with facets, timeline and count. The request alone names the
page's own document (\`documentId\`) and has the same variables. They take turns, and are about the same pairs of speaker and topic.
`;
}
