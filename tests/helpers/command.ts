import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { CHECKOUT } from "./child.ts";

/** What a command has told, and how it ended. */
export interface Ended {
  output: string;
  errors: string;
  /** Its exit code, or the signal that ended it. */
  exitCode: number | string;
}

/** A command under way. */
export interface Command {
  process: ChildProcessWithoutNullStreams;
  /** What it has told on standard error so far. */
  errors(): string;
  ended: Promise<Ended>;
}

export interface CommandOptions {
  /** Nothing of the test's own environment but PATH is there besides. */
  environment?: Record<string, string>;
  /** What comes through standard input; nothing, when left out. */
  input?: string | Buffer | AsyncIterable<Buffer>;
  /** Whether it leads a process group, as a terminal's foreground job does. */
  detached?: boolean;
  folder?: string;
}

/** What runs `onrecord` from its source, behind the path of Node. */
export const COMMAND = [
  "--import",
  fileURLToPath(new URL("./typescript.mjs", import.meta.url)),
  join(CHECKOUT, "src/cli.ts"),
];

/** Starts `onrecord` in a process of its own, as its user does. */
export function startCommand(words: readonly string[], options: CommandOptions = {}): Command {
  const { environment = {}, input = "", detached = false, folder = CHECKOUT } = options;
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [...COMMAND, ...words], {
    env: { PATH, ...environment },
    detached,
    cwd: folder,
  });
  const told = { output: "", errors: "" };
  const listen = (stream: Readable, name: keyof typeof told) =>
    stream.setEncoding("utf8").on("data", (text: string) => {
      told[name] += text;
    });
  listen(child.stdout, "output");
  listen(child.stderr, "errors");
  // A command that is over before it has read its input has not failed for that.
  const chunks = typeof input === "string" || Buffer.isBuffer(input) ? [input] : input;
  pipeline(Readable.from(chunks), child.stdin).catch(() => {});
  const ended = once(child, "close").then(([code, signal]) => ({ ...told, exitCode: code ?? signal }));
  return { process: child, errors: () => told.errors, ended };
}

/** Runs `onrecord` to its end. */
export async function runCommand(words: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return startCommand(words, options).ended;
}
