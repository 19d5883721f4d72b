/** Types what the README says first, in a data folder of its own, and asks the headline query of what comes up. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, headline } from "./headline.js";

const COMMAND = "npm install && npm start";
const UP_WITHIN_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), "onrecord-first-run-"));
const port = await freePort();
// A group of its own, so that a signal reaches the server as Ctrl-C in a terminal does: through the shell and npm.
const shell = spawn("sh", ["-c", COMMAND], {
  env: { ...process.env, ONRECORD_DATA: join(folder, "data"), PORT: String(port) },
  stdio: ["ignore", "inherit", "inherit"],
  detached: true,
});
try {
  await up();
  console.log(`${COMMAND}: the headline query finds ${await headline(port)} statements`);
} finally {
  process.kill(-shell.pid, "SIGTERM");
  if (shell.exitCode === null) await once(shell, "exit");
  await gone();
  rmSync(folder, { recursive: true, force: true });
}

async function up() {
  const deadline = Date.now() + UP_WITHIN_MS;
  while (!(await isReady())) {
    if (shell.exitCode !== null) throw new Error(`${COMMAND} ended with ${shell.exitCode}`);
    if (Date.now() > deadline) throw new Error(`nothing answered within ${UP_WITHIN_MS} ms`);
    await pause(250);
  }
}

/** The shell and npm end at once; the server first answers what it has begun, and closes its database. */
async function gone() {
  const deadline = Date.now() + UP_WITHIN_MS;
  while (isGroupAlive()) {
    if (Date.now() > deadline) throw new Error("the server did not end on SIGTERM");
    await pause(100);
  }
}

function isGroupAlive() {
  try {
    return process.kill(-shell.pid, 0);
  } catch {
    return false;
  }
}

async function isReady() {
  return fetch(`http://localhost:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
