import type { Database } from "../../database.ts";
import { type DatePrecision, Prisma, type Statement, type StatementKind } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/** A printing of a statement, with the columns that a statement can take from it. */
export interface StatementPrinting {
  id: number;
  text: string;
  kind: StatementKind;
  /** The language of its article. */
  language: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
}

/** A statement with all its printings, the oldest first. */
export interface EditedStatement extends Statement {
  printings: StatementPrinting[];
}

/** Reads a statement, which must exist. */
export async function readStoredStatement(database: Database, id: number): Promise<EditedStatement> {
  const statement = await database.prisma.statement.findUniqueOrThrow({ where: { id } });
  const printings = await database.query<StatementPrinting>(
    sql`
/* editing.statement.printings */
SELECT appearance.id, text, kind, language, published_at AS "publishedAt", published_at_precision AS "publishedAtPrecision"
FROM appearance
JOIN article ON article.id = article_id
WHERE statement_id = ${id}::bigint
ORDER BY appearance.id`,
  );
  return { ...statement, printings };
}
