import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const TICK_MS = 10;

/** Milliseconds of processor time that a process has used so far, in all its threads. */
export function processorMs(pid) {
  const { used } = statOf(pid);
  return used * TICK_MS;
}

/** The same for PostgreSQL: its main process, all below it now, and all that have ended. */
export function postgresMs(postmaster) {
  const own = statOf(postmaster);
  const below = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => statOf(pid))
    .filter((stat) => stat?.parent === postmaster);
  return [own.used, own.ofEnded, ...below.map((stat) => stat.used)].reduce((sum, ticks) => sum + ticks, 0) * TICK_MS;
}

/** See proc(5); null for a process that has just ended. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((index) => Number(fields[index]));
    return { parent, used: user + system, ofEnded: endedUser + endedSystem };
  } catch {
    return null;
  }
}

/** Megabytes (10^6 bytes) of memory that a process holds now, and at its peak. */
export function memoryMb(pid) {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name) => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) * 1024) / 1e6;
  return { now: read("VmRSS"), peak: read("VmHWM") };
}
