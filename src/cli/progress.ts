/** Shows on standard error how far a long command has come. */
export interface Progress {
  add(count: number): void;
  /** Sets the count. */
  reach(count: number): void;
  /** Shows the final count, if the progress was shown before and has changed. */
  end(): void;
}

/** A shorter command at a terminal shows no progress. */
const PROGRESS_DELAY_MS = 2_000;
const TERMINAL_MS = 200;
const LOG_MS = 10_000;

/**
 * Starts counting. Shows one changing line on a terminal, after two seconds; elsewhere a line every ten seconds.
 *
 * @param share the part that is done, if known: then the remaining time is shown as well
 */
export function startProgress(noun: string, share?: () => { read: number; total: number }): Progress {
  const { stderr } = process;
  const begun = Date.now();
  let count = 0;
  let lastShown = begun;
  let isShown = false;
  let shownCount = 0;
  const show = (end: string): void => {
    const seconds = (Date.now() - begun) / 1000;
    const rate = Math.round(count / seconds);
    const remaining = share ? remainingTime(seconds, share()) : "";
    stderr.write(
      `${stderr.isTTY ? "\r" : ""}${count.toLocaleString("en")} ${noun}, ${rate.toLocaleString("en")} a second${remaining}${stderr.isTTY ? "\x1b[K" : ""}${end}`,
    );
    isShown = true;
    shownCount = count;
  };
  const reach = (total: number): void => {
    count = total;
    const now = Date.now();
    const pause = stderr.isTTY ? TERMINAL_MS : LOG_MS;
    if (now - lastShown < (isShown ? pause : Math.max(pause, PROGRESS_DELAY_MS))) return;
    lastShown = now;
    show(stderr.isTTY ? "" : "\n");
  };
  return {
    reach,
    add: (more) => reach(count + more),
    end() {
      if (isShown && (stderr.isTTY || count !== shownCount)) show("\n");
      isShown = false;
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
