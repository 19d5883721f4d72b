import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, expect, test } from "@jest/globals";
import { jsonl } from "../../../src/formats/jsonl.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import type { Report } from "../../../src/ingestion/report.ts";
import { listImports } from "../../../src/record/importRuns.ts";
import { expectSound, openArchive } from "../../helpers/archive.ts";
import { runCommand, startCommand } from "../../helpers/command.ts";
import { eventually } from "../../helpers/eventually.ts";
import { openFolder } from "../../helpers/folder.ts";
import { contentOf, runImport } from "../../ingestion/corpus.ts";
import { recordsIn, type Weights, writeCorpus } from "./corpus.ts";

const [database, other] = [openArchive(), openArchive()];
const folder = openFolder();
let weights: Weights;
beforeAll(async () => {
  weights = await writeCorpus(folder, [900, ...Array.from({ length: 24 }, () => 60)]);
});

/** Returns a generator of numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

async function recordsDone(): Promise<number> {
  const [last] = await listImports(database);
  return (last?.counts as unknown as Report | undefined)?.records ?? 0;
}

/** Returns whether no command uses the database: statements of a killed process may still be running. */
async function isQuiet(): Promise<boolean> {
  const rows = await database.query(
    Prisma.sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'onrecord command'`,
  );
  return rows.length === 0;
}

async function expectWholeBatches(): Promise<void> {
  await expectSound(database);
  const files = await database.prisma.importFile.findMany();
  const records = files.reduce((sum, { path, piecesDone }) => sum + recordsIn(weights, path, piecesDone), 0);
  const [last] = await listImports(database);
  const report = last?.counts as unknown as Report | undefined;
  expect(report?.records ?? 0).toBe(records);
  // Each accepted statement is one printing, and each file repeats the two nouns.
  const { made = 0, unchanged = 0 } = report?.taken ?? {};
  expect(await database.prisma.appearance.count()).toBe(made + unchanged - 2 * files.length);
}

test("an import that is killed ten times at random leaves whole batches each time and completes like any other", async () => {
  const random = seeded(1848);
  const words = ["import", "jsonl", folder];
  const environment = { DATABASE_URL: database.url };
  for (let time = 0; time < 10; time++) {
    const before = await recordsDone();
    const batches = Math.floor(random() * 3);
    const { process: child, ended } = startCommand(words, { environment });
    await eventually(async () => !(await isQuiet()));
    for (let batch = 0, done = before; batch < batches; batch++) {
      const last = done;
      done = await eventually(async () => ((now) => now > last && now)(await recordsDone()));
    }
    // Kill at any moment: before the first batch, or during one.
    await pause(random() * 300);
    child.kill("SIGKILL");
    expect((await ended).exitCode).toBe("SIGKILL");
    await eventually(isQuiet);
    await expectWholeBatches();
  }
  const { exitCode, output } = await runCommand([...words, "--json"], { environment });
  expect(exitCode).toBe(1);

  const whole = await runImport(other, jsonl, [folder]);
  expect(JSON.parse(output)).toEqual({ id: whole.id, report: whole.report, stoppedAt: null });
  expect(whole.report.rejected).toEqual({ REFUSED: 25 });
  expect(await contentOf(database)).toBe(await contentOf(other));
  expect(await listImports(database)).toMatchObject([{ finishedAt: expect.any(Date), counts: whole.report }]);
});
