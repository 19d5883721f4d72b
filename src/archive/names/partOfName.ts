import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import { isTitle } from "../../text/titledNames/titles.ts";
import { flatRows } from "../lists/flatRows.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import type { Directory, Named } from "./directory.ts";

const { sql, raw } = Prisma;

/** What a name means in a directory. */
export interface Meaning<Row> {
  /**
   * EXACT: it is the name, slug or id of all `bearers`. PART_OF_NAME: the only bearer has its words in one of their names.
   * WITHOUT_TITLE: it is the only bearer's name with a title, an office or brackets around it.
   */
  how: "EXACT" | "PART_OF_NAME" | "WITHOUT_TITLE" | null;
  bearers: Row[];
  /** What may have been meant by a name that means nothing, best first. */
  suggestions: Row[];
}

export const meaningless: Meaning<never> = { how: null, bearers: [], suggestions: [] };

const MOST_SUGGESTIONS = 5;

/**
 * Finds names that nobody bears as parts of names: all their words, whole and in any order, in one name. If exactly one bearer
 * has them, the name means that one. Otherwise it means nothing, and those who have the words are suggested, then those with
 * similar names (trigrams). One SQL for all names.
 */
export async function findByPart<Row extends Named>(
  database: Database,
  { table: name, fields }: Directory<Row>,
  given: readonly string[],
): Promise<Meaning<Row>[]> {
  const asked = given.map(normalizeName).map((form) => (/[\p{L}\p{N}]/u.test(form) ? form : ""));
  if (asked.every((form) => form === "")) return given.map(() => meaningless);
  const { select, take } = flatRows<Row>(name, fields);
  const [table, names, key] = [raw(name), raw(`${name}_name`), raw(`${name}_id`)];
  const records = await database.query<Record<string, unknown>>(
    sql`
/* ${table}s.byPart */
SELECT given.place, found.has_words, ${select}
FROM unnest(${asked}::text[], ${asked.map(likeliestWord)}::text[]) WITH ORDINALITY AS given (normalized, word, place)
CROSS JOIN LATERAL (
  SELECT
    ${key} AS id,
    bool_or(string_to_array(normalized, ' ') @> string_to_array(given.normalized, ' ')) AS has_words,
    max(similarity(normalized, given.normalized)) AS likeness
  FROM ${names}
  WHERE normalized LIKE '%' || given.word || '%' OR given.normalized <% normalized OR normalized % given.normalized
  GROUP BY ${key}
  ORDER BY has_words DESC, likeness DESC, ${key}
  ${raw(`LIMIT ${MOST_SUGGESTIONS}`)}
) AS found
JOIN ${table} ON ${table}.id = found.id
WHERE given.normalized <> '' AND (found.has_words OR found.likeness > 0)
ORDER BY given.place, found.has_words DESC, found.likeness DESC, found.id`,
  );
  const places = given.map((_, i) => i + 1);
  return groupedByKey(places, records, (record) => Number(record.place)).map((found) => {
    const rows = found.map((record) => take(record) as Row);
    const withWords = found.filter((record) => record.has_words).length;
    return withWords === 1
      ? { how: "PART_OF_NAME", bearers: rows.slice(0, 1), suggestions: [] }
      : { how: null, bearers: [], suggestions: rows };
  });
}

/** Returns the word that the fewest names have, to judge by its length: the index of names finds it. No title ("President Velle"). */
function likeliestWord(normalized: string): string {
  const words = normalized.split(" ");
  const own = words.filter((word) => !isTitle(word));
  return (own.length > 0 ? own : words).reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}
