import { constants, fstatSync, openSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { destination } from "pino";

/** Where the lines of the log go. */
export interface LogOutput {
  write(line: string): void;
  /** Returns how many lines were dropped so far, because nobody read them or the disk was full. */
  dropped(): number;
}

/** The most bytes that wait for somebody to read them; further lines are dropped. */
export const MOST_UNREAD = 1_000_000;

/** How long the end of the process waits for somebody who reads slowly. */
const LAST_PATIENCE_MS = 500;

/** How soon a pipe that was full is tried again. */
const RETRY_MS = 50;

/**
 * Opens a file, a terminal or a pipe for lines. Each line is written before anything else runs: a process that is killed has
 * lost none, and no thread wakes for each line, which took a twentieth of the headline query's time (docs/decisions/0007).
 * A pipe that is full must not stop the process, so what it does not take waits, up to a bound.
 */
export function openLogOutput(fd: number): LogOutput {
  const kind = fstatSync(fd);
  if (kind.isFIFO() || kind.isSocket()) return openPipe(nonBlocking(fd));
  let lost = 0;
  const output = destination({ dest: fd, sync: true });
  output.on("error", () => {
    lost += 1;
  });
  return { write: (line) => void output.write(line), dropped: () => lost };
}

function openPipe(fd: number): LogOutput {
  let waiting: Buffer[] = [];
  let bytes = 0;
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Writes what waits, as far as the pipe takes it. Nobody will read from a pipe that is broken. */
  function flush(): void {
    const [first, ...others] = waiting;
    if (!first) return;
    const text = others.length > 0 ? Buffer.concat(waiting) : first;
    const written = writeSome(fd, text);
    if (written === undefined) lost += waiting.length;
    waiting = written === undefined || written === text.length ? [] : [text.subarray(written)];
    bytes = waiting[0]?.length ?? 0;
    clearTimeout(timer);
    timer = bytes > 0 ? setTimeout(flush, RETRY_MS).unref() : undefined;
  }
  process.once("exit", () => {
    flush();
    for (const until = Date.now() + LAST_PATIENCE_MS; bytes > 0 && Date.now() < until; flush())
      sleep(LAST_PATIENCE_MS / 50);
  });
  return {
    write(line) {
      const size = Buffer.byteLength(line);
      if (bytes + size > MOST_UNREAD) {
        lost += 1;
        return;
      }
      waiting.push(Buffer.from(line));
      bytes += size;
      if (timer === undefined) flush();
    },
    dropped: () => lost,
  };
}

/** Stops everything for a while: when a process ends, nothing else can wait any more. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Writes as much as the pipe takes at once, and returns how many bytes that was; undefined if it is broken. */
function writeSome(fd: number, text: Buffer): number | undefined {
  try {
    return writeSync(fd, text);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EAGAIN" ? 0 : undefined;
  }
}

/**
 * Returns a descriptor of the pipe that refuses what it cannot take, instead of waiting. Linux opens a pipe a second time, so
 * that other holders of the first descriptor, such as standard error, keep their way of writing; elsewhere they share it.
 */
function nonBlocking(fd: number): number {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    // Opening standard error makes a shared descriptor wait again, so it comes first.
    void process.stderr;
    new Socket({ fd, readable: false, writable: true }).unref();
    return fd;
  }
}
