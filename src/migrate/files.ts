import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationDirectory } from "@prisma/schema-engine-wasm/schema_engine_bg";

/** Reads the migrations in `folder` with their SQL, oldest first: their names begin with their dates. */
export async function readMigrations(folder: string): Promise<MigrationDirectory[]> {
  const entries = await readdir(join(folder, "migrations"), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (path) => {
      const value = await readFile(join(folder, "migrations", path, "migration.sql"), "utf8");
      return { path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
    }),
  );
}
