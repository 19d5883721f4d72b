import { z } from "zod";
import { language, namedFields, slug, wikidataId } from "../document/fields.ts";

// GraphQL has one null, and inputs give it two meanings: when something is created, null is the same as leaving the
// value out; when something is changed, null removes the value.

/** Accepts a value that may be left out; null counts as left out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Accepts a value that can be changed, but not removed. */
export function lasting<Schema extends z.ZodType>(schema: Schema) {
  return z
    .any()
    .refine((value) => value !== null, { error: "cannot be removed", abort: true })
    .pipe(schema)
    .optional();
}

/** Accepts a complete list; null empties it. */
export function listInput<Schema extends z.ZodType>(entry: Schema, most: number) {
  return z
    .array(entry)
    .max(most, `are more than ${most}`)
    .nullable()
    .transform((entries) => entries ?? [])
    .optional();
}

/** Returns an object without the fields that are null or undefined. */
export function withoutNulls(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}

const MOST_NAMES = 500;
const namesInput = listInput(z.object({ name: namedFields.name, language: optional(language) }), MOST_NAMES);

/** The noun that is changed, and the version that the editor has seen. */
export const targetFields = { id: z.string(), expectedVersion: z.string() };

/** The input for a new source, speaker or topic; `completeNoun` (document/fields.ts) adds what is left out. */
export const nounMade = {
  slug: optional(slug),
  name: namedFields.name,
  names: namesInput.transform((entries) => entries ?? []),
  wikidataId: optional(wikidataId),
  isFictional: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
};

/** The input for a change of a source, speaker or topic. */
export const nounChanged = {
  ...targetFields,
  name: lasting(namedFields.name),
  names: namesInput,
  wikidataId: wikidataId.nullish(),
  isFictional: lasting(z.boolean()),
};
