import { defineConfig } from "prisma/config";

// `prisma generate` needs no schema engine, yet the CLI first downloads that binary, and fails without a network. Any
// existing file satisfies it. Migrations are applied by src/migrate.ts, which needs no binary either.
if (process.argv.includes("generate")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

const databaseUrl = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only Prisma's CLI reads this ("prisma migrate deploy", "prisma studio"); OnRecord does not.
  ...(databaseUrl ? { datasource: { url: databaseUrl } } : {}),
});
