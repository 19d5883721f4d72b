import type { MigrationDirectory } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const LACKS_PRIVILEGE = /permission denied (?:for schema|for database|to create extension) \S+/;

/**
 * Describes why PostgreSQL refused a migration: one sentence with the grants to make if the role lacks a privilege,
 * otherwise PostgreSQL's message with the line of the migration.
 */
export function describeRefusal(
  { path, migrationFile }: MigrationDirectory,
  error: Error & { position?: string },
  { user = "", database = "" }: pg.Client,
): string {
  const [denied] = LACKS_PRIVILEGE.exec(error.message) ?? [];
  if (denied !== undefined) {
    const [role, name] = [user, database].map((each) => pg.escapeIdentifier(each));
    return (
      `The role ${role} may not create the tables (${denied}): have the owner of the database run ` +
      `GRANT CREATE ON DATABASE ${name} TO ${role}; GRANT CREATE ON SCHEMA public TO ${role};`
    );
  }
  const position = Number(error.position ?? 0);
  const line = position ? `, line ${migrationFile.content.value.slice(0, position - 1).split("\n").length}` : "";
  return `Migration ${path} failed${line}: ${error.message}`;
}
