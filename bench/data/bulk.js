/**
 * The tables that a large archive fills, each with the columns that tell its rows from those of a repetition, and what they
 * are there; `n` is the number of the repetition.
 */
const LARGE = {
  article: {
    id: "id + n * articles",
    url: "url || '-' || n",
    published_at: "published_at + n * interval '37 minutes'",
  },
  statement: {
    id: "id + n * statements",
    speaker_id: "speaker_id + n * speakers",
    said_at: "said_at + n * interval '37 minutes'",
  },
  statement_tag: { statement_id: "statement_id + n * statements" },
  statement_topic: {
    statement_id: "statement_id + n * statements",
    speaker_id: "speaker_id + n * speakers",
    said_at: "said_at + n * interval '37 minutes'",
  },
  appearance: {
    id: "id + n * appearances",
    statement_id: "statement_id + n * statements",
    article_id: "article_id + n * articles",
  },
};

/**
 * Loads a large archive in a fraction of the time that its triggers and indexes take row by row: triggers off, indexes that no
 * constraint stands on dropped; behind the COPY the derived tables are filled by what their triggers do, all at once, and
 * the indexes are made anew. The same rows and indexes stand there in the end.
 *
 * @param load does the COPY
 * @param times how often the archive stands there in the end, each time with other speakers, articles and times
 */
export async function inBulk(client, say, load, times) {
  const { rows: indexes } = await client.query(
    `SELECT indexname AS name, indexdef AS definition
    FROM pg_indexes
    WHERE tablename = ANY ($1) AND indexname NOT IN (SELECT conname FROM pg_constraint)`,
    [[...Object.keys(LARGE), "statement_search", "statement_printing"]],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query("SET session_replication_role = replica");
  await client.query("SET synchronous_commit = off");
  await load();
  say("  filling what triggers would have derived …");
  await client.query(`
    INSERT INTO statement_topic (statement_id, topic_id, speaker_id, status, said_at)
    SELECT DISTINCT statement.id, ancestor_id, speaker_id, status, said_at
    FROM statement_tag
    JOIN statement ON statement.id = statement_id
    JOIN topic_ancestor USING (topic_id)
    ORDER BY 1`);
  // The headline page, all that is measured on an archive made by repetition, does not read what texts are searched by.
  if (times === 1) {
    await client.query(`
      INSERT INTO statement_search (statement_id, configuration, search)
      SELECT id, search_configuration(language), search_vector(language, text)
      FROM statement`);
  }
  await repeat(client, say, times);
  await client.query("SELECT refresh_statement_printing()");
  await client.query("SELECT refresh_tally()");
  await client.query("SET session_replication_role = origin");
  await client.query("SET maintenance_work_mem = '1GB'");
  for (const { name, definition } of indexes) {
    say(`  making ${name} …`);
    await client.query(definition);
  }
  say("  counting large topics ahead …");
  await client.query("SELECT count(tally_topic(id)) FROM large_topics() AS large (id)");
}

/** Multiplies the loaded rows by `times`; each copy has its own share of the speakers. */
async function repeat(client, say, times) {
  const { rows } = await client.query(`
    SELECT (SELECT max(id) FROM article) AS articles, (SELECT max(id) FROM statement) AS statements,
      (SELECT max(id) FROM appearance) AS appearances, (SELECT count(*) FROM speaker)::int / ${times} AS speakers`);
  for (const [table, changed] of Object.entries(LARGE)) {
    if (times > 1) say(`  repeating ${table} …`);
    const { fields } = await client.query(`SELECT * FROM ${table} LIMIT 0`);
    const values = fields.map(({ name }) => changed[name] ?? name).join(", ");
    const written = Object.entries(rows[0]).reduce(
      (text, [name, count]) => text.replaceAll(`n * ${name}`, `n * ${count}`),
      values,
    );
    await client.query(`
      INSERT INTO ${table} (${fields.map(({ name }) => name).join(", ")})
      SELECT ${written} FROM generate_series(1, ${times - 1}) AS n CROSS JOIN LATERAL (SELECT * FROM ${table} OFFSET 0) AS once`);
  }
}
