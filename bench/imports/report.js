import { number, table, times } from "../report.js";

/** The section about imports: how each compares with COPY of the rows that it makes. */
export function describeImports(found, { surroundings, options }) {
  const { date, processor, versions } = surroundings;
  const rate = (count, seconds) => number(Math.round(count / seconds));
  const rows = found.map((corpus) => [
    corpus.title,
    times(corpus.ratio),
    `${corpus.seconds.toFixed(1)} s / ${corpus.copySeconds.toFixed(1)} s`,
    rate(corpus.rows, corpus.seconds),
    rate(corpus.statements, corpus.seconds),
    `${Math.round(corpus.peakMb)} MB`,
  ]);
  const sizes = found.map((corpus) => `${number(corpus.statements)} (${number(corpus.rows)} rows)`).join(", ");
  return `## Imports

Measured on ${date} by \`npm run bench -- --imports --statements ${options.imports.statements}\` on ${processor}, Node ${process.versions.node},
PostgreSQL ${versions.PostgreSQL} (${options.rounds} rounds, seed ${options.seed}). The ratio must be at least 0.5, and the aim is 0.8; memory must
stay below 400 MB.

${table(["", "ratio to COPY", "import / COPY", "rows per second", "statements per second", "peak memory"], rows)}

Printed statements imported: ${sizes}.

An import is a process of its own that does what \`onrecord import\` does, into a migrated, empty database. Its time is from the first look at
the file to the last commit. COPY loads the same rows that this import left, from files in COPY's own format, into another such database
with all its indexes, constraints and triggers, in transactions of 1,000 statements like those of the import. Triggers derive the same
rows in both. We use the COPY of pg-copy-streams, because the embedded PostgreSQL has no psql; compared with \`psql \\copy\` of the same files,
neither was faster beyond the noise. Import and COPY take turns. The ratio is the median over the rounds of COPY's time divided by the
import's.
`;
}
