import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { startEmbedded } from "../../../src/embedded.ts";
import { jsonl } from "../../../src/formats/jsonl.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { listImports } from "../../../src/record/importRuns.ts";
import { waitForTurn } from "../../../src/record/turns.ts";
import { expectSound, openArchive } from "../../helpers/archive.ts";
import { type Command, runCommand, startCommand } from "../../helpers/command.ts";
import { connectTo } from "../../helpers/database.ts";
import { eventually } from "../../helpers/eventually.ts";
import { openFolder } from "../../helpers/folder.ts";
import { temporaryFolder } from "../../helpers/ownServer.ts";
import { contentOf, runImport, writeInput } from "../../ingestion/corpus.ts";
import { writeCorpus } from "./corpus.ts";

const [database, other] = [openArchive({ afresh: true }), openArchive()];
const folder = openFolder();
let [corpus, content, rejected] = ["", "", 0];
beforeAll(async () => {
  corpus = join(folder, "corpus");
  await writeCorpus(corpus, [400, 400, ...Array.from({ length: 12 }, () => 40)]);
  const whole = await runImport(other, jsonl, [corpus]);
  [content, rejected] = [await contentOf(other), whole.rejections.length];
});

const STOPPING = "Stopping after the current batch. Press Ctrl-C again to stop now.\n";
const environment = () => ({ DATABASE_URL: database.url });
const start = (...options: string[]) =>
  startCommand(["import", "jsonl", corpus, ...options], { environment: environment() });

/** Waits until a batch is in the archive. */
const untilBegun = () => eventually(async () => (await listImports(database)).length > 0);
const untilTold = (command: Command, text: string) => eventually(() => command.errors().includes(text));

describe("Ctrl-C", () => {
  test("Ctrl-C finishes the batch and says where it stopped; the same command completes the import", async () => {
    const rejects = join(folder, "rejects.jsonl");
    const command = start("--rejects", rejects);
    await untilBegun();
    command.process.kill("SIGINT");
    const stopped = await command.ended;
    expect(stopped).toMatchObject({ exitCode: 130, errors: STOPPING });
    expect(stopped.output).toMatch(
      /\nStopped in .*hearing-\d\d\.jsonl\. Run the same command to continue from there\.\n$/,
    );
    await expectSound(database);
    expect(await listImports(database)).toMatchObject([{ id: 1, finishedAt: null }]);
    expect((await runCommand(["imports"], { environment: environment() })).output).toMatch(/ not finished\n$/);

    const rest = await start("--rejects", rejects, "--json").ended;
    expect(rest.exitCode).toBe(1);
    expect(JSON.parse(rest.output)).toMatchObject({
      id: 1,
      stoppedAt: null,
      report: { rejected: { REFUSED: rejected } },
    });
    expect(await contentOf(database)).toBe(content);
    // The rejections from before the interruption are still there, and none appears twice.
    const lines = (await readFile(rejects, "utf8")).trim().split("\n");
    expect([lines.length, new Set(lines).size]).toEqual([rejected, rejected]);
  });

  test("a second Ctrl-C stops the import at once and leaves whole batches", async () => {
    const command = start();
    await untilBegun();
    command.process.kill("SIGINT");
    await untilTold(command, STOPPING);
    command.process.kill("SIGINT");
    expect((await command.ended).exitCode).toBe(130);
    await expectSound(database);
    expect(await start().ended).toMatchObject({ exitCode: 1 });
    expect(await contentOf(database)).toBe(content);
  });

  test("Ctrl-C keeps nothing of a standard input that is still coming", async () => {
    const kept = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("onrecord-input-"));
    const before = await kept();
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        yield Buffer.from("{}\n");
        await pause(10);
      }
    }
    const command = startCommand(["import", "jsonl", "-"], { environment: environment(), input: endless() });
    await eventually(async () => (await kept()).length > before.length);
    command.process.kill("SIGINT");
    expect(await command.ended).toEqual({
      exitCode: 130,
      output: "",
      errors: `${STOPPING}Stopped before anything was read.\n`,
    });
    expect(await kept()).toEqual(before);
  });

  test("Ctrl-C in a terminal does not reach the embedded PostgreSQL", async () => {
    const data = await temporaryFolder();
    const options = { environment: { ONRECORD_DATA: data }, detached: true };
    const words = ["import", "jsonl", corpus];
    // The watching process is outside the terminal's process group, so that the signal does not reach it.
    const command = startCommand(words, options);
    await untilTold(command, "embedded PostgreSQL started");
    const embedded = await startEmbedded({ folder: data, log: () => {} });
    const watched = connectTo(embedded.url);
    await eventually(async () => (await watched.prisma.import.count().catch(() => 0)) > 0);
    process.kill(-(command.process.pid as number), "SIGINT");
    const stopped = await command.ended;
    expect(stopped).toMatchObject({ exitCode: 130, output: expect.stringContaining("Stopped in ") });
    expect(stopped.errors).not.toMatch(/went away|cannot be reached/);
    expect(await startCommand(words, options).ended).toMatchObject({ exitCode: 1 });
    expect(await contentOf(watched)).toBe(content);
    await watched.close();
    await embedded.stop();
    await rm(data, { recursive: true });
  });
});

test("an import without a terminal prints a line of progress every ten seconds: count, rate and time left", async () => {
  const rows = "Mira Halvorsen,Words,Tuesday,The Ostrin Post\n".repeat(2_500);
  const slow = await writeInput(folder, "slow.csv", `speaker,text,date,source\n${rows}`);
  const command = await database.transaction(async (transaction) => {
    // This transaction holds the only writer's turn, so the import has to wait for it.
    await waitForTurn(transaction);
    const waiting = startCommand(["import", "csv", slow], { environment: environment() });
    await eventually(async () => (await sessionsWaiting()) > 0);
    await pause(10_500);
    return waiting;
  });
  const { errors } = await command.ended;
  expect(errors).toMatch(/^2,00\d rows, \d+ a second, \d+ %, \d+ s left\n/m);
  expect(errors).toMatch(/^2,500 rows, \d+ a second, 100 %, 0 s left\n/m);
  expect(errors).not.toContain("\r");
});

async function sessionsWaiting(): Promise<number> {
  const rows = await database.query(
    Prisma.sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
  );
  return rows.length;
}

test("an import completes even if the reader of its report goes away", async () => {
  const command = start();
  await untilBegun();
  command.process.stdout.destroy();
  command.process.stderr.destroy();
  expect((await command.ended).exitCode).toBe(1);
  expect(await contentOf(database)).toBe(content);
});
