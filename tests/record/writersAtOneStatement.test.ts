import { expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { findingsOf, openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { article, documentWith, IMPORT, paraphrase, source, topic } from "../helpers/factories.ts";

const { sql, raw } = Prisma;

const database = openArchive({ afresh: true });

/** Makes a statement with topics that are counted ahead, two topics that it lacks, and an article that does not print it. */
async function furnish(): Promise<void> {
  const others = { sources: [source("Nord-Kurier")], topics: [topic("Coast"), topic("Ferries")] };
  await record(database, others, IMPORT);
  await record(
    database,
    documentWith(article("one", [paraphrase("one")]), article("two", [paraphrase("two")]), article("three", [])),
    IMPORT,
  );
  await database.query(
    sql`UPDATE article SET source_id = (SELECT id FROM source WHERE name = 'Nord-Kurier') WHERE id <> 1`,
  );
  await database.query(sql`SELECT tally_topic(id) FROM topic`);
}

const tag = (name: string) =>
  `INSERT INTO statement_tag (statement_id, topic_id) SELECT 1, id FROM topic WHERE name = '${name}'`;
const print = (position: number) =>
  `INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
   SELECT 1, article.id, ${position}, statement.text, 'INDIRECT', statement.text, statement.origin_id
   FROM statement, article WHERE statement.id = 1 AND article.id = (SELECT max(id) FROM article)`;
const untag = "DELETE FROM statement_tag WHERE statement_id = 1";
const retag = `UPDATE statement_tag SET topic_id = (SELECT id FROM topic WHERE name = 'Ferries') WHERE statement_id = 1`;
const unprint = "DELETE FROM appearance WHERE statement_id = 1";
const move = "UPDATE appearance SET statement_id = 1 WHERE statement_id = 2";
const retract = "UPDATE statement SET status = 'RETRACTED', status_reason = 'Not so.' WHERE id = 1";
const translate = "UPDATE statement SET language = 'de' WHERE id = 1";

/** The rules that say whether the derived rows and the counts are right; rows written by SQL are asserted by nobody. */
const COUNTS = ["tally", "topic_tally", "statement_topic", "statement_printing"];

const writing = {
  "tags it": tag("Coast"),
  "tags it with another topic": tag("Ferries"),
  "takes its tags away": untag,
  "moves its tag to another topic": retag,
  "prints it": print(1),
  "prints it in the same source": print(2),
  "takes its printings away": unprint,
  "moves another's printing to it": move,
  "retracts it": retract,
  "changes its language": translate,
};

test.each<[keyof typeof writing, keyof typeof writing]>([
  ["tags it", "tags it with another topic"],
  ["tags it", "takes its tags away"],
  ["tags it", "moves its tag to another topic"],
  ["tags it", "prints it"],
  ["prints it", "tags it"],
  ["prints it", "prints it in the same source"],
  ["takes its printings away", "tags it"],
  ["moves another's printing to it", "prints it in the same source"],
  ["retracts it", "tags it"],
  ["tags it", "retracts it"],
  ["retracts it", "prints it"],
  ["changes its language", "tags it"],
])(
  "all is counted if one transaction at a statement %s and another %s before the first ends",
  async (first, second) => {
    await furnish();
    const [one, two] = [connectTo(database.url), connectTo(database.url)];
    let [isWritten, commit] = [false, () => {}];
    const committing = new Promise<void>((resolve) => (commit = resolve));
    try {
      const earlier = one.transaction(async (transaction) => {
        await transaction.query(raw(writing[first]));
        isWritten = true;
        await committing;
      });
      await Promise.race([earlier, eventually(() => isWritten)]);
      let isDone = false;
      const later = two.query(raw(`/* later */ ${writing[second]}`)).finally(() => (isDone = true));
      await Promise.race([later, eventually(async () => isDone || (await waiters()) > 0)]);
      commit();
      await Promise.all([earlier, later]);
      expect((await findingsOf(database)).filter(({ rule }) => COUNTS.includes(rule))).toEqual([]);
    } finally {
      commit();
      await Promise.all([one.close(), two.close()]);
    }
  },
);

/** Counts the second writers that wait for a lock. */
async function waiters(): Promise<number> {
  const [found] = await database.query<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '/* later */%'`,
  );
  return found?.n ?? 0;
}
