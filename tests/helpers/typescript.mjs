// Lets a child process of a test run our TypeScript files as they are: node --import <this file> some.ts
// (Node 20 cannot strip types itself, and a test should not depend on a build.)
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  register(import.meta.url);
}

/** A module loader hook: TypeScript files are compiled by swc, everything else goes Node's own way. */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) {
    return nextLoad(url, context);
  }
  const { transform } = await import("@swc/core");
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, "utf8"), {
    filename,
    sourceMaps: "inline",
    swcrc: false,
    jsc: { parser: { syntax: "typescript" }, target: "es2023" },
    module: { type: "es6" },
  });
  return { format: "module", source: code, shortCircuit: true };
}
