import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { buildSchema, type GraphQLObjectType } from "graphql";
import { keptTables } from "../../src/archive/tables/journal.ts";
import { columnOf } from "../../src/archive/tables/table.ts";
import { article, source, speaker, topic } from "../../src/document/document.ts";
import { statement } from "../../src/document/statement.ts";
import { fieldOf } from "../../src/history/fields.ts";

// CONTRIBUTING, "Adding a field to a noun". Wherever a field may be missing on purpose, the compiler cannot ask for it; this test can.

const schema = buildSchema(readFileSync(join(import.meta.dirname, "../../schema.graphql"), "utf8"));

/** The names of a type's or an input's fields. */
function fieldsIn(type: string): string[] {
  return Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
}

type EntrySchema = { shape?: Record<string, unknown>; def: { in?: unknown } };

/** The fields of a document's entry, whatever is done to it once it is read. */
function shapeOf(entry: unknown): Record<string, unknown> {
  const { shape, def } = entry as EntrySchema;
  return shape ?? shapeOf(def.in);
}

const ENTRIES = {
  Source: source,
  Speaker: speaker,
  Topic: topic,
  Article: article,
  Statement: statement,
  Appearance: shapeOf(statement).appearance,
};
type Noun = keyof typeof ENTRIES;
type Place = "the type" | "what is created" | "what is updated" | "the document";

/** The fields that a place leaves out on purpose. In a document a date says by itself how precise it is. */
const LEFT_OUT: Record<Noun, Partial<Record<Place, string[]>>> = {
  Source: { "what is updated": ["slug"] },
  Speaker: {
    "the type": ["mergedInto"],
    "what is created": ["isReviewed", "mergedInto"],
    "what is updated": ["slug", "mergedInto"],
    "the document": ["mergedInto"],
  },
  Topic: { "what is updated": ["slug"] },
  Article: { "the document": ["publishedAtPrecision"] },
  Statement: {
    "what is created": ["saidAtBasis", "statusReason"],
    // Mutations of their own set these.
    "what is updated": ["status", "statusReason"],
    "the document": ["saidAtPrecision"],
  },
  Appearance: {
    "what is created": ["originalKind", "media"],
    "what is updated": ["statement", "article", "originalKind", "media"],
    // The article and the statement that it stands in.
    "the document": ["statement", "article"],
  },
};

/** Documents call two fields as the tables do, not as the API does. */
const RENAMED: Record<string, string> = { fictional: "isFictional", reviewed: "isReviewed" };

describe.each(Object.keys(ENTRIES) as Noun[])("every field of a %s that the API shows is named in", (noun) => {
  const { fields } = keptTables.find(({ table }) => table === noun.toLowerCase()) as (typeof keptTables)[number];
  const shown = new Set(Object.keys(fields).flatMap((field) => fieldOf(columnOf(field))?.split(".")[0] ?? []));

  test.each<[Place, string[]]>([
    ["the type", fieldsIn(noun)],
    ["what is created", fieldsIn(`${noun}CreateInput`)],
    ["what is updated", fieldsIn(`${noun}UpdateInput`)],
    ["the document", Object.keys(shapeOf(ENTRIES[noun])).map((field) => RENAMED[field] ?? field)],
  ])("%s has every field that is shown", (place, named) => {
    expect([...shown].filter((field) => !named.includes(field))).toEqual(LEFT_OUT[noun][place] ?? []);
  });
});
