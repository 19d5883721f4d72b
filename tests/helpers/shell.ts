import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { CHECKOUT } from "./child.ts";
import { COMMAND, type Ended } from "./command.ts";

/** Where and how to run a line of a page. */
export interface ShellOptions {
  /** The environment in addition to PATH. */
  environment?: Record<string, string>;
  /** The folder that relative paths start from; by default this checkout. */
  folder?: string;
  /** The server that replaces http://localhost:4000. */
  url?: string;
}

/** Runs a line of a page in a shell, with `onrecord` from its source and the test's own server. */
export async function runLine(line: string, options: ShellOptions = {}): Promise<Ended> {
  const { environment = {}, folder = CHECKOUT, url = "" } = options;
  const cli = [process.execPath, ...COMMAND].join(" ");
  const command = line.replace(/(?:npx )?\bonrecord(?= )/, cli).replace("http://localhost:4000", url);
  const child = spawn("sh", ["-c", command], { cwd: folder, env: { PATH: process.env.PATH, ...environment } });
  const [output, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { output, errors, exitCode: code ?? signal };
}
