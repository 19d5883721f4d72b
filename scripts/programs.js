/** What the steps of the build do to this checkout. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this checkout, with a slash at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a program of Node's in the checkout; throws when it fails, which it has explained by itself. */
export async function node(...words) {
  const [code, signal] = await once(spawn(process.execPath, words, { cwd: root, stdio: "inherit" }), "exit");
  if (code !== 0) throw new Error(`node ${words.join(" ")} ended with ${code ?? signal}`);
}

/** Removes from `dist/` what was compiled from files that are gone: the compiler leaves it, and it would be packed. */
export async function removeOrphans() {
  for (const folder of ["src", "prisma"]) {
    for (const entry of await readdir(join(root, "dist", folder), { recursive: true })) {
      const source = /^(.*)\.js(\.map)?$/.exec(entry)?.[1];
      if (source !== undefined && !existsSync(join(root, folder, `${source}.ts`))) {
        await rm(join(root, "dist", folder, entry));
      }
    }
  }
}
