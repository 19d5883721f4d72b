import { describe, expect, test } from "@jest/globals";
import { keptTables } from "../../../src/archive/tables/journal.ts";
import { columnOf, fieldOfColumn, type Table } from "../../../src/archive/tables/table.ts";
import { assertedTables } from "../../../src/archive/tables/vouched.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { openArchive } from "../../helpers/archive.ts";

const { sql } = Prisma;

const database = openArchive();

const tables = keptTables.map((table): [string, Table] => [table.table, table]);

describe("a declared table is what the migrations made", () => {
  test.each(tables)("%s has these columns, of these types", async (name, { fields }) => {
    const declared = Object.entries(fields);
    const rows = await database.query<{ column: string; type: string }>(sql`
      SELECT attname AS column, atttypid::regtype::text AS type
      FROM pg_attribute
      WHERE attrelid = ${name}::regclass AND attnum > 0 AND NOT attisdropped`);
    const types = await database.query<{ type: string }>(sql`
      SELECT given.type::regtype::text AS type
      FROM unnest(${declared.map(([, type]) => type)}::text[]) WITH ORDINALITY AS given (type, place)
      ORDER BY place`);
    const expected = declared.map(([field], i) => [columnOf(field), types[i]?.type]);
    expect(Object.fromEntries(expected)).toEqual(Object.fromEntries(rows.map(({ column, type }) => [column, type])));
  });

  test.each(tables)(
    "%s has this primary key and refers to these tables",
    async (name, { key, parents = {}, owner }) => {
      const constraints = await database.query<{ kind: string; columns: string[]; parent: string | null }>(sql`
      SELECT contype AS kind, nullif(confrelid, 0)::regclass::text AS parent,
        ARRAY(
          SELECT attname::text
          FROM unnest(conkey) WITH ORDINALITY AS part (number, place)
          JOIN pg_attribute ON attrelid = conrelid AND attnum = number
          ORDER BY place
        ) AS columns
      FROM pg_constraint
      WHERE conrelid = ${name}::regclass AND conparentid = 0 AND contype IN ('p', 'f')`);
      const primary = constraints.find(({ kind }) => kind === "p");
      const foreign = constraints.filter(({ kind }) => kind === "f");
      expect(primary?.columns).toEqual(key);
      expect(parents).toEqual(Object.fromEntries(foreign.map(({ columns, parent }) => [columns[0], parent])));
      expect(owner === undefined || owner in parents).toBe(true);
    },
  );
});

test("every table whose changes a trigger records is declared, and no other", async () => {
  const rows = await database.query<{ name: string }>(sql`
    SELECT DISTINCT tgrelid::regclass::text AS name
    FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname LIKE '%revision%' AND NOT tgisinternal`);
  expect(rows.map(({ name }) => name).sort()).toEqual(tables.map(([name]) => name).sort());
});

test("a table comes after those that it refers to", () => {
  const places = new Map(tables.map(([name], i) => [name, i]));
  for (const [i, { parents = {} }] of keptTables.entries()) {
    for (const parent of Object.values(parents)) expect(places.get(parent) ?? 0).toBeLessThanOrEqual(i);
  }
});

test("assertions name columns of the tables that they are about", () => {
  for (const { table, key } of Object.values(assertedTables)) {
    const fields = keptTables.find((known) => known.table === table)?.fields ?? {};
    expect(Object.keys(fields).map(columnOf)).toEqual(expect.arrayContaining([...key]));
  }
});

test("fields and columns name each other", () => {
  for (const { fields } of keptTables) {
    for (const field of Object.keys(fields)) expect(fieldOfColumn(columnOf(field))).toBe(field);
  }
});
