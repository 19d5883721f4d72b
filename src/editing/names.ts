import type { Noun } from "../archive/names/directory.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type OwnedName, recordNames } from "../record/nouns.ts";
import type { Edit } from "./edit.ts";
import { type InputProblem, Refusal } from "./problems.ts";

const { sql, raw } = Prisma;

/** A change of a noun's main name and of its names. A field that is left out stays as it is. */
interface NameChange {
  name?: string | undefined;
  names?: readonly Omit<OwnedName, "ownerId">[] | undefined;
}

/**
 * Gives a noun the names of an update, after its row has its main name, which is always among them. A name that is
 * given without a language loses its language; the main name keeps it if it is not given.
 */
export async function replaceNames(
  { database, recorder }: Edit,
  noun: Noun,
  ownerId: number,
  { name, names }: NameChange,
): Promise<void> {
  if (name === undefined && names === undefined) return;
  const main = { ownerId, name: await mainName(database, noun, ownerId) };
  const given = new Map((names ?? []).map((entry) => [entry.name, { ...entry, ownerId }]));
  if (names) await removeNames(database, noun, ownerId, [main.name, ...given.keys()]);
  await recordNames(database, recorder, noun, [...given.values()], "store");
  if (!given.has(main.name)) await recordNames(database, recorder, noun, [main]);
}

async function mainName(database: Database, noun: Noun, id: number): Promise<string> {
  const [row] = await database.query<{ name: string }>(
    sql`/* editing.${raw(noun)}.name */ SELECT name FROM ${raw(noun)} WHERE id = ${id}::bigint`,
  );
  return row?.name as string;
}

async function removeNames(database: Database, noun: Noun, ownerId: number, kept: readonly string[]): Promise<void> {
  await database.query(
    sql`/* editing.${raw(noun)}_name.delete */ DELETE FROM ${raw(`${noun}_name`)} WHERE ${raw(`${noun}_id`)} = ${ownerId}::bigint AND name <> ALL (${kept}::text[])`,
  );
}

/**
 * Refuses (`TAKEN`) a slug or Wikidata id of another noun of this type.
 *
 * @param ownId the id of the noun that is to have it, if it exists
 */
export async function expectFree(
  database: Database,
  noun: Noun,
  { slug = null, wikidataId = null }: { slug?: string | null | undefined; wikidataId?: string | null | undefined },
  ownId: number | null = null,
): Promise<void> {
  const bearers = await database.query<{ slug: string; wikidataId: string | null; name: string }>(
    sql`
/* editing.${raw(noun)}.taken */
SELECT slug, wikidata_id AS "wikidataId", name
FROM ${raw(noun)}
WHERE (slug = ${slug} OR wikidata_id = ${wikidataId}) AND id IS DISTINCT FROM ${ownId}::bigint`,
  );
  const problems = Object.entries({ slug, wikidataId }).flatMap(([field, value]): InputProblem[] => {
    const bearer = bearers.find((row) => value !== null && row[field as "slug" | "wikidataId"] === value);
    if (!bearer) return [];
    return [{ code: "TAKEN", field: [field], message: `\`${field}\` ${value} already belongs to ${bearer.name}.` }];
  });
  if (problems.length > 0) throw new Refusal(problems);
}
