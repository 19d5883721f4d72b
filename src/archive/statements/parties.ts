import type { Database } from "../../database.ts";
import { type PartyRole, Prisma, type Speaker } from "../../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import { speakerTable } from "../tables/speaker.ts";

const { sql } = Prisma;

/** The speakers to whom a statement was said, and by way of whom the article has it, each list in its order. */
export type PartySpeakers = Readonly<Record<PartyRole, Speaker[]>>;

/** Returns the parties of each statement, in the order of the ids. */
export async function partiesOf(database: Database, statementIds: readonly number[]): Promise<PartySpeakers[]> {
  const { select, take } = flatRows<Speaker>("speaker", speakerTable.fields);
  const records = await database.query<FlatRecord>(
    sql`
/* statements.parties */
SELECT statement_party.statement_id AS key, statement_party.role::text AS role, ${select}
FROM statement_party
JOIN speaker ON speaker.id = statement_party.speaker_id
WHERE statement_party.statement_id = ANY (${statementIds}::bigint[])
ORDER BY statement_party.statement_id, statement_party.role, statement_party.position`,
  );
  const inRole = (ofOne: readonly FlatRecord[], role: PartyRole) => {
    const speakers = ofOne.filter((record) => record.role === role).map((record) => take(record) as Speaker);
    // In the past there may be two who have become one since.
    return [...new Map(speakers.map((speaker) => [speaker.id, speaker])).values()];
  };
  return groupedByKey(statementIds, records, (record) => record.key as number).map((ofOne) => ({
    ADDRESSEE: inRole(ofOne, "ADDRESSEE"),
    VIA: inRole(ofOne, "VIA"),
  }));
}
