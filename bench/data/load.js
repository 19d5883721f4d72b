import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { largeTables, smallTables } from "./archive.js";
import { inBulk } from "./bulk.js";

/** Up to this size by COPY with everything in place; beyond, in bulk. */
const LARGEST_AS_USUAL = 200_000;
/** Beyond this size what was made is repeated. */
const LARGEST_MADE = 1_000_000;

/**
 * Fills an empty, migrated database with a synthetic archive, by COPY into the archive's own tables with all their
 * triggers and constraints, a large one in bulk, then VACUUM ANALYZE. Returns how long that took.
 */
export async function loadArchive(url, { statements, seed, say }) {
  const began = performance.now();
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const table of smallTables(statements, seed)) await copy(client, table);
    const times = Math.max(1, Math.round(statements / LARGEST_MADE));
    const load = async () => {
      let loaded = 0;
      for (const tables of largeTables(statements / times, seed)) {
        await client.query("BEGIN");
        for (const table of tables) await copy(client, table);
        await client.query("COMMIT");
        loaded += tables[1].rows.length;
        say(`  ${loaded} of ${statements} statements after ${seconds(began)} s`);
      }
    };
    await (statements > LARGEST_AS_USUAL ? inBulk(client, say, load, times) : load());
    for (const name of ["origin", "source", "speaker", "topic", "article", "statement"]) {
      await client.query(`SELECT setval(pg_get_serial_sequence('${name}', 'id'), (SELECT max(id) FROM ${name}))`);
    }
    const loadSeconds = seconds(began);
    await client.query("VACUUM (ANALYZE)");
    await client.query("CHECKPOINT");
    return { loadSeconds, withVacuum: seconds(began) };
  } finally {
    await client.end();
  }
}

function seconds(began) {
  return Math.round((performance.now() - began) / 1000);
}

async function copy(client, { name, columns, rows }) {
  const target = client.query(copyFrom(`COPY ${name} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(blocks(rows)), target);
}

/** COPY's text format; the coined words hold nothing that it would have to escape. */
function* blocks(rows) {
  const size = 1_000;
  for (let i = 0; i < rows.length; i += size) {
    const lines = rows.slice(i, i + size).map((row) => row.map((value) => value ?? "\\N").join("\t"));
    yield `${lines.join("\n")}\n`;
  }
}
