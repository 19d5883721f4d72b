import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationDirectory } from "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * The folder `prisma/` of this package, whether we run from src/ or from what was built of it.
 *
 * @throws Error when it is missing
 */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "prisma", "migrations"))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error("The folder prisma/migrations is missing: this installation of OnRecord is incomplete.");
    }
    folder = parent;
  }
  return join(folder, "prisma");
}

/** The migrations in `folder`, oldest first (their names begin with their date), with their SQL. */
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
