import { number, table } from "../report.js";

/** The longest that a question may take, in milliseconds of the database, by the size of the archive. */
const MOST_MS = { 1000000: 50, 10000000: 100 };

/** The section of docs/benchmarks.md on questions that could take longer in larger archives. */
export function describeGrowth(measured, { surroundings: { date, processor, versions }, options }) {
  const titles = Object.keys(measured[0].times);
  const sizes = measured.map(({ statements }) => statements);
  const written = ({ median, least }) => `${median.toFixed(1)} (${least.toFixed(1)})`;
  const rows = titles.map((title) => [title, ...measured.map(({ times }) => written(times[title]))]);
  const must = Object.entries(MOST_MS).map(([size, ms]) => `${ms} ms in an archive of ${number(Number(size))}`);
  return `## Growth

Measured on ${date} by \`npm run bench -- --growth --statements ${sizes.join(",")}\` on ${processor}, Node ${versions.node}, PostgreSQL ${versions.PostgreSQL}
(seed ${options.seed}). No question should take more than ${must.join(" and ")}.

${table(["milliseconds of the database", ...sizes.map((size) => `${number(size)} statements`)], rows)}

The questions are about the most frequent speaker, topic, source and word. The figures are the median, and in brackets the least, of the time
for which a question, asked again and again, holds connections to the database. Beyond a million statements the archive is not searchable.
`;
}
