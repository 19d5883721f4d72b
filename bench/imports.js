import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { migrate } from "../dist/src/migrate.js";
import { writeCorpus } from "./data/corpus.js";
import { median } from "./fire.js";
import { copyRows, saveRows } from "./imports/rows.js";
import { read } from "./query.js";

/**
 * Imports corpora, and copies the very rows that this has made, by turns, each time into a database of its own that is migrated
 * and empty.
 *
 * @returns for each corpus the medians of the rounds' figures, and of their quotients
 */
export async function measureImports(cluster, { imports, rounds, seed, say }) {
  await read(cluster.url, "CREATE DATABASE migrated");
  await migrate(urlOf(cluster, "migrated"), { log: () => {} });
  const found = [];
  for (const corpus of [...(await synthetic(cluster, { ...imports, seed })), ...imports.corpora]) {
    say(`Importing ${corpus.title}, then by turns with COPY …`);
    found.push(await measure(cluster, corpus, { rounds, say }));
  }
  return found;
}

async function synthetic(cluster, { statements, seed }) {
  const [plain, bodies] = ["statements", "bodies"].map((name) => join(cluster.folder, `${name}.jsonl`));
  await writeCorpus(plain, { statements, seed, withBodies: false });
  await writeCorpus(bodies, { statements, seed, withBodies: true });
  return [
    { title: "synthetic, no bodies", format: "jsonl", path: plain },
    { title: "synthetic, bodies and spans", format: "jsonl", path: bodies },
  ];
}

async function measure(cluster, { title, format, path }, { rounds, say }) {
  // The first import shows which rows there are, and is not timed.
  const saved = await inDatabase(cluster, async (url) => {
    await runImport(url, format, path);
    const [{ statements }] = await read(url, "SELECT count(*)::int AS statements FROM appearance");
    return { statements, ...(await saveRows(url, join(cluster.folder, `rows-${path.length}-${format}`))) };
  });
  const { statements, rows, batches } = saved;
  const turns = [];
  for (let round = 1; round <= rounds; round += 1) {
    const { seconds, peakMb } = await inDatabase(cluster, (url) => runImport(url, format, path));
    const copySeconds = await inDatabase(cluster, (url) => copyRows(url, batches));
    turns.push({ seconds, peakMb, copySeconds, ratio: copySeconds / seconds });
    say(`  round ${round} of ${rounds}: ${seconds.toFixed(1)} s, COPY ${copySeconds.toFixed(1)} s`);
  }
  const of = (name) => median(turns.map((turn) => turn[name]));
  return {
    ...{ title, statements, rows, transactions: batches.length },
    ...{ seconds: of("seconds"), copySeconds: of("copySeconds"), ratio: of("ratio") },
    peakMb: Math.max(...turns.map(({ peakMb }) => peakMb)),
  };
}

/** Hands out the address of a new database; it is migrated, empty, and gone afterwards. */
async function inDatabase(cluster, work) {
  await read(cluster.url, "CREATE DATABASE imported TEMPLATE migrated");
  // Whatever the one before left to be written shall not be written now.
  await read(cluster.url, "CHECKPOINT");
  try {
    return await work(urlOf(cluster, "imported"));
  } finally {
    await read(cluster.url, "DROP DATABASE imported");
  }
}

async function runImport(url, format, path) {
  const child = fork(join(import.meta.dirname, "imports/importer.js"), [url, format, path]);
  const [result] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (typeof result !== "object" || result === null) throw new Error(`The import of ${path} ended with ${result}.`);
  return result;
}

function urlOf(cluster, name) {
  const url = new URL(cluster.url);
  url.pathname = name;
  return url.href;
}
