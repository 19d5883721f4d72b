import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CHECKOUT } from "./child.ts";
import type { Ended } from "./command.ts";

const LOADER = fileURLToPath(new URL("./typescript.mjs", import.meta.url));

/** Runs a program of this checkout in a separate process, with nothing of the test's environment except PATH. */
export async function runProgram(words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--import", LOADER, ...words], {
    cwd: CHECKOUT,
    env: { PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { output, errors, exitCode: code ?? signal };
}
