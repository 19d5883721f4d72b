import { readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { runProgram } from "./binaries.ts";
import { isAlive } from "./cluster.ts";
import { explainOtherMajor } from "./majors.ts";
import { PID_FILE, removeTornPidFile } from "./pidFile.ts";

/** A running PostgreSQL server process, as it describes itself in its cluster's `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  stopping: boolean;
}

/** A query locks every partition and index of a partitioned table. */
const LOCKS = 1_024;

const STOP_PATIENCE_MS = 60_000;

/**
 * Returns the server that runs on this cluster now; undefined without one.
 *
 * A `postmaster.pid` that a killed server left behind is ignored. If its process id now belongs to another program
 * (common in containers, where ids are few), the file is removed, because PostgreSQL would refuse to start.
 */
export async function findPostmaster(folder: string): Promise<Postmaster | undefined> {
  const path = join(folder, PID_FILE);
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

/** Returns whether the process is a server on this folder. Only Linux shows that; elsewhere any process will do. */
async function isServerOf(folder: string, pid: number): Promise<boolean> {
  if (process.platform !== "linux") {
    return true;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(folder);
}

/**
 * Starts a server on the cluster and waits until it takes connections, even if it must first recover from a crash.
 * The server runs in its own session, so that Ctrl-C in our terminal does not reach it. It keeps the port that the
 * cluster had last, if that is free, so that the old address stays valid.
 *
 * @throws Error with the server's output, or with the way out if another major version made the cluster; TornPidFileError
 */
export async function launchPostmaster(binaries: Binaries, folder: string): Promise<void> {
  await removeTornPidFile(folder);
  const startLog = join(folder, "start.log");
  await rm(startLog, { force: true });
  const port = await freePort(await lastPort(folder));
  const recoverySeconds = "600";
  await runProgram(binaries, "pg_ctl", [
    ...["start", "--wait", "--silent", "--timeout", recoverySeconds],
    ...["--pgdata", folder, "--log", startLog, "--options", `-p ${port} -c max_locks_per_transaction=${LOCKS}`],
  ]).catch(async (error: Error) => {
    const otherMajor = await explainOtherMajor(binaries, folder);
    if (otherMajor !== undefined) throw new Error(otherMajor, { cause: error });
    const said = await readFile(startLog, "utf8").catch(() => "");
    throw new Error(`The embedded PostgreSQL in ${folder} does not start. ${error.message}\n${said}`.trim(), {
      cause: error,
    });
  });
}

/**
 * Stops the server and waits for its end: open sessions are ended, everything committed is kept. Does nothing if the
 * server does not run.
 *
 * @throws Error if the server has not stopped within a minute
 */
export async function haltPostmaster(binaries: Binaries, folder: string): Promise<void> {
  const server = await findPostmaster(folder);
  if (!server) {
    return;
  }
  const deadline = Date.now() + STOP_PATIENCE_MS;
  // We wait ourselves, because pg_ctl would also wait for a new server that another process starts right afterwards.
  await runProgram(binaries, "pg_ctl", ["stop", "--no-wait", "--silent", "--mode", "fast", "--pgdata", folder]);
  while ((await findPostmaster(folder))?.pid === server.pid) {
    if (Date.now() > deadline) {
      throw new Error(
        `The embedded PostgreSQL in ${folder} has not stopped within ${STOP_PATIENCE_MS / 1_000} seconds.`,
      );
    }
    await pause(20);
  }
}

/** Returns the port of the last start, from the command line kept in `postmaster.opts`; 0 if it never started. */
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
