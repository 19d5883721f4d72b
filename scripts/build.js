/**
 * Brings `src/generated/`, `web/generated/` and `dist/` up to date, and skips what already is. npm runs it before anything that
 * needs them: `npm install` and `npm start` for all, `npm test` for the first two.
 *
 *   node scripts/build.js [generate]
 */
import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { carryGraphiql, carryPrisma } from "./carriedFiles.js";
import { writeDeclarations } from "./declarations.js";
import { node, removeOrphans, root } from "./programs.js";
import { bringUpToDate } from "./stamps.js";

const prisma = "node_modules/prisma/build/index.js";
const tsc = "node_modules/typescript/bin/tsc";
/** The programs that make the outputs. npm records what it has installed in the last file. */
const tools = ["scripts", "prisma.config.ts", "package.json", "node_modules/.package-lock.json"];

const generate = {
  stamp: "src/generated/.stamp",
  tools,
  inputs: ["prisma/schema.prisma", "schema.graphql"],
  outputs: ["src/generated", "docs/reference.md"],
  async run() {
    await node("scripts/clientSchema.js");
    await Promise.all([
      node(prisma, "generate", "--schema", "src/generated/client.prisma"),
      node("scripts/resolverTypes.js"),
      node("scripts/reference.js"),
    ]);
  },
};

const site = {
  stamp: "web/generated/.stamp",
  tools,
  inputs: [
    "web/agents",
    "web/client.ts",
    "web/islands",
    "web/pages",
    "web/resources",
    "web/search",
    "web/styles",
    "web/views",
    "schema.graphql",
  ],
  outputs: ["web/generated"],
  async run() {
    await rm(`${root}web/generated`, { recursive: true, force: true });
    await Promise.all([node("scripts/siteDocuments.js"), node("scripts/siteAssets.js")]);
  },
};

const compile = {
  stamp: "dist/.stamp",
  tools,
  inputs: ["src", "web", "prisma/seed", "tsconfig.json"],
  outputs: ["dist"],
  /** Compiles. If the outputs can be trusted, the compiler writes only what has changed since. */
  async run(mayTrust) {
    if (!mayTrust) await rm(`${root}dist`, { recursive: true, force: true });
    await node(tsc);
    await removeOrphans();
    await Promise.all([carryPrisma(), carryGraphiql()]);
    await carryAssets();
    await cp(`${root}web/card/fonts`, `${root}dist/web/card/fonts`, { recursive: true });
    await writeDeclarations();
  },
};

/** Copies what browsers load of the site beside the compiled site. */
async function carryAssets() {
  const copy = `${root}dist/web/generated/assets`;
  await rm(copy, { recursive: true, force: true });
  await cp(`${root}web/generated/assets`, copy, { recursive: true });
}

/** Returns whether the tools are installed. `npm install --omit=dev` omits them, but still runs this script. */
function hasTools() {
  const { resolve } = createRequire(import.meta.url);
  try {
    return [resolve("typescript"), resolve("prisma/package.json")].every(existsSync);
  } catch {
    return false;
  }
}

const onlyGenerate = process.argv[2] === "generate";
if (hasTools()) {
  for (const step of onlyGenerate ? [generate, site] : [generate, site, compile]) await bringUpToDate(step);
} else if (process.env.npm_lifecycle_event !== "prepare" && !existsSync(`${root}dist/src/index.js`)) {
  console.error("Nothing is built, and the tools to build it are not installed: run `npm install` without --omit=dev.");
  process.exitCode = 1;
}
