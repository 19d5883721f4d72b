import { readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { runProgram } from "./binaries.ts";
import { isAlive } from "./cluster.ts";

/** A running PostgreSQL server process, as it describes itself in its cluster's `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  stopping: boolean;
}

const STOP_PATIENCE_MS = 60_000;

/**
 * The server that runs on this cluster now, if any.
 *
 * A `postmaster.pid` left behind by a killed server is not believed. When its process id belongs to another program by
 * now (common in containers, where ids are few) the file is removed, since PostgreSQL would refuse to start.
 */
export async function findPostmaster(folder: string): Promise<Postmaster | undefined> {
  const path = join(folder, "postmaster.pid");
  const lines = (await readFile(path, "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  // A server writes the port a moment after its process id: until then there is nothing to connect to.
  if (!pid || !port || !isAlive(pid)) {
    return undefined;
  }
  if (!(await isServerOf(folder, pid))) {
    await rm(path, { force: true });
    return undefined;
  }
  return { pid, port, stopping: lines[7]?.trim() === "stopping" };
}

/** Linux tells what a process is; elsewhere the process id has to do. */
async function isServerOf(folder: string, pid: number): Promise<boolean> {
  if (process.platform !== "linux") {
    return true;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(folder);
}

/**
 * Starts a server on the cluster and waits until it takes connections, also when it must first recover from a crash.
 * It runs in a session of its own, so that Ctrl-C in our terminal reaches us and not the database. It keeps the port
 * that the cluster had last, if free: whoever knew the old address finds it again.
 *
 * @throws Error with the server's own words
 */
export async function launchPostmaster(binaries: Binaries, folder: string): Promise<void> {
  const startLog = join(folder, "start.log");
  await rm(startLog, { force: true });
  const port = await freePort(await lastPort(folder));
  const recoverySeconds = "600";
  await runProgram(binaries, "pg_ctl", [
    ...["start", "--wait", "--silent", "--timeout", recoverySeconds],
    ...["--pgdata", folder, "--log", startLog, "--options", `-p ${port}`],
  ]).catch(async (error: Error) => {
    const said = await readFile(startLog, "utf8").catch(() => "");
    throw new Error(`The embedded PostgreSQL in ${folder} does not start. ${error.message}\n${said}`.trim(), {
      cause: error,
    });
  });
}

/**
 * Stops the server: open sessions are ended, everything committed is kept. Settles when it is gone; nothing to do when it
 * does not run.
 *
 * @throws Error when it takes longer than a minute
 */
export async function haltPostmaster(binaries: Binaries, folder: string): Promise<void> {
  const server = await findPostmaster(folder);
  if (!server) {
    return;
  }
  const deadline = Date.now() + STOP_PATIENCE_MS;
  // Waiting is not left to pg_ctl: it would also wait for a new server that another process starts right after.
  await runProgram(binaries, "pg_ctl", ["stop", "--no-wait", "--silent", "--mode", "fast", "--pgdata", folder]);
  while ((await findPostmaster(folder))?.pid === server.pid) {
    if (Date.now() > deadline) {
      throw new Error(`The embedded PostgreSQL in ${folder} does not stop.`);
    }
    await pause(20);
  }
}

/** `postmaster.opts` holds the command line of the last start. */
async function lastPort(folder: string): Promise<number> {
  const options = await readFile(join(folder, "postmaster.opts"), "utf8").catch(() => "");
  return Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0);
}

async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
