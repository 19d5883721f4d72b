import { defineConfig } from "prisma/config";

// `prisma generate` and `prisma db seed` need no schema engine, yet the CLI first downloads that binary, and fails without
// a network. Any existing file satisfies it. Migrations are applied by src/migrate.ts, which needs no binary either.
if (["generate", "seed"].some((command) => process.argv.includes(command))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

const databaseUrl = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  // `prisma db seed` loads the demo. examples/seed-prisma/ shows how to seed with statements of your own.
  migrations: { path: "prisma/migrations", seed: "node dist/src/cli.js seed" },
  // Only Prisma's CLI reads this ("prisma migrate deploy", "prisma studio"); OnRecord does not.
  ...(databaseUrl ? { datasource: { url: databaseUrl } } : {}),
});
