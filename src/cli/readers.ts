import { say } from "./archive.ts";

/**
 * Lets a command outlive whoever reads what it tells (`| head`): what was begun is done, and its exit code says how it went.
 * What cannot be written for another reason is told, and is a failure.
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
