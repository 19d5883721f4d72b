import { z } from "zod";

// The parts of https://www.popoloproject.com/specs/ that the archive uses. Null means the same as a missing field.

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

/** The membership of a person or an organisation in an organisation. */
export const membership = z.object({
  person_id: id,
  organization_id: id,
  /** The organisation itself, instead of its id. */
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

/** A person or an organisation: the fields of both. */
export const entity = z.object({
  id,
  name: optionalString,
  other_names: listOf(z.object({ name: optionalString, lang: optionalString })),
  identifiers: listOf(z.object({ scheme: optionalString, identifier: id })),
  classification: optionalString,
  /** The memberships inside a person. */
  memberships: listOf(z.unknown()),
});

/** A period that memberships refer to, such as the ninth assembly. */
export const period = z.object({ id, start_date: optionalString, end_date: optionalString });

/** The constituency of a seat. */
export const area = z.object({ id, name: optionalString });

export type Membership = z.output<typeof membership>;
export type Entity = z.output<typeof entity>;
export type Period = z.output<typeof period>;
