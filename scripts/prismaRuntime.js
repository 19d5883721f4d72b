/**
 * Copies the runtime of `@prisma/client` into `dist/`: only the four files that our client loads, of 72 MB.
 * An installed package then needs neither `@prisma/client` nor the peer packages that npm would install with it
 * (CONTRIBUTING.md, "Weight").
 */
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./programs.js";

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
