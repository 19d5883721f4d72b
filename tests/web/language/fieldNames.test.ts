import { expect, test } from "@jest/globals";
import { keptTables } from "../../../src/archive/tables/journal.ts";
import { columnOf } from "../../../src/archive/tables/table.ts";
import { fieldOf, parts } from "../../../src/history/fields.ts";
import { en } from "../../../web/language/en.ts";

/** Rows of these tables are no changes that a reader sees: they keep what origins vouch for, and which tags may not return. */
const UNSHOWN = ["assertion", "tag_removal"];

/** The rows of these parts are shown in one of two fields each. */
const SAMPLES: Record<string, object[]> = {
  statement_tag: [{ basis: "STATED" }, { basis: "TEXT" }],
  statement_party: [{ role: "ADDRESSEE" }, { role: "VIA" }],
};

test("the page of changes has a name for every field of a noun and of its parts", () => {
  const own = keptTables
    .filter(({ table, owner }) => owner === undefined && !UNSHOWN.includes(table))
    .flatMap(({ fields }) => Object.keys(fields).map((field) => fieldOf(columnOf(field))));
  const ofParts = Object.entries(parts).flatMap(([table, part]) =>
    (SAMPLES[table] ?? [{}]).map((row) => part.fieldOf(row as never)),
  );
  const known = Object.keys(en.fieldName);
  const fields = [...own, ...ofParts].filter((field) => field !== null);
  expect([...new Set(fields)].filter((field) => !known.includes(field))).toEqual([]);
});
