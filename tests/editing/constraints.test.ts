import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Database } from "../../src/database.ts";
import { edit } from "../../src/editing/edit.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { type Constraint, constraintsOf, fill, VIOLATIONS } from "../helpers/constraints.ts";
import { editorNamed, openDesk } from "../helpers/desk.ts";
import { world } from "../helpers/world.ts";

const { raw } = Prisma;

const desk = openDesk(world);
let constraints: Constraint[];
beforeAll(async () => {
  await fill(desk.database);
  constraints = await constraintsOf(desk.database);
});

/** Returns the refusal that an editor receives for an edit that makes these changes to the tables. */
async function toldOf(work: (database: Database) => Promise<unknown>): Promise<string> {
  const { answer, problems } = await edit(
    desk.database,
    editorNamed("Ada"),
    { action: "test", input: {} },
    async ({ database }) => {
      await work(database);
      // Roll back an edit that was not refused; otherwise the next one would meet a changed archive.
      throw new Error("was not refused");
    },
  ).catch((error: Error) => ({ answer: null, problems: [{ code: "THROWN", message: error.message }] }));
  expect(answer).toBeNull();
  return problems.map(({ code, message }) => `${code} ${message}`).join();
}

/** Returns the code of the refusal for each constraint of a kind when SQL breaks it, with its name or our sentence. */
async function toldOfAll(type: string, breaking: (constraint: Constraint) => string): Promise<[string, string][]> {
  const told: [string, string][] = [];
  for (const constraint of constraints.filter((one) => one.type === type)) {
    told.push([constraint.name, await toldOf((database) => database.query(raw(breaking(constraint))))]);
  }
  return told;
}

describe("each constraint that SQL breaks in an edit is a problem of the input", () => {
  test("a broken unique key gets TAKEN", async () => {
    const keysOf = (table: string) => constraints.filter((one) => one.type === "unique" && one.table === table);
    const told = await toldOfAll("unique", ({ name, table, columns }) => {
      // The place in the list is part of the other key.
      if (name === "statement_party_statement_id_role_speaker_id_key")
        return `INSERT INTO ${table} (statement_id, role, position, speaker_id) SELECT statement_id, role, 49, speaker_id FROM ${table} LIMIT 1`;
      // A copy of a row breaks all keys of its table.
      if (keysOf(table).length === 1) return `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1`;
      const list = columns.map((column) => `"${column}"`).join(", ");
      return `UPDATE ${table} SET (${list}) = (SELECT ${list} FROM ${table} ORDER BY ${list} LIMIT 1)`;
    });
    expect(told).toEqual(told.map(([name]) => [name, `TAKEN Another row already has this value (${name}).`]));
  });

  test("a broken foreign key gets NOT_FOUND", async () => {
    const told = await toldOfAll("foreign", ({ name, table, columns }) => {
      // Keeps the lower id lower.
      const nobody = name === "merge_rejection_speaker_id_fkey" ? -1 : 2_000_000_000;
      const one = `SELECT tableoid, ctid FROM ${table} WHERE "${columns[0]}" IS NOT NULL LIMIT 1`;
      return `UPDATE ${table} SET "${columns[0]}" = ${nobody} WHERE (tableoid, ctid) = (${one})`;
    });
    expect(told).toEqual(
      told.map(([name]) => [name, `NOT_FOUND Something that it refers to does not exist (${name}).`]),
    );
  });

  test("a foreign key that holds what it refers to gets IN_USE", async () => {
    const holding = constraints.filter(({ holds }) => holds);
    expect(holding.length).toBeGreaterThan(5);
    for (const { table, columns, holds } of holding) {
      const told = await toldOf((database) =>
        database.query(raw(`DELETE FROM ${holds} WHERE id IN (SELECT "${columns[0]}" FROM ${table})`)),
      );
      expect(told).toMatch(/^IN_USE Something refers to it \(\w+_fkey\)\.$/);
    }
  });

  test("a broken check of a table or trigger gets INVALID or CIRCULAR, and each has its case", async () => {
    const names = constraints.flatMap(({ type, name }) => (type === "check" ? name : []));
    expect(Object.keys(VIOLATIONS).sort()).toEqual(names.sort());
    const told = await toldOfAll("check", ({ name }) => VIOLATIONS[name] as string);
    const sentences: Record<string, string> = {
      statement_party_itself_check:
        "INVALID The speaker of a statement cannot be its addressee, or be among those by way of whom it comes.",
      topic_broader_circle_check: "CIRCULAR A topic cannot be broader than itself.",
      statement_link_itself_check: "CIRCULAR A rule of the archive forbids it (statement_link_itself_check).",
      statement_link_circle_check: "CIRCULAR Links of one kind cannot form a circle.",
      statement_link_language_check:
        "INVALID A translation and its original must be in different languages: remove the link first.",
      statement_link_order_check:
        "INVALID A statement cannot answer, correct or repeat one that was said after it: remove the link first.",
      statement_link_status_check: "INVALID A retracted or rejected statement cannot be linked.",
      topic_broader_itself_check: "CIRCULAR A rule of the archive forbids it (topic_broader_itself_check).",
      statement_occasion_check: "INVALID The occasion of a statement must be an event.",
      topic_occasion_check: "INVALID A topic that is the occasion of statements must stay an event.",
      speaker_member_kind_check:
        "INVALID Only a speaker of kind GROUP has members, and a member is not a group itself.",
    };
    expect(told).toEqual(
      told.map(([name]) => [name, sentences[name] ?? `INVALID A rule of the archive forbids it (${name}).`]),
    );
  });
});

