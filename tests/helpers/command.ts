import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { CHECKOUT } from "./child.ts";

/** The output of a command and how it ended. */
export interface Ended {
  output: string;
  errors: string;
  /** Its exit code, or the signal that ended it. */
  exitCode: number | string;
}

/** A running command. */
export interface Command {
  process: ChildProcessWithoutNullStreams;
  /** Returns its standard error so far. */
  errors(): string;
  ended: Promise<Ended>;
}

export interface CommandOptions {
  /** The command's environment. It gets nothing of the test's environment except PATH. */
  environment?: Record<string, string>;
  /** The command's standard input; empty if omitted. */
  input?: string | Buffer | AsyncIterable<Buffer>;
  /** Whether the command leads a process group, as a terminal's foreground job does. */
  detached?: boolean;
  folder?: string;
}

/** The arguments of Node that run `onrecord` from its source. */
export const COMMAND = [
  "--import",
  fileURLToPath(new URL("./typescript.mjs", import.meta.url)),
  join(CHECKOUT, "src/cli.ts"),
];

/** Starts `onrecord` in a separate process, as a user does. */
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
  // A command may end before it has read all of its input: this is no failure.
  const chunks = typeof input === "string" || Buffer.isBuffer(input) ? [input] : input;
  pipeline(Readable.from(chunks), child.stdin).catch(() => {});
  const ended = once(child, "close").then(([code, signal]) => ({ ...told, exitCode: code ?? signal }));
  return { process: child, errors: () => told.errors, ended };
}

/** Runs `onrecord` and waits for its end. */
export async function runCommand(words: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return startCommand(words, options).ended;
}
