/**
 * Copies the few files that we load of some packages into `dist/`: four of `@prisma/client`, which weighs 72 MB, and two of
 * GraphiQL, which has each of them twice. An installed package then needs neither these packages nor the peers that npm would
 * install with them (CONTRIBUTING.md, "Weight").
 */
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./programs.js";

const GRAPHIQL = "@graphql-yoga/render-graphiql";
const client = join(root, "dist/src/generated/prisma");
const runtime = join(client, "runtime");
const SPECIFIER = /"(@prisma\/client\/runtime\/[^"]+)"/g;

/** Copies the files that the compiled client imports from `@prisma/client`, and makes it import the copies. */
export async function carryPrisma() {
  await mkdir(runtime, { recursive: true });
  const license = new URL("../LICENSE", import.meta.resolve("@prisma/client/runtime/client"));
  await copyFile(license, join(runtime, "LICENSE"));
  for (const entry of await readdir(client, { recursive: true })) {
    if (extname(entry) === ".js" && !entry.startsWith("runtime")) await redirect(join(client, entry));
  }
}

/** Copies the page of GraphiQL, and makes the compiled explorer import the copy. */
export async function carryGraphiql() {
  const explorer = join(root, "dist/src/http/explorer.js");
  const folder = join(dirname(explorer), "graphiql");
  await mkdir(folder, { recursive: true });
  const original = dirname(fileURLToPath(import.meta.resolve(GRAPHIQL)));
  for (const name of ["index.js", "graphiql.js", "../LICENSE"])
    await copyFile(join(original, name), join(folder, basename(name)));
  const text = await readFile(explorer, "utf8");
  await writeFile(explorer, text.replace(`"${GRAPHIQL}"`, '"./graphiql/index.js"'));
}

async function redirect(file) {
  const text = await readFile(file, "utf8");
  const names = new Map();
  for (const [, specifier] of text.matchAll(SPECIFIER)) names.set(specifier, await carry(specifier, dirname(file)));
  if (names.size > 0)
    await writeFile(
      file,
      text.replaceAll(SPECIFIER, (_all, name) => `"${names.get(name)}"`),
    );
}

/** Copies one file of the runtime and returns the path by which a module in `folder` imports the copy. */
async function carry(specifier, folder) {
  const original = fileURLToPath(import.meta.resolve(specifier));
  // Prisma's `.js` files are CommonJS; in this package, `.js` files are ES modules.
  const copy = join(runtime, basename(original).replace(/\.js$/, ".cjs"));
  await copyFile(original, copy);
  const path = relative(folder, copy).replaceAll(sep, "/");
  return path.startsWith(".") ? path : `./${path}`;
}
