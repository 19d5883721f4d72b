import type { SpeakerStatus } from "../generated/prisma/client.ts";

/** The speaker of a statement or, if nobody is known, why. */
export interface SpeakerColumns {
  speakerId: number | null;
  speakerStatus: SpeakerStatus;
}

/** The parts of a printing that distinguish it from all others. */
export interface PrintingParts {
  /** Left out where all printings are of one article. */
  articleId?: number;
  /** `whoOf` a recorded statement; in a corpus, the speaker as the corpus names them. */
  who: unknown;
  exact: string;
  prefix?: string | undefined;
  suffix?: string | undefined;
  /** Null or left out if the archive does not hold the article's body. */
  start?: number | null | undefined;
}

/** Returns the speaker's part of the key: two unnamed speakers of one passage are taken for one. */
export function whoOf({ speakerId, speakerStatus }: SpeakerColumns): number | SpeakerStatus {
  return speakerId ?? speakerStatus;
}

/**
 * Returns the key of a printing, as a text to compare: an article prints a passage of one speaker once. Two printings
 * with one key are the same printing. `samePrinting` (record/printedOnce.ts) says the same in SQL.
 */
export function printingKey({ articleId, who, exact, prefix = "", suffix = "", start }: PrintingParts): string {
  return JSON.stringify([articleId, who, exact, prefix, suffix, start ?? null]);
}
