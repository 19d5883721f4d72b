import type { Database } from "../../database.ts";
import { type DatePrecision, Prisma, type Statement, type StatementKind } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/** A printing of a statement, as far as the statement rests on it. */
export interface Printed {
  id: number;
  text: string;
  kind: StatementKind;
  /** Of its article. */
  language: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
}

/** A statement with all its printings, the oldest first. */
export interface StoredStatement extends Statement {
  printings: Printed[];
}

/** Reads a statement that is there. */
export async function readStored(database: Database, id: number): Promise<StoredStatement> {
  const statement = await database.prisma.statement.findUniqueOrThrow({ where: { id } });
  const printings = await database.query<Printed>(
    sql`
/* editing.statement.printings */
SELECT appearance.id, text, kind, language, published_at AS "publishedAt", published_at_precision AS "publishedAtPrecision"
FROM appearance
JOIN article ON article.id = article_id
WHERE statement_id = ${id}::int
ORDER BY appearance.id`,
  );
  return { ...statement, printings };
}
