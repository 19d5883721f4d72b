import type { Noun } from "../archive/names/directory.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type OwnedName, recordNames } from "../record/nouns.ts";
import type { Edit } from "./edit.ts";
import { type InputProblem, Refusal } from "./problems.ts";

const { sql, raw } = Prisma;

/** What an update says of a noun's names: the main one, and all of them. What is left out stays. */
interface NameChange {
  name?: string | undefined;
  names?: readonly Omit<OwnedName, "ownerId">[] | undefined;
}

/**
 * Gives a noun the names of an update, once its row has its main name. This is always among them; given without a language it
 * keeps the one that it has, while any other name loses its own.
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
    sql`/* editing.${raw(noun)}.name */ SELECT name FROM ${raw(noun)} WHERE id = ${id}::int`,
  );
  return row?.name as string;
}

async function removeNames(database: Database, noun: Noun, ownerId: number, kept: readonly string[]): Promise<void> {
  await database.query(
    sql`/* editing.${raw(noun)}_name.delete */ DELETE FROM ${raw(`${noun}_name`)} WHERE ${raw(`${noun}_id`)} = ${ownerId}::int AND name <> ALL (${kept}::text[])`,
  );
}

/**
 * Refuses (`TAKEN`) a slug or Wikidata id that another noun of its sort bears.
 *
 * @param ownId the noun that is to bear it, where it is there
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
WHERE (slug = ${slug} OR wikidata_id = ${wikidataId}) AND id IS DISTINCT FROM ${ownId}::int`,
  );
  const problems = Object.entries({ slug, wikidataId }).flatMap(([field, value]): InputProblem[] => {
    const bearer = bearers.find((row) => value !== null && row[field as "slug" | "wikidataId"] === value);
    if (!bearer) return [];
    return [{ code: "TAKEN", field: [field], message: `\`${field}\` ${value} is that of ${bearer.name} already.` }];
  });
  if (problems.length > 0) throw new Refusal(problems);
}
