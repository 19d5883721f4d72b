import { ratio } from "./compare.js";
import { headlineQuery, PAGE } from "./query.js";
import { servers } from "./servers.js";

/** The page with the sections that another has besides: imports, the live feed. */
export function withSectionsOf(other, page) {
  const sections = other.split(/\n(?=## )/).filter((part) => /^## (Imports|Live)\n/.test(part));
  return sections.reduce(withSection, page);
}

/** The page docs/benchmarks.md: ratios first, then the figures that they come from. */
export function describe({ measured, history, growth, surroundings, options }) {
  const { date, processor, memoryGb, system, versions } = surroundings;
  return `# Benchmarks

Measured on ${date} by \`npm run bench -- --statements ${options.sizes.join(",")}\` (${options.rounds} rounds of ${options.seconds} s, seed ${options.seed}).
Read the ratios: the figures themselves are those of one machine, on which the database, the server and the load generator
share the processors.

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

The archive is synthetic: fictional speakers and topics drawn by Zipf's law, three levels of topics, loaded by COPY into OnRecord's own
tables with all their triggers and constraints (above 200,000 statements in bulk, which leaves
the same rows and indexes; ten million are a million repeated, each time with other speakers, articles and times, and nothing to search their texts by). The page is the ${PAGE} newest statements by one speaker on one topic, with the speaker, the
topics, the first article that printed it and its source, and the number of them all; some 10 kB of JSON:

\`\`\`graphql
${headlineQuery}
\`\`\`

${Object.values(servers)
  .map(({ title }) => `- ${title}`)
  .join("\n")}

OnRecord is asked by names, as people ask, and PostGraphile, the classic and the bare limit by the ids that those names stand for. All
keep four connections to the same PostgreSQL. Before anything is timed, every server has to give the same statements for
every question. Servers are measured by turns, round after round; a ratio is the median over the rounds of the two neighbours' quotient. A
server's processor time and memory are those that Linux reports for its process; SQL statements are counted by PostgreSQL. Answers
are not compressed.
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
    [`headline page against the bare limit, ${reference} connections`, against("bare"), "≥ 0.60", "≥ 0.90"],
    ["headline page against PostGraphile 5", against("postgraphile"), "≥ 1.5", "≥ 2.5"],
    ["headline page against the classic", against("classic"), "≥ 4", "≥ 6"],
    [`time of page ${number(page)} against page 1`, times(deepCost), "≤ 1.5", "≤ 1.1"],
    ["time of a topic with narrower ones against one without, as many statements", times(broadCost), "≤ 1.5", "≤ 1.1"],
    [
      `time of the headline page with a long history against without: ${number(history.revisions)} changes of the statements shown`,
      times(history.cost),
      "≤ 1.1",
      "≤ 1.05",
    ],
    ["SQL statements of the headline query, without / with the count", statements, "≤ 3 / ≤ 4", "1 / 1–2"],
    ["memory of the server under load, at most", `${peak(headline, "onrecord")} MB`, "≤ 350 MB", "≤ 200 MB"],
    ...growth.flatMap(({ statements: larger, peakMb, cost }) => [
      [`the same on ${number(larger)} statements`, `${peakMb} MB`, "≤ 350 MB", "≤ 200 MB"],
      [`time of the headline page on ${number(larger)} statements against these`, times(cost), "≤ 2", "≤ 1.2"],
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

${pairs} questions, and ${twins} for each side of the comparison of topics. Loaded in ${archive.loadSeconds} s, with VACUUM ANALYZE ${archive.withVacuum} s; ${number(archive.megabytes)} MB.

Requests a second, as a part of the bare limit's:

${table(["", ...clients], rates)}

Milliseconds until half and 99 % of the answers were there:

${table(["", ...clients], waits)}

One request at ${reference} connections: processor time in ms, SQL statements; and the most memory that the server took:

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
