/**
 * Decides whether a step of the build is up to date. A stamp beside its outputs contains digests of its inputs and outputs.
 * It is removed before the step begins and written after it succeeds, so that an interrupted step is repeated.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { root } from "./programs.js";

/**
 * Runs the step unless its tools, inputs and outputs are as it left them. Passes it true if only its inputs have changed,
 * so that it may reuse its outputs.
 */
export async function bringUpToDate({ stamp, tools, inputs, outputs, run }) {
  const file = join(root, stamp);
  const stamped = (await readFile(file, "utf8").catch(() => "")).split("\n");
  const used = await digest(tools, contentOf);
  const read = await digest(inputs, contentOf);
  const mayTrust = stamped[0] === used && stamped[2] === (await digest(outputs, tracesOf));
  if (mayTrust && stamped[1] === read) return;
  await rm(file, { force: true });
  await run(mayTrust);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, [used, read, await digest(outputs, tracesOf), ""].join("\n"));
}

async function digest(paths, describe) {
  const hash = createHash("sha256").update(process.version);
  const files = (await Promise.all(paths.map((path) => filesBelow(join(root, path))))).flat().sort();
  const descriptions = await Promise.all(files.map(describe));
  for (const [i, file] of files.entries()) hash.update(`\0${file}\0`).update(descriptions[i]);
  return hash.digest("hex");
}

const contentOf = (file) => readFile(file);

/** Describes an output by size and time, which every write changes: reading the outputs would take longer than all else. */
async function tracesOf(file) {
  const { size, mtimeMs } = await stat(file);
  return `${size} ${mtimeMs}`;
}

/** Lists the file, or the folder's files without hidden ones (stamps and tools' caches); empty if the path does not exist. */
async function filesBelow(path) {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => !basename(name).startsWith("."));
  return (await Promise.all(names.map((name) => filesBelow(join(path, name))))).flat();
}
