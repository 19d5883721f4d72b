import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { akomaNtoso } from "../../src/formats/akomaNtoso.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";
import { runImport } from "./corpus.ts";

const database = openArchive();
const TRANSCRIPT = join(packageRoot(), "tests/fixtures/akoma-ntoso/2031-05-14-harbour-council.an.xml");

test("a transcript's sitting becomes an event, stays as it is when the file is imported again, and goes with its import", async () => {
  const { id } = await runImport(database, akomaNtoso, [TRANSCRIPT]);
  const events = await database.prisma.topic.findMany({ where: { kind: "EVENT" } });
  const name = "The old harbour (Brandt Town Council, 2031-05-14)";
  expect(events).toMatchObject([{ name, startsOn: "2031-05-14", endsOn: "2031-05-14", place: null }]);
  const speeches = await database.prisma.statement.count();
  expect(speeches).toBeGreaterThan(0);
  expect(await database.prisma.statement.count({ where: { occasionId: events[0]?.id ?? 0 } })).toBe(speeches);
  await expectSound(database);

  const before = await dump(database);
  expect((await runImport(database, akomaNtoso, [TRANSCRIPT])).id).toBeNull();
  expect(await dump(database)).toEqual(before);

  await undoImport(database, id as number);
  expect([await database.prisma.topic.count(), await database.prisma.statement.count()]).toEqual([0, 0]);
  await expectSound(database);
});
