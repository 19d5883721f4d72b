import { isatty } from "node:tty";
import type { Config } from "../config.ts";
import { type LogOutput, openLogOutput } from "./logPipe.ts";

const STANDARD_OUTPUT = 1;

/** pino's numbers for the levels. */
const LEVELS: Record<number, string> = { 10: "TRACE", 20: "DEBUG", 30: "INFO", 40: "WARN", 50: "ERROR", 60: "FATAL" };

/** Fields that the text form shows in another way or leaves out. */
const NOT_LISTED = new Set([
  "level",
  "time",
  "pid",
  "hostname",
  "msg",
  "err",
  "method",
  "path",
  "status",
  "milliseconds",
]);

/** Characters that a terminal obeys instead of showing them. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** Opens standard output for the log. */
export function openLogStream(format: Config["logFormat"]): LogOutput {
  const output = openLogOutput(STANDARD_OUTPUT);
  const isText = format === "text" || (format === "auto" && isatty(STANDARD_OUTPUT));
  return isText ? { ...output, write: (line) => output.write(logText(line)) } : output;
}

/** Rewrites a line of the JSON log for people: time, level, message, the request, the other fields, the error's stack. */
export function logText(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const { time, level, msg, err, method, path, status, milliseconds } = entry;
  const head = [new Date(Number(time)).toISOString().slice(11, 23), (LEVELS[Number(level)] ?? "").padEnd(5), msg];
  const request = method === undefined ? [] : [method, path, status, `${milliseconds} ms`];
  const listed = Object.entries(entry).filter(([name, value]) => !NOT_LISTED.has(name) && !isBlankField(value));
  const fields = listed.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const { stack = "" } = (err ?? {}) as { stack?: string };
  const lines = [[...head, ...request, ...fields].join(" "), ...stack.split("\n").filter(Boolean)];
  return lines.map((each) => `${each.replace(CONTROLS, "")}\n`).join("");
}

function isBlankField(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
