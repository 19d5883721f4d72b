import { readFileSync } from "node:fs";

/** The files that may have to be open at once: modules while they load, the database, a few dozen connections. */
const FEWEST_FILES = 256;

/** EX_CONFIG of sysexits.h. */
export const BAD_CONFIGURATION = 78;

/**
 * Says so, and returns true, if the process may open too few files to begin. It imports nothing of ours, and everything else is
 * imported after it: the modules alone are too many, and Node would report one of them as missing.
 */
export function tellFewFiles(): boolean {
  const most = readLimit();
  if (most >= FEWEST_FILES) return false;
  console.error(
    `This process may open ${most} files, and OnRecord needs ${FEWEST_FILES} at least: raise the limit, for example by \`ulimit -n 1024\`.`,
  );
  process.exitCode = BAD_CONFIGURATION;
  return true;
}

/** Returns how many files may be open. Only Linux shows that in a file; elsewhere the limits are higher. */
function readLimit(): number {
  try {
    return Number(
      /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1] ?? Number.POSITIVE_INFINITY,
    );
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
