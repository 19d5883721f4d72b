import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

/** The number of statements in a transaction, here and in an import. */
const BATCH = 1_000;

const NOUNS = [
  ...["origin", "import", "import_file", "source", "source_name", "speaker", "speaker_name", "speaker_role"],
  ...["speaker_member", "topic", "topic_name", "topic_broader"],
];

/** In which batch each row was written; nouns, which come before what refers to them, in the first. */
const BATCHES = `
CREATE TEMP TABLE appearance_batch AS
SELECT id, statement_id, article_id, (row_number() OVER (ORDER BY id) - 1)::int / ${BATCH} AS batch FROM appearance;
CREATE TEMP TABLE statement_batch AS SELECT statement_id AS id, min(batch) AS batch FROM appearance_batch GROUP BY 1;
CREATE TEMP TABLE article_batch AS
SELECT id, COALESCE((SELECT min(batch) FROM appearance_batch WHERE article_id = article.id), 0) AS batch FROM article;
CREATE UNIQUE INDEX ON appearance_batch (id);
CREATE UNIQUE INDEX ON statement_batch (id);
CREATE UNIQUE INDEX ON article_batch (id);
ANALYZE appearance_batch, statement_batch, article_batch;`;

const BATCH_OF = {
  ...Object.fromEntries(NOUNS.map((table) => [table, "0"])),
  article: "(SELECT batch FROM article_batch WHERE id = article.id)",
  statement: "(SELECT batch FROM statement_batch WHERE id = statement.id)",
  statement_tag: "(SELECT batch FROM statement_batch WHERE id = statement_id)",
  appearance: "(SELECT batch FROM appearance_batch WHERE id = appearance.id)",
  appearance_span: "(SELECT batch FROM appearance_batch WHERE id = appearance_id)",
  assertion: `CASE subject
    WHEN 'APPEARANCE' THEN (SELECT batch FROM appearance_batch WHERE id = subject_id)
    WHEN 'ARTICLE' THEN (SELECT batch FROM article_batch WHERE id = subject_id)
    WHEN 'STATEMENT_TAG' THEN (SELECT batch FROM statement_batch WHERE id = subject_id)
    ELSE 0 END`,
  // A link may lead to an article of a later batch.
  related_article: "(SELECT max(batch) FROM article_batch)",
};

/**
 * Writes all rows that imports have made into files for COPY, by batch and table, but for what triggers derive of them.
 *
 * @returns the files in the order in which they can be loaded, a list for each batch, and how many rows they have
 */
export async function saveRows(url, folder) {
  await mkdir(folder);
  return withClient(url, async (client) => {
    await client.query(BATCHES);
    let rows = 0;
    const batches = [];
    for (const [table, batchOf] of Object.entries(BATCH_OF)) {
      const counts = `SELECT ${batchOf} AS batch, count(*)::int AS count FROM ${table} GROUP BY 1`;
      for (const { batch, count } of (await client.query(counts)).rows) {
        const path = join(folder, `${batch}.${table}`);
        const source = client.query(copyTo(`COPY (SELECT * FROM ${table} WHERE ${batchOf} = ${batch}) TO STDOUT`));
        await pipeline(source, createWriteStream(path));
        batches[batch] = [...(batches[batch] ?? []), { table, path }];
        rows += count;
      }
    }
    return { batches, rows };
  });
}

/** Loads the files into an empty, migrated database, a transaction for each batch. Returns the seconds that it took. */
export async function copyRows(url, batches) {
  return withClient(url, async (client) => {
    const began = performance.now();
    for (const files of batches) {
      await client.query("BEGIN");
      for (const { table, path } of files) {
        await pipeline(createReadStream(path), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
      }
      await client.query("COMMIT");
    }
    return (performance.now() - began) / 1000;
  });
}

/** The bytes that the files have. */
export async function sizeOf(batches) {
  const sizes = await Promise.all(batches.flat().map(async ({ path }) => (await stat(path)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function withClient(url, work) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
