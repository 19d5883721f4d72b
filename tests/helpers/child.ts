import type { ChildProcess, SpawnOptions } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const LOADER = new URL("./typescript.mjs", import.meta.url).href;

/** A separate Node process, which a test can run, query and kill. */
export interface Child {
  process: ChildProcess;
  /** Returns its standard output so far; after its end, all of it. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/**
 * Runs TypeScript in a new Node process. The script may import our files by absolute address: see `sourceUrl`.
 *
 * @param script the text of an ES module
 */
export function runInChild(script: string, options: SpawnOptions = {}, command: readonly string[] = []): Child {
  const words = [...command, process.execPath, "--import", LOADER, "--input-type=module", "--eval", script];
  const [program = "", ...parameters] = words;
  const child = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"], ...options });
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  return { process: child, output: () => text, ended };
}

/** Returns the address of a source file, for a child's imports: `sourceUrl("migrate.ts")`. */
export function sourceUrl(path: string): string {
  return new URL(`../../src/${path}`, import.meta.url).href;
}

/** The folder of this checkout. */
export const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
