import { ratio } from "./compare.js";
import { headlineQuery, PAGE } from "./query.js";
import { servers } from "./servers.js";

/** The page with the sections that another has besides: imports, counts, the live feed, fair shares, growth, extraction, the site. */
export function withSectionsOf(other, page) {
  const sections = other
    .split(/\n(?=## )/)
    .filter((part) => /^## (Imports|Counts|Live|Fair shares|Growth|Extraction|Site)\n/.test(part));
  return sections.reduce(withSection, page);
}

/** The page docs/benchmarks.md: ratios first, then the figures that they come from. */
export function describe({ measured, history, growth, surroundings, options }) {
  const { date, processor, memoryGb, system, versions } = surroundings;
  return `# Benchmarks

Measured on ${date} by \`npm run bench -- --statements ${options.sizes.join(",")}\` (${options.rounds} rounds of ${options.seconds} s, seed ${options.seed}).
This page compares OnRecord's speed with other servers, and imports with COPY. Read the ratios: the absolute figures come from one
machine, on which the database, the server and the load generator share the processors.

${table(
  ["machine", "", "versions", ""],
  [
    ["processors", processor, "Node (all servers)", versions.node],
    ["memory", `${memoryGb} GB`, "PostgreSQL, embedded, as users get it", versions.PostgreSQL],
    ["system", system, "autocannon", versions.autocannon],
    ["", "", "OnRecord and the classic", apolloVersions(versions)],
    ["", "", "PostGraphile", versions.postgraphile],
  ],
)}

## What holds

${table([`${number(measured.archive.statements)} statements`, "measured", "must", "aim"], holds(measured, history, growth))}

${section(measured)}

## How it is measured

The archive is synthetic. Fictional speakers and topics are drawn by Zipf's law, and topics have three levels. It is loaded by COPY into
OnRecord's own tables with all their triggers and constraints. More than 200,000 statements are loaded in bulk, which leaves the same rows and
indexes. Ten million statements are one million repeated, each time with other speakers, articles and times, and without search vectors.

The page that is measured has the ${PAGE} newest statements by one speaker on one topic, with the speaker, the topics, the first article that
printed each statement and its source, and the total count: some 10 kB of JSON.

\`\`\`graphql
${headlineQuery}
\`\`\`

${Object.values(servers)
  .map(({ title }) => `- ${title}`)
  .join("\n")}

OnRecord is queried by names, as people query it; PostGraphile, the classic and the bare limit by the ids that those names stand for. Each
has four connections to the same PostgreSQL. Before anything is timed, every server must return the same statements for every query.
Servers are measured in turn, round after round. In each round a figure is divided by its neighbour's; a ratio is the median of these. Linux
reports a server's processor time and memory, and PostgreSQL counts the SQL statements. Responses are not compressed.
`;
}

/** The page with this section in the place of the one of the same title that it has, or at its end. */
export function withSection(page, section) {
  const [title] = section.split("\n", 1);
  const start = page.indexOf(`${title}\n`);
  if (start < 0) return `${page}\n${section}`;
  const end = page.indexOf("\n## ", start);
  return page.slice(0, start) + section + (end < 0 ? "" : page.slice(end));
}

function apolloVersions(versions) {
  return ["@apollo/server", "graphql", "graphql-jit", "@prisma/client", "fastify"]
    .map((name) => `${name} ${versions[name]}`)
    .join(", ");
}

function holds({ headline, reference, page, deepCost, broadCost, sql }, history, growth) {
  const against = (name) => times(ratio(headline[reference].onrecord, headline[reference][name]));
  const statements = sql.onrecord === undefined ? "–" : `${sql.withoutCount.toFixed(1)} / ${sql.onrecord.toFixed(1)}`;
  return [
    [`headline page compared with the bare limit, ${reference} connections`, against("bare"), "≥ 0.60", "≥ 0.90"],
    ["headline page compared with PostGraphile 5", against("postgraphile"), "≥ 1.5", "≥ 2.5"],
    ["headline page compared with the classic", against("classic"), "≥ 4", "≥ 6"],
    [`time of page ${number(page)} compared with page 1`, times(deepCost), "≤ 1.5", "≤ 1.1"],
    [
      "time for a topic with narrower topics compared with one without, with equally many statements",
      times(broadCost),
      "≤ 1.5",
      "≤ 1.1",
    ],
    [
      `time of the headline page with a long history compared with none: ${number(history.revisions)} changes of the statements shown`,
      times(history.cost),
      "≤ 1.1",
      "≤ 1.05",
    ],
    ["SQL statements of the headline query, without / with the count", statements, "≤ 3 / ≤ 4", "1 / 1–2"],
    ["peak memory of the server under load", `${peak(headline, "onrecord")} MB`, "≤ 350 MB", "≤ 200 MB"],
    ...growth.flatMap(({ statements: larger, peakMb, cost }) => [
      [`the same on ${number(larger)} statements`, `${peakMb} MB`, "≤ 350 MB", "≤ 200 MB"],
      [`time of the headline page on ${number(larger)} statements compared with these`, times(cost), "≤ 2", "≤ 1.2"],
    ]),
  ];
}

function section({ archive, headline, reference, sql, pairs, twins }) {
  const connections = Object.keys(headline);
  const names = Object.keys(servers);
  const title = (name) => servers[name].title.split(":")[0];
  const rates = names.map((name) => [
    title(name),
    ...connections.map(
      (count) =>
        `${times(ratio(headline[count][name], headline[count].bare))} (${headline[count][name].rate.toFixed(0)}/s)`,
    ),
  ]);
  const waits = names.map((name) => [
    title(name),
    ...connections.map((count) => `${headline[count][name].p50.toFixed(1)} / ${headline[count][name].p99.toFixed(1)}`),
  ]);
  const costs = names.map((name) => [
    title(name),
    headline[reference][name].nodeMs.toFixed(2),
    headline[reference][name].postgresMs.toFixed(2),
    sql[name]?.toFixed(1) ?? "–",
    `${peak(headline, name)} MB`,
  ]);
  const clients = connections.map((count) => `${count} connection${count === "1" ? "" : "s"}`);
  return `## The figures

${pairs} queries, and ${twins} for each side of the comparison of topics. The archive was loaded in ${archive.loadSeconds} s (${archive.withVacuum} s with VACUUM ANALYZE) and takes ${number(archive.megabytes)} MB.

Requests per second, as a fraction of the bare limit's:

${table(["", ...clients], rates)}

Milliseconds until 50 % and 99 % of the responses had arrived:

${table(["", ...clients], waits)}

One request at ${reference} connections: processor time in ms and SQL statements; and the peak memory of the server:

${table(["", "server", "PostgreSQL", "SQL", "memory"], costs)}`;
}

function peak(headline, name) {
  return Math.round(Math.max(...Object.values(headline).map((one) => one[name].peakMb)));
}

export function times(value) {
  return value.toFixed(2);
}

export function number(value) {
  return value.toLocaleString("en-US");
}

export function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
