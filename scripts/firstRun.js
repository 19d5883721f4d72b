/**
 * Runs the first command of the README with a new data folder, and sends the headline query to the server; then runs
 * `npm start` again, which finds everything built.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { headline } from "./headline.js";
import { whileRunning } from "./running.js";

const folder = mkdtempSync(join(tmpdir(), "onrecord-first-run-"));
try {
  for (const command of ["npm install && npm start", "npm start"]) {
    const { milliseconds, result } = await whileRunning({ command, data: join(folder, "data") }, headline);
    console.log(`${command}: ready after ${milliseconds} ms; the headline query finds ${result} statements`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
