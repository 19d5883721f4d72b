import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Command, Ended } from "../../helpers/command.ts";

/** The memory, in megabytes, that an import of any size must stay below. */
export const MOST_MEMORY = 400;

/** Returns how a command ended and its peak of resident memory in megabytes; 0 if the system does not report it. */
export async function withPeak({ process: child, ended }: Command): Promise<Ended & { peak: number }> {
  let peak = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
      await pause(50);
    }
  })();
  const result = await ended;
  isOver = true;
  await watching;
  return { ...result, peak };
}