describe("also where Prisma stands between", () => {
  const given = { slug: "a-new-one", name: "A new one", kind: "OUTLET" as const };

  test("a unique key that Prisma reports gets the same code", async () => {
    expect(await toldOf(({ prisma }) => prisma.source.create({ data: { ...given, slug: "sandholm-post" } }))).toBe(
      "TAKEN Another row already has this value (source_slug_key).",
    );
  });

  test("a foreign key that Prisma reports gets the same code", async () => {
    const name = { sourceId: 2_000_000_000, name: "x", normalized: "x" };
    expect(await toldOf(({ prisma }) => prisma.sourceName.create({ data: name }))).toMatch(
      /^NOT_FOUND .*source_id_fkey/,
    );
  });

  test("a holding foreign key that Prisma reports gets the same code", async () => {
    expect(await toldOf(({ prisma }) => prisma.source.delete({ where: { slug: "sandholm-post" } }))).toMatch(
      /^IN_USE .*_fkey/,
    );
  });

  test("a check that Prisma reports gets the same code, without showing the row", async () => {
    const told = await toldOf(({ prisma }) => prisma.source.create({ data: { ...given, slug: "A secret" } }));
    expect(told).toBe("INVALID A rule of the archive forbids it (source_slug_check).");
  });

  test("a missing value that Prisma reports gets the same code", async () => {
    expect(await toldOf((database) => database.query(raw(`UPDATE source SET name = NULL`)))).toBe(
      "INVALID Something is missing.",
    );
  });

  test("a NUL in text or JSON is a problem of the input", async () => {
    expect(await toldOf(({ prisma }) => prisma.source.create({ data: { ...given, name: "a\0b" } }))).toMatch(
      /^INVALID/,
    );
    const json = Prisma.sql`SELECT ${JSON.stringify({ name: "\0" })}::jsonb`;
    expect(await toldOf((database) => database.query(json))).toMatch(/^INVALID/);
  });

  test("an address that no index can hold is a problem of the input", async () => {
    const url = `https://example.org/${Array.from({ length: 1_900 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join("")}`;
    const change = (database: Database) => database.prisma.article.update({ where: { id: 1 }, data: { url } });
    expect(await toldOf(change)).toMatch(/^INVALID A text has too many bytes/);
  });
});

test("a rule that is checked at the end of the transaction is a problem of the input too", async () => {
  const { problems } = await edit(
    desk.database,
    editorNamed("Ada"),
    { action: "test", input: {} },
    async ({ database }) => {
      await database.query(raw("SET CONSTRAINTS appearance_article_id_position_key DEFERRED"));
      await database.query(
        raw(
          `UPDATE appearance SET (article_id, position) = (SELECT article_id, position FROM appearance ORDER BY id LIMIT 1)`,
        ),
      );
      return {};
    },
  );
  expect(problems).toMatchObject([
    { code: "TAKEN", message: "Another row already has this value (appearance_article_id_position_key)." },
  ]);
});

test("an internal fault is no problem of the input", async () => {
  expect(await toldOf((database) => database.query(raw(`SELECT nothing FROM nowhere`)))).toMatch(/^THROWN/);
});
