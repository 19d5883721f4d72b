import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readMigrations } from "../../src/migrate/files.ts";
import { difference, migrate } from "../../src/migrate.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { everything, idleTriggers, withClient } from "../backup/backups.ts";
import { expectSound } from "../helpers/archive.ts";
import { connectTo, openEmptyDatabase } from "../helpers/database.ts";
import { article, documentWith, IMPORT, paraphrase } from "../helpers/factories.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";
import { world } from "../helpers/world.ts";

const OWN = join(packageRoot(), "prisma");
const MIGRATION = "20261129199000_wide_ids";

/** What the tables of that time can hold: later migrations add propositions, stances, links and events. */
const later = ["propositions", "stances", "addressees", "via", "links", "occasion", "startsOn", "endsOn", "place"];
const original = JSON.parse(
  JSON.stringify(world, (key, value) => (later.includes(key) ? undefined : value)),
) as typeof world;

/** Changes a wording as an import does, so that the history has rows. */
const EDIT = `
BEGIN;
SELECT set_config('onrecord.origin', max(id)::text, TRUE) FROM origin;
UPDATE statement SET text = 'The fishermen get new boats.' WHERE text = 'The fishermen were promised new boats.';
COMMIT`;

const url = openEmptyDatabase();
let before: string;

/** A folder with the migrations before this one. */
beforeAll(async () => {
  before = await temporaryFolder();
  await cp(join(OWN, "schema.prisma"), join(before, "schema.prisma"));
  await mkdir(join(before, "migrations"));
  for (const { path } of await readMigrations(OWN)) {
    if (path < MIGRATION)
      await cp(join(OWN, "migrations", path), join(before, "migrations", path), { recursive: true });
  }
});
afterAll(() => rm(before, { recursive: true }));

const rulesOf = async () =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ rule: string }>(`
SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
ORDER BY rule`);
    // A later migration makes this trigger anew, once for each SQL statement.
    return rows.map(({ rule }) => rule).filter((rule) => !rule.startsWith("CREATE TRIGGER statement_moved "));
  });

test("an archive with ids of 32 bits keeps its rows, rules, triggers and indexes, and can be written again", async () => {
  await migrate(url, { log: () => {}, folder: before });
  const database = connectTo(url);
  // Today's code reads this column of a later migration when it records.
  await withClient(url, (client) => client.query("ALTER TABLE import ADD COLUMN replaces_id INT"));
  await record(database, original, IMPORT);
  await withClient(url, (client) => client.query("ALTER TABLE import DROP COLUMN replaces_id"));
  await withClient(url, (client) => client.query(EDIT));
  const [rows, rules] = [await everything(url), await rulesOf()];
  await database.close();

  await migrate(url, { log: () => {} });

  expect(await everything(url)).toMatchObject({
    ...rows,
    // A later migration adds a column to this table.
    change: (rows.change as string[]).map((row) => row.replace(/\)$/, ",)")),
    sequences: expect.arrayContaining(rows.sequences as unknown[]),
  });
  // Later migrations add a column to these indexes.
  const widened = ["statement_counted_idx", "statement_tag_topic_id_idx"];
  const kept = rules.filter((rule) => widened.every((index) => !rule.includes(index)));
  expect(await rulesOf()).toEqual(expect.arrayContaining(kept));
  expect([await difference(url), await idleTriggers(url)]).toEqual(["", []]);
  const again = connectTo(url);
  await record(again, documentWith(article("quay", [paraphrase("the quay is next")])), IMPORT);
  await expectSound(again);
  await again.close();
});
