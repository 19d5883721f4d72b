import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile, rm, statfs } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { jsonl } from "../../../src/formats/jsonl.ts";
import { migrate } from "../../../src/migrate.ts";
import { expectSound, openArchive } from "../../helpers/archive.ts";
import { type Ended, runCommand, startCommand } from "../../helpers/command.ts";
import { connectTo } from "../../helpers/database.ts";
import { eventually } from "../../helpers/eventually.ts";
import { openFolder } from "../../helpers/folder.ts";
import { startOwnServer, temporaryFolder } from "../../helpers/ownServer.ts";
import { contentOf, runImport, writeInput } from "../../ingestion/corpus.ts";
import { writeCorpus } from "./corpus.ts";

const other = openArchive();
const folder = openFolder();
let [corpus, content] = ["", ""];
beforeAll(async () => {
  corpus = join(folder, "corpus");
  await writeCorpus(corpus, [400, ...Array.from({ length: 12 }, () => 40)]);
  await runImport(other, jsonl, [corpus]);
  content = await contentOf(other);
});

/** One sentence or two, and no stack. */
function expectPlain({ output, errors, exitCode }: Ended): void {
  expect({ output, exitCode, errors }).toEqual({
    output: "",
    exitCode: 2,
    errors: expect.not.stringMatching(/\n\s+at /),
  });
}

test("an import whose database goes away ends with one sentence, and the same command continues it", async () => {
  const server = await startOwnServer();
  const database = connectTo(server.url);
  try {
    await migrate(server.url, { log: () => {} });
    const environment = { DATABASE_URL: server.url };
    const command = startCommand(["import", "jsonl", corpus], { environment });
    await eventually(async () => (await database.prisma.import.count()) > 0);
    await server.stop();
    const ended = await command.ended;
    expectPlain(ended);
    expect(ended.errors).toMatch(
      /^(.*: REFUSED: .*\n|.* a second.*\n)*[\d,]+ sources, topics, speakers, propositions, statements and links are done; run the same command to continue from there\.\nThe database cannot be reached: .*\n$/,
    );
    await server.start();
    await expectSound(database);
    expect(await runCommand(["import", "jsonl", corpus], { environment })).toMatchObject({ exitCode: 1 });
    expect(await contentOf(database)).toBe(content);
  } finally {
    await database.close();
    await server.remove();
  }
});

/** A disk that fills up soon. */
async function mountSmall(megabytes: number): Promise<{ disk: string; unmount: () => Promise<void> }> {
  const disk = await temporaryFolder();
  if (!mount(disk, megabytes)) throw new Error("A disk that could be mounted a moment ago cannot be now.");
  return {
    disk,
    unmount: async () => {
      spawnSync("umount", [disk]);
      await rm(disk, { recursive: true });
    },
  };
}

function mount(disk: string, megabytes: number): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=1777`, "tmpfs", disk]).status === 0;
}

/** Only root can, and not everywhere. */
function canMount(): boolean {
  const disk = mkdtempSync(join(tmpdir(), "onrecord-disk-"));
  const isMounted = mount(disk, 1);
  if (isMounted) spawnSync("umount", [disk]);
  rmSync(disk, { recursive: true });
  return isMounted;
}

const mayMount = process.platform === "linux" && process.getuid?.() === 0 && canMount();
const describeWithDisks = mayMount ? describe : describe.skip;

/** Fills the disk, even while others write to it. */
async function fill(disk: string): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  await writeInput(disk, "filler", Buffer.alloc((bavail + 1) * bsize)).catch(() => {});
}

describeWithDisks(`a full disk${mayMount ? "" : " (left out: nothing can be mounted here)"}`, () => {
  let environment: Record<string, string>;
  const database = openArchive();
  beforeAll(async () => {
    environment = { DATABASE_URL: database.url };
  });

  test("an import ends with one sentence if the file of rejections fills its disk, and works once there is room", async () => {
    const { disk, unmount } = await mountSmall(2);
    try {
      await writeInput(disk, "filler", Buffer.alloc(2_000_000));
      const bad = await writeInput(folder, "bad.jsonl", "no JSON\n".repeat(2_000));
      const words = ["import", "jsonl", bad, "--rejects", join(disk, "rejects.jsonl")];
      const ended = await runCommand(words, { environment });
      expectPlain(ended);
      expect(ended.errors).toMatch(/^(It came as far as .*\n)?Cannot write .*rejects\.jsonl: ENOSPC: .*\n$/);
      await rm(join(disk, "filler"));
      // Nothing was taken whose rejections could not be written.
      expect(await database.prisma.import.count()).toBe(0);
      expect(await runCommand(words, { environment })).toMatchObject({ exitCode: 2, errors: "" });
      expect((await readFile(join(disk, "rejects.jsonl"), "utf8")).match(/MALFORMED/g)).toHaveLength(2_000);
    } finally {
      await unmount();
    }
  });

  test("an import ends with one sentence if the copy of standard input fills its disk", async () => {
    const { disk, unmount } = await mountSmall(1);
    try {
      const input = Buffer.from("{}\n".repeat(1_000_000));
      const ended = await runCommand(["import", "jsonl", "-"], {
        environment: { ...environment, TMPDIR: disk, HOME: homedir() },
        input,
      });
      expectPlain(ended);
      expect(ended.errors).toBe(`The input from “-” cannot be copied to ${disk}: the disk is full.\n`);
      expect(await readdir(disk)).toEqual([]);
    } finally {
      await unmount();
    }
  });

  test("an import leaves whole batches if the database fills its disk, and continues once there is room", async () => {
    const { disk, unmount } = await mountSmall(160);
    const server = await startOwnServer(join(disk, "data"));
    const own = connectTo(server.url);
    try {
      await migrate(server.url, { log: () => {} });
      const command = startCommand(["import", "jsonl", corpus], { environment: { DATABASE_URL: server.url } });
      await eventually(async () => (await own.prisma.import.count()) > 0);
      await fill(disk);
      const ended = await command.ended;
      expectPlain(ended);
      expect(ended.errors).toMatch(/^(.*: REFUSED: .*\n|.* a second.*\n)*(.* are done; .*\n)?The database .*\n$/);
      await rm(join(disk, "filler"));
      // It may be in the midst of giving up by itself.
      await eventually(() =>
        server.stop().then(
          () => true,
          () => false,
        ),
      );
      await server.start();
      await expectSound(own);
      const again = await runCommand(["import", "jsonl", corpus], { environment: { DATABASE_URL: server.url } });
      expect(again).toMatchObject({ exitCode: 1 });
      expect(await contentOf(own)).toBe(content);
    } finally {
      await own.close();
      await eventually(() =>
        server.remove().then(
          () => true,
          () => false,
        ),
      );
      await unmount();
    }
  });
});
