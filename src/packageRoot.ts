import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Returns the folder that this package is installed in, whether it runs from `src/` or compiled from `dist/src/`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** Returns what the package says of itself. */
export function packageFacts(): { version: string; description: string } {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
}
