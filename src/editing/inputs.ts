import { z } from "zod";
import { language, namedFields, slug, wikidataId } from "../document/fields.ts";

// GraphQL has one null, and inputs give it two meanings: of what is made it says no more than a value left out; of what is
// changed it takes the value away.

/** A value that what is made may have; null is as if it were left out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** A value that can be changed, but not taken away. */
export function lasting<Schema extends z.ZodType>(schema: Schema) {
  return z
    .any()
    .refine((value) => value !== null, { error: "cannot be taken away", abort: true })
    .pipe(schema)
    .optional();
}

/** A list that is given whole; null takes all of it away. */
export function listInput<Schema extends z.ZodType>(entry: Schema, most: number) {
  return z
    .array(entry)
    .max(most, `are more than ${most}`)
    .nullable()
    .transform((entries) => entries ?? [])
    .optional();
}

/** The fields of an object that are given. */
export function withoutNulls(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}

const MOST_NAMES = 500;
const namesInput = listInput(z.object({ name: namedFields.name, language: optional(language) }), MOST_NAMES);

/** Which noun is changed, and which version of it the editor has seen. */
export const targetFields = { id: z.string(), expectedVersion: z.string() };

/** What is given of a source, speaker or topic that is made; `complete` (record/fields.ts) does the rest. */
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

/** What is given of a source, speaker or topic that is changed. */
export const nounChanged = {
  ...targetFields,
  name: lasting(namedFields.name),
  names: namesInput,
  wikidataId: wikidataId.nullish(),
  isFictional: lasting(z.boolean()),
};
