/** Runs commands that start a server, as typed in a terminal. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./headline.js";

const UP_WITHIN_MS = 300_000;

/**
 * Runs the command until its server is ready, does the work with the server's port, and ends the command as Ctrl-C would.
 *
 * @returns the result of the work, and the milliseconds until the server was ready
 */
export async function whileRunning({ command, folder, data }, work) {
  const port = await freePort();
  const began = performance.now();
  // A separate process group, so that a signal reaches the server as Ctrl-C in a terminal does: with the shell and npm.
  const shell = spawn("sh", ["-c", command], {
    cwd: folder,
    env: { ...process.env, ONRECORD_DATA: data, PORT: String(port) },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  try {
    await up(shell, command, port);
    return { milliseconds: Math.round(performance.now() - began), result: await work(port) };
  } finally {
    if (isGroupAlive(shell)) process.kill(-shell.pid, "SIGTERM");
    if (shell.exitCode === null) await once(shell, "exit");
    await gone(shell);
  }
}

async function up(shell, command, port) {
  const deadline = Date.now() + UP_WITHIN_MS;
  while (!(await isReady(port))) {
    if (shell.exitCode !== null) throw new Error(`${command} ended with exit code ${shell.exitCode}`);
    if (Date.now() > deadline) throw new Error(`${command} was not ready within ${UP_WITHIN_MS} ms`);
    await pause(50);
  }
}

/** Waits for the end of the group. The shell and npm end at once; the server first completes requests and closes its database. */
async function gone(shell) {
  const deadline = Date.now() + UP_WITHIN_MS;
  while (isGroupAlive(shell)) {
    if (Date.now() > deadline) throw new Error("the server did not end on SIGTERM");
    await pause(100);
  }
}

function isGroupAlive({ pid }) {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

async function isReady(port) {
  return fetch(`http://localhost:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
