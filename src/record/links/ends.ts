import { groupedByKey } from "../../archive/lists/inKeyOrder.ts";
import type { Database } from "../../database.ts";
import type { StatementReference } from "../../document/link.ts";
import { isDismissed } from "../../document/statement.ts";
import { urnOf, uuidIn } from "../../document/urn.ts";
import { Prisma, type StatementStatus } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/** One end of a link: the id of its statement, or why it cannot be linked. */
export type End = { id: number; problem: null } | { id: 0; problem: string };

interface Found {
  place: number;
  id: number;
  status: StatementStatus;
}

/** Finds the statements that references mean, in their order. */
export async function findEnds(database: Database, references: readonly StatementReference[]): Promise<End[]> {
  const places = references.map((_, place) => place);
  const named = places.filter((place) => typeof references[place] === "string");
  const printed = places.filter((place) => typeof references[place] !== "string");
  const uuids = named.map((place) => uuidIn(references[place] as string));
  const passages = printed.map((place) => references[place] as Exclude<StatementReference, string>);
  const found = await database.query<Found>(
    sql`
/* record.link.ends */
SELECT given.place, statement.id, statement.status::text AS status
FROM unnest(${named}::bigint[], ${uuids}::uuid[]) AS given (place, uuid)
JOIN statement ON statement.uuid = given.uuid
UNION
SELECT given.place, statement.id, statement.status::text
FROM unnest(${printed}::bigint[], ${passages.map(({ article }) => article)}::text[], ${passages.map(({ exact }) => exact)}::text[])
  AS given (place, url, exact)
JOIN article ON article.url = given.url
JOIN appearance ON appearance.article_id = article.id AND appearance.exact = given.exact
JOIN statement ON statement.id = appearance.statement_id`,
  );
  const byPlace = groupedByKey(places, found, ({ place }) => place);
  return references.map((reference, place) => meantEnd(reference, byPlace[place] ?? []));
}

function meantEnd(reference: StatementReference, found: readonly Found[]): End {
  const name =
    typeof reference === "string" ? urnOf(uuidIn(reference) as string) : `“${reference.exact}” in ${reference.article}`;
  const [only, ...others] = found;
  if (!only) return { id: 0, problem: `is not on record: there is no statement ${name}` };
  if (others.length > 0) return { id: 0, problem: `is not clear: several speakers say ${name}` };
  const { id, status } = only;
  return isDismissed(status) ? { id: 0, problem: `is ${status}: ${name} cannot be linked` } : { id, problem: null };
}
