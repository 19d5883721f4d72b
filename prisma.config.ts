import { defineConfig } from "prisma/config";

// `prisma generate` needs no schema engine, yet the CLI downloads that binary first and fails where the network is
// closed. Any existing file satisfies it; migrations are applied by src/migrate.ts, which needs no binary either.
if (process.argv.includes("generate")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

const databaseUrl = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only the ordinary Prisma CLI reads this ("prisma migrate deploy", "prisma studio"); OnRecord itself does not.
  ...(databaseUrl ? { datasource: { url: databaseUrl } } : {}),
});
