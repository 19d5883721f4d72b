import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test } from "@jest/globals";
import { openJobThread } from "../../../src/editing/extraction/jobThread.ts";
import { eventually } from "../../helpers/eventually.ts";

/** A time that no test takes. */
const NEVER_MS = 3_600_000;
const threads: Worker[] = [];
afterEach(async () => void (await Promise.all(threads.splice(0).map((thread) => thread.terminate()))));

const ANSWERS = `on("message", (job) => parentPort.postMessage("done: " + job))`;
const WORKS_FOR_EVER = `on("message", () => { for (;;); })`;
const FILLS_ITS_MEMORY = `on("message", () => { const kept = []; for (;;) kept.push({ at: kept.length }); })`;
const FAILS = `on("message", () => { throw new TypeError("no such word") })`;
const FAILS_AFTERWARDS = `on("message", (job) => { parentPort.postMessage(job); setImmediate(() => { throw new Error("late") }) })`;

/** Opens a thread that runs the first code, and the next one whenever it is started anew. */
function open(codes: string[], { longestMs = NEVER_MS, idleMs = NEVER_MS } = {}) {
  const start = () => {
    const code = `const { parentPort } = require("node:worker_threads"); parentPort.${codes[threads.length]}`;
    const thread = new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
    threads.push(thread);
    return thread;
  };
  return openJobThread<string, string>({ start, longestMs, idleMs });
}

describe("openJobThread", () => {
  test("Jobs are done one after the other, in one thread", async () => {
    const run = open([ANSWERS]);
    expect(await Promise.all(["a", "b", "c"].map((job) => run(job)))).toEqual(["done: a", "done: b", "done: c"]);
    expect(threads).toHaveLength(1);
  });

  test.each<[string, string, number, string]>([
    ["takes too long", WORKS_FOR_EVER, 50, "too much time"],
    ["fills its memory", FILLS_ITS_MEMORY, NEVER_MS, "too much memory"],
    ["fails", FAILS, NEVER_MS, "no such word"],
  ])("A job that %s ends the thread, and a later job starts a new one", async (_, code, longestMs, error) => {
    const run = open([code, code], { longestMs });
    await expect(run("a")).rejects.toThrow(error);
    await eventually(() => threads[0]?.threadId === -1);
    await expect(run("b")).rejects.toThrow(error);
    expect(threads).toHaveLength(2);
  });

  test("A job that is cancelled ends the thread, and the next job has a new one", async () => {
    const run = open([WORKS_FOR_EVER, ANSWERS]);
    const leaving = new AbortController();
    const cancelled = run("a", leaving.signal).catch((error: unknown) => error);
    const next = run("b");
    const thread = await eventually(() => threads[0]);
    leaving.abort(new Error("The client went away."));
    expect(await cancelled).toBe(leaving.signal.reason);
    expect(await next).toBe("done: b");
    await eventually(() => thread.threadId === -1);
  });

  test("A job that is cancelled while it waits is not begun", async () => {
    const run = open([ANSWERS]);
    const leaving = new AbortController();
    const [first, second] = [run("a"), run("b", leaving.signal)];
    leaving.abort(new Error("gone"));
    await expect(second).rejects.toThrow("gone");
    expect([await first, await run("c"), threads.length]).toEqual(["done: a", "done: c", 1]);
  });

  test("A thread that fails between two jobs is replaced, and the process goes on", async () => {
    const run = open([FAILS_AFTERWARDS, ANSWERS]);
    expect(await run("a")).toBe("a");
    await eventually(() => threads[0]?.threadId === -1);
    expect(await run("b")).toBe("done: b");
  });

  test("A thread without jobs ends after a while", async () => {
    const run = open([ANSWERS, ANSWERS], { idleMs: 1 });
    await run("a");
    await eventually(() => threads[0]?.threadId === -1);
    expect(await run("b")).toBe("done: b");
  });
});
