import type { ChildProcess, SpawnOptions } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const LOADER = new URL("./typescript.mjs", import.meta.url).href;

/** A Node process of its own, which a test may let run, ask and kill. */
export interface Child {
  process: ChildProcess;
  /** What it has written to standard output so far, or in all once it has ended. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/**
 * Runs TypeScript in a new Node process. The script may import our files by absolute address: see `sourceUrl`.
 *
 * @param script an ES module's text
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

/** The address of one of our source files, for a child's imports: `sourceUrl("migrate.ts")`. */
export function sourceUrl(path: string): string {
  return new URL(`../../src/${path}`, import.meta.url).href;
}

/** The folder of this checkout. */
export const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
