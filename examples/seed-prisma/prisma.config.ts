import { defineConfig } from "prisma/config";

// `npx prisma db seed` runs this command in the folder of this file. Node 22.18 and newer run TypeScript; with an older one, install
// tsx and write "tsx seed.ts".
export default defineConfig({ migrations: { seed: "node seed.ts" } });
