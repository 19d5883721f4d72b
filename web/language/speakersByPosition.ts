import type { Messages } from "./messages.ts";

interface Counted {
  position: string;
  speakerCount: number;
}

/** Says how many speakers hold each position on a proposition, in a line. */
export function speakersByPosition(counts: readonly Counted[], t: Messages): string {
  return counts
    .map(({ position, speakerCount }) => t.speakersWith(speakerCount, t.position[position] ?? position))
    .join(t.comma);
}
