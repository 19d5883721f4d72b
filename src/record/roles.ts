import { speakerRoleTable } from "../archive/tables/speaker.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";
import { distinct, rowsAsTable } from "./write.ts";

const { sql } = Prisma;

interface RoleRow {
  speakerId: number;
  label: string;
  organization?: string | undefined;
  startsOn?: string | undefined;
  endsOn?: string | undefined;
}

/**
 * Records roles. Speaker, label and first day identify a role, because its end and organisation may become known later.
 *
 * @returns the ids of the speakers whose roles have changed
 */
export async function recordRoles(
  database: Database,
  recorder: Recorder,
  roles: readonly RoleRow[],
): Promise<ReadonlySet<number>> {
  if (roles.length === 0) return new Set();
  const rows = rowsAsTable(speakerRoleTable.fields, distinct(["speakerId", "label", "startsOn"], roles));
  const isSame = sql`speaker_role.speaker_id = given.speaker_id AND speaker_role.label = given.label
  AND speaker_role.starts_on IS NOT DISTINCT FROM given.starts_on`;
  const completed = await database.query<{ id: number }>(
    sql`
/* record.roles.update */
UPDATE speaker_role
SET organization = COALESCE(given.organization, speaker_role.organization), ends_on = COALESCE(given.ends_on, speaker_role.ends_on)
FROM ${rows}
WHERE ${isSame}
  AND (COALESCE(given.organization, speaker_role.organization), COALESCE(given.ends_on, speaker_role.ends_on))
    IS DISTINCT FROM (speaker_role.organization, speaker_role.ends_on)
RETURNING speaker_role.speaker_id AS id`,
  );
  const added = await database.query<{ id: number }>(
    sql`
/* record.roles.insert */
INSERT INTO speaker_role (speaker_id, label, organization, starts_on, ends_on)
SELECT given.speaker_id, given.label, given.organization, given.starts_on, given.ends_on
FROM ${rows}
WHERE NOT EXISTS (SELECT FROM speaker_role WHERE ${isSame})
ORDER BY given.row_place
RETURNING speaker_id AS id`,
  );
  const known = await database.query<{ id: number }>(
    sql`/* record.roles.ids */ SELECT speaker_role.id FROM speaker_role JOIN ${rows} ON ${isSame}`,
  );
  vouchFor(
    recorder,
    "SPEAKER_ROLE",
    known.map(({ id }) => id),
  );
  return new Set([...completed, ...added].map(({ id }) => id));
}
