import { say } from "./archive.ts";

/**
 * Lets a command finish although the reader of its output has gone (`| head`). Any other failure to write is reported, and the
 * exit code is 2.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code === "EPIPE") return;
      process.exitCode = 2;
      if (stream === process.stdout) say(`The output cannot be written: ${message}`);
    });
  }
}
