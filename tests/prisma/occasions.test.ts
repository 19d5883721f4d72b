import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import type { Edit } from "../../src/editing/edit.ts";
import { createStatement } from "../../src/editing/statements.ts";
import { createTopic } from "../../src/editing/topics.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, paraphrase } from "../helpers/factories.ts";

const MIGRATION = readFileSync(join(packageRoot(), "prisma/migrations/20261129196000_occasions/migration.sql"), "utf8");

const desk = openDesk(documentWith(article("one", [paraphrase("one")])), { afresh: true, sound: true });
const { database } = desk;

const undo = (edit: Edit, input: unknown) => undoRevision(edit, input as { revision: string });
async function undoLast(): Promise<void> {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  await desk.done(undo, { revision: encodeGlobalId("Revision", id) });
}

test("the migration lets rows that were removed before it come back", async () => {
  const saying = { kind: "INDIRECT", text: "The boats come back.", speaker: "ada-brandt" };
  const passage = { exact: "The boats come back." };
  const work = [
    () => desk.done(createTopic, { name: "Fair", kind: "ISSUE" }),
    () => desk.done(createStatement, { article: "https://news.example.org/one", ...saying, appearance: { passage } }),
  ];
  for (const done of work) {
    const counts = async () => [await database.prisma.topic.count(), await database.prisma.statement.count()];
    await done();
    const made = await counts();
    await undoLast();
    expect(await counts()).not.toEqual(made);
    // As the release before wrote it.
    await database.prisma.$executeRawUnsafe(
      "UPDATE revision SET before = before - '{occasion_id,starts_on,ends_on,place}'::text[] WHERE after IS NULL",
    );
    for (const part of MIGRATION.slice(MIGRATION.indexOf("UPDATE revision")).split(";\n")) {
      if (part.trim()) await database.prisma.$executeRawUnsafe(part);
    }
    await undoLast();
    expect(await counts()).toEqual(made);
  }
});
