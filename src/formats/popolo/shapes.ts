import { z } from "zod";

// Of https://www.popoloproject.com/specs/ what the archive wants to know. Null is as good as nothing there.

const optionalString = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);
const id = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? undefined : String(value)));

function listOf<Shape extends z.ZodType>(shape: Shape) {
  return z
    .array(shape)
    .nullish()
    .transform((value) => value ?? []);
}

const inline = z
  .object({ name: optionalString })
  .nullish()
  .transform((value) => value?.name);

/** A person's or an organisation's place in an organisation. */
export const membership = z.object({
  person_id: id,
  organization_id: id,
  /** The organisation itself, in the place of its id. */
  organization: inline,
  on_behalf_of_id: id,
  on_behalf_of: inline,
  label: optionalString,
  role: optionalString,
  start_date: optionalString,
  end_date: optionalString,
  legislative_period_id: id,
  area_id: id,
  area: inline,
});

/** What a person and an organisation have in common, and what each has of its own. */
export const entity = z.object({
  id,
  name: optionalString,
  other_names: listOf(z.object({ name: optionalString, lang: optionalString })),
  identifiers: listOf(z.object({ scheme: optionalString, identifier: id })),
  classification: optionalString,
  /** Those that stand within the person. */
  memberships: listOf(z.unknown()),
});

/** A stretch of time that memberships refer to: the ninth assembly. */
export const period = z.object({ id, start_date: optionalString, end_date: optionalString });

/** Where a seat is held for. */
export const area = z.object({ id, name: optionalString });

export type Membership = z.output<typeof membership>;
export type Entity = z.output<typeof entity>;
export type Period = z.output<typeof period>;
