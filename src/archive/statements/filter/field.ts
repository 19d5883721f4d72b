import type { Database } from "../../../database.ts";
import type { Matches } from "../../meant.ts";
import type { StatementFacts } from "./facts.ts";
import type { Selection } from "./selection.ts";
import type { TypedField } from "./typed.ts";

/** The parent that a list of statements can stand below; in SQL the parent's id is `parentKey`. */
export type Below = "speaker" | "topic";

/** What a field is understood by, besides its value. */
export interface FilterScope {
  database: Database;
  matches: Matches;
  /** The parent of the list; null for a list of its own and for the feed. */
  below: Below | null;
}

/** Checks a statement in memory; words are compared by PostgreSQL, for many statements at once. */
export type LiveTest = ((facts: StatementFacts) => boolean) | { words: string };

/** What a value of a field asks for, in both forms. They must find the same statements. */
export interface FieldMeaning {
  /** For lists, counts and exports. */
  sql(): Partial<Selection> | Promise<Partial<Selection>>;
  /** For the feed. Throws InputError for a value that no statement will ever pass. */
  holds(): LiveTest;
}

/** A field of the filter with everything that it means; how it is typed and described is in `TypedField`. */
export interface FilterField<Value> extends TypedField<Value> {
  /** Throws InputError for a value that cannot be used. */
  understand(value: Value, scope: FilterScope): FieldMeaning | Promise<FieldMeaning>;
  /** The value that applies if the field is left out. */
  byDefault?: Value;
  /** What drives the scans of a list below such a parent. */
  belowParent?: Partial<Selection>;
}
