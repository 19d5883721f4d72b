/** Tells how far a long command has come, on standard error. */
export interface Progress {
  add(count: number): void;
  /** So many in all now. */
  reach(count: number): void;
  /** Tells it a last time, if it was told at all and there is something to add. */
  end(): void;
}

/** Whoever waits no longer than this at a terminal need not be told. */
const PROGRESS_DELAY_MS = 2_000;
const TERMINAL_MS = 200;
const LOG_MS = 10_000;

/**
 * Begins to count: one line that changes on a terminal, once two seconds are over; elsewhere a line every ten seconds.
 *
 * @param share how much of the whole is done, where that is known: then the time that remains is told too
 */
export function startProgress(noun: string, share?: () => { read: number; total: number }): Progress {
  const { stderr } = process;
  const begun = Date.now();
  let count = 0;
  let told = begun;
  let isTold = false;
  let toldCount = 0;
  const tell = (end: string): void => {
    const seconds = (Date.now() - begun) / 1000;
    const rate = Math.round(count / seconds);
    const remaining = share ? remainingTime(seconds, share()) : "";
    stderr.write(
      `${stderr.isTTY ? "\r" : ""}${count.toLocaleString("en")} ${noun}, ${rate.toLocaleString("en")} a second${remaining}${stderr.isTTY ? "\x1b[K" : ""}${end}`,
    );
    isTold = true;
    toldCount = count;
  };
  const reach = (total: number): void => {
    count = total;
    const now = Date.now();
    const pause = stderr.isTTY ? TERMINAL_MS : LOG_MS;
    if (now - told < (isTold ? pause : Math.max(pause, PROGRESS_DELAY_MS))) return;
    told = now;
    tell(stderr.isTTY ? "" : "\n");
  };
  return {
    reach,
    add: (more) => reach(count + more),
    end() {
      if (isTold && (stderr.isTTY || count !== toldCount)) tell("\n");
      isTold = false;
    },
  };
}

function remainingTime(seconds: number, { read, total }: { read: number; total: number }): string {
  const done = total > 0 ? Math.min(1, read / total) : 0;
  if (done === 0) return "";
  const left = Math.round((seconds * (1 - done)) / done);
  const time = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
  return `, ${Math.floor(done * 100)} %, ${time} left`;
}
