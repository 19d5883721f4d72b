import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { MOST_UNREAD } from "../../src/http/logPipe.ts";
import { type Child, runInChild, sourceUrl } from "../helpers/child.ts";
import { eventually } from "../helpers/eventually.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";

/** Writes this many lines of 100 bytes at once, tells on standard error how many were dropped, and stays while it is asked to. */
const script = (lines: number) => `
  import { openLogOutput } from ${JSON.stringify(sourceUrl("http/logPipe.ts"))};
  const log = openLogOutput(1);
  const line = (i) => String(i).padStart(99, ".") + "\\n";
  for (let i = 0; i < ${lines}; i++) log.write(line(i));
  console.error("dropped " + log.dropped());
  process.stdin.resume().on("end", () => { log.write(line("last")); console.error("finally " + log.dropped()); });`;

const children: Child[] = [];
function start(lines: number, command: readonly string[] = []): Child & { errors(): string } {
  const child = runInChild(script(lines), { stdio: ["pipe", "pipe", "pipe"] }, command);
  children.push(child);
  let errors = "";
  child.process.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  return { ...child, errors: () => errors };
}
afterEach(() => {
  for (const { process } of children.splice(0)) process.kill("SIGKILL");
});

/** More than fits into a pipe and into what may wait. */
const FLOOD = (3 * MOST_UNREAD) / 100;

describe("a log that is piped", () => {
  test.each([
    // Node gives its children sockets; a shell gives pipes.
    ["a socket", []],
    ["a pipe", ["sh", "-c", '"$@" | (sleep 2; cat)', "sh"]],
  ])("a log that nobody reads drops lines, counts them and stops nothing: %s", async (_what, command) => {
    const child = start(FLOOD, command);
    child.process.stdout?.pause();
    const dropped = Number(await eventually(() => /dropped (\d+)/.exec(child.errors())?.[1]));
    expect(dropped).toBeGreaterThan(FLOOD / 2);
    expect(dropped).toBeLessThan(FLOOD * 0.7);
    child.process.stdout?.resume();
    await eventually(() => child.output().length >= MOST_UNREAD && child.output().endsWith("\n"));
    child.process.stdin?.end();
    expect(await child.ended).toBe(0);
    const lines = child.output().split("\n").slice(0, -1);
    const numbers = lines.slice(0, -1).map((line) => Number(line.replace(/^\.+/, "")));
    expect(numbers).toEqual(Array.from({ length: FLOOD - dropped }, (_, i) => i));
    expect(lines.at(-1)).toMatch(/^\.+last$/);
  });

  test("a pipe that is read loses no line", async () => {
    const child = start(1_000);
    child.process.stdin?.end();
    expect(await child.ended).toBe(0);
    expect(child.output().split("\n")).toHaveLength(1_002);
    expect(child.errors()).toBe("dropped 0\nfinally 0\n");
  });

  test("a pipe that is closed does not end the process", async () => {
    const child = start(1);
    await eventually(() => child.errors().includes("dropped 0"));
    child.process.stdout?.destroy();
    await pause(100);
    child.process.stdin?.end();
    expect(await child.ended).toBe(0);
    expect(child.errors()).toContain("finally 1");
  });
});

describe("a log that is a file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  test("a file gets every line before the next thing runs", async () => {
    const path = join(folder, "log");
    const child = runInChild(script(FLOOD), { stdio: ["pipe", "pipe", "pipe"] }, [
      ...["sh", "-c", `exec "$@" > ${JSON.stringify(path)}`, "sh"],
    ]);
    children.push(child);
    child.process.stdin?.end();
    expect(await child.ended).toBe(0);
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(FLOOD + 2);
  });
});
