import { longDate } from "./dates.ts";
import type { Language } from "./languages.ts";

interface Titled {
  speaker?: { name: string } | null | undefined;
  saidOn: string;
  firstAppearance: { attributionText?: string | null | undefined };
}

/** Writes the title of a statement: its speaker, by the name as printed if the archive knows no other, and its date. */
export function statementTitle({ speaker, firstAppearance, saidOn }: Titled, { messages: t, tag }: Language): string {
  return t.saidTitle(speaker?.name ?? firstAppearance.attributionText ?? t.unnamedSpeaker, longDate(saidOn, tag));
}
