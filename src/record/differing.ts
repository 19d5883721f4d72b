import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Printing } from "./printings.ts";

const { sql } = Prisma;

/** A statement as far as a table shows it. */
interface ShownStatement {
  id: number;
  kind: string;
  text: string;
  language: string;
  saidAt: Date;
  saidAtPrecision: string;
}

/**
 * Counts the printings that say something else of their statements than what is on record from another origin, which stays.
 * Statements that several articles print are left out: their printings may differ.
 */
export async function countDiffering(
  database: Database,
  printings: readonly (Printing & { statementId: number })[],
): Promise<number> {
  if (printings.length === 0) return 0;
  const stored = await database.query<ShownStatement>(
    sql`
/* record.statement.shown */
SELECT id, kind, text, language, said_at AS "saidAt", said_at_precision AS "saidAtPrecision"
FROM statement
WHERE id = ANY (${printings.map(({ statementId }) => statementId)}::bigint[])
  AND (SELECT count(*) FROM appearance WHERE statement_id = statement.id) = 1`,
  );
  const byId = new Map(stored.map((statement) => [statement.id, statement]));
  return printings.filter((printing) => {
    const known = byId.get(printing.statementId);
    return known !== undefined && differs(printing, known);
  }).length;
}

function differs({ given, language, saidAt, saidAtPrecision }: Printing, known: ShownStatement): boolean {
  return (
    given.kind !== known.kind ||
    given.text !== known.text ||
    language !== known.language ||
    saidAtPrecision !== known.saidAtPrecision ||
    saidAt.getTime() !== known.saidAt.getTime()
  );
}
