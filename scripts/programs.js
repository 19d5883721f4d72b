/** Functions for the steps of the build. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this checkout, with a slash at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a program with Node in the checkout. Throws if it fails; the program itself prints why. */
export async function node(...words) {
  const [code, signal] = await once(spawn(process.execPath, words, { cwd: root, stdio: "inherit" }), "exit");
  if (code !== 0) throw new Error(`node ${words.join(" ")} ended with ${code ?? signal}`);
}

/** Removes compiled files whose source is gone from `dist/`: the compiler leaves them, and npm would pack them. */
export async function removeOrphans() {
  for (const folder of ["src", "web", "prisma"]) {
    for (const entry of await readdir(join(root, "dist", folder), { recursive: true })) {
      const source = /^(.*)\.js(\.map)?$/.exec(entry)?.[1];
      if (source === undefined || entry.includes("assets")) continue;
      if (![".ts", ".tsx"].some((extension) => existsSync(join(root, folder, `${source}${extension}`)))) {
        await rm(join(root, "dist", folder, entry));
      }
    }
  }
}
