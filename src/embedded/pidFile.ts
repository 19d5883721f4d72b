import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** A server that starts at this moment has made the file and not written it yet. */
const SETTLED_MS = 1_000;

/** The name of the file in which a server of PostgreSQL describes itself. */
export const PID_FILE = "postmaster.pid";

/** A `postmaster.pid` that nobody can read, in a folder that somebody may be using. */
export class TornPidFileError extends Error {
  override name = "TornPidFileError";

  constructor(path: string) {
    super(
      `The file ${path} is empty or torn, as a power failure leaves it, and a process may still use its folder: ` +
        "end the PostgreSQL that runs there, or remove the file if nothing does.",
    );
  }
}

/**
 * Takes a `postmaster.pid` away that is empty or torn: after a power failure the file may be there without its content, and
 * PostgreSQL would not start beside it. It stays if any process holds the folder.
 *
 * @throws TornPidFileError if one does, or if this system does not tell
 */
export async function removeTornPidFile(folder: string): Promise<void> {
  const path = join(folder, PID_FILE);
  if (!(await isTorn(path))) return;
  await pause(SETTLED_MS);
  if (!(await isTorn(path))) return;
  if (await mayBeHeld(folder)) throw new TornPidFileError(path);
  await rm(path, { force: true });
}

/** A whole file begins with a process id, has the folder and the time, and the port in its fourth line. */
async function isTorn(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text !== undefined && !/^-?\d+\n.*\n\d+\n\d+\n/.test(text);
}

/** Returns whether a process works in the folder, as every process of PostgreSQL does in its own. Only Linux tells. */
async function mayBeHeld(folder: string): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const { dev, ino } = await stat(folder);
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const place = await stat(`/proc/${pid}/cwd`).catch(() => undefined);
    if (place?.ino === ino && place.dev === dev) return true;
  }
  return false;
}
