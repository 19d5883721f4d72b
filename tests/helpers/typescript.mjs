// Lets a child process of a test run our TypeScript files: node --import <this file> some.ts (Node 20 cannot strip
// types itself, and a test should not depend on a build.)
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";

/** How the thread that loads modules knows itself: it must not register itself. Every other thread does. */
const IN_LOADER = "?loader";

if (!import.meta.url.endsWith(IN_LOADER)) {
  register(`${import.meta.url}${IN_LOADER}`);
}

/**
 * The folder of compiled files, which are reused: the compiler takes half a second and 100 MB, which tests would
 * measure.
 */
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/onrecord/", import.meta.url));

const LIBRARY = new URL("../../src/library.ts", import.meta.url).href;

/** Finds a module. The package's own name stands for its source, so that its examples need no build. */
export async function resolve(specifier, context, nextResolve) {
  return specifier === "onrecord" ? { url: LIBRARY, shortCircuit: true } : nextResolve(specifier, context);
}

/** Loads a module: swc compiles TypeScript files, Node loads all others. */
export async function load(url, context, nextLoad) {
  if (!/\.tsx?$/.test(url)) {
    return nextLoad(url, context);
  }
  const filename = fileURLToPath(url);
  const text = await readFile(filename, "utf8");
  const kept = `${CACHE}${createHash("sha256").update(filename).update("\0").update(text).digest("hex")}.mjs`;
  const source = (await readFile(kept, "utf8").catch(() => null)) ?? (await compile(filename, text, kept));
  return { format: "module", source, shortCircuit: true };
}

async function compile(filename, text, kept) {
  const { transform } = await import("@swc/core");
  const { code } = await transform(text, {
    filename,
    sourceMaps: "inline",
    swcrc: false,
    jsc: {
      parser: { syntax: "typescript", tsx: filename.endsWith(".tsx") },
      transform: { react: { runtime: "automatic", importSource: "preact" } },
      target: "es2023",
    },
    module: { type: "es6" },
  });
  // Another process may read the file at the same time. If the folder is not writable, the file is compiled each time.
  const unfinished = `${kept}.${process.pid}`;
  await mkdir(CACHE, { recursive: true })
    .then(() => writeFile(unfinished, code))
    .then(() => rename(unfinished, kept))
    .catch(() => {});
  return code;
}
