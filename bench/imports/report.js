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
PostgreSQL ${versions.PostgreSQL} (${options.rounds} rounds, seed ${options.seed}). At least 0.5 must hold, 0.8 is the aim; memory below 400 MB.

${table(["", "against COPY", "import / COPY", "rows a second", "statements a second", "memory at most"], rows)}

Printed statements that were imported: ${sizes}.

An import is a process of its own that does what \`onrecord import\` does, into a database that is migrated and empty; its time is that from
the first look at the file to the last commit. COPY loads the very rows that this has left, from files in COPY's own format, into another
such database with all its indexes, constraints and triggers, in transactions of 1,000 statements as the import's are; what triggers
derive they derive in both. It is pg-copy-streams' COPY, because the embedded PostgreSQL has no psql; beside \`psql \\copy\` of the same
files neither was the faster beyond the noise. Import and COPY take turns; the ratio is the median over the rounds of COPY's time by the import's.
`;
}
