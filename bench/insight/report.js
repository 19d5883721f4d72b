import { countsQuery } from "../insight.js";
import { number, table, times } from "../report.js";

const titles = { pairs: "a speaker on a topic", topic: "a topic" };

/** The section about facets and timelines: what they take, beside plain SQL that counts the same. */
export function describeInsight(found, { surroundings, options }) {
  const { date, processor, versions } = surroundings;
  const figures = ({ postgresMs, p50 }) => `${postgresMs.toFixed(1)} (${p50.toFixed(1)})`;
  const rows = found.map(({ statements, title, matches, measured, inPostgres, inAll }) => [
    `${titles[title]}${matches ? `, ${number(matches)} statements,` : ""} of ${number(statements)}`,
    figures(measured.headline),
    figures(measured.page),
    figures(measured.counts),
    figures(measured.plain),
    `${times(inPostgres)} / ${times(inAll)}`,
  ]);
  return `## Counts

Measured on ${date} by \`npm run bench -- --insight --statements ${options.insight.sizes.join(",")}\` on ${processor}, Node ${versions.node}, PostgreSQL
${versions.PostgreSQL} (${options.rounds} rounds of ${options.seconds} s, seed ${options.seed}). One client asks at a time. Milliseconds of PostgreSQL's processor time for a
request, and in brackets until half of the responses had arrived:

${table(
  [
    "",
    "the page alone",
    "the page with facets and timeline",
    "facets and timeline",
    "plain SQL",
    "plain SQL compared with OnRecord: PostgreSQL's time / requests",
  ],
  rows,
)}

The page is that of the headline query; the facets and the timeline are these. Plain SQL is one statement by hand for each of them, in
parallel on four connections, prepared, by ids, behind a bare HTTP server; before anything is timed, it must count the same. The last
column has its time in PostgreSQL divided by OnRecord's, and OnRecord's requests per second divided by its own: above 1, OnRecord is faster.

\`\`\`graphql
${countsQuery}
\`\`\`
`;
}
