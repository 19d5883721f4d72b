import { useMessages } from "./reading.ts";

export interface PassageProps {
  passage: { prefix: string; exact: string; suffix: string; url?: string | null };
  language: string;
}

/** The words as printed, with those around them; closed until a reader opens it. */
export function PassageInContext({ passage, language }: PassageProps) {
  const t = useMessages();
  return (
    <details class="as-printed-passage">
      <summary>{t.asPrinted}</summary>
      <PassageWords passage={passage} language={language} />
    </details>
  );
}

/** The words as printed, marked, with those around them. */
export function PassageWords({ passage, language }: PassageProps) {
  const { prefix, exact, suffix, url } = passage;
  return (
    <blockquote class="passage" lang={language} dir="auto" cite={url ?? undefined}>
      {prefix && <span class="context">…{fromWord(prefix)}</span>}
      <mark>{exact}</mark>
      {suffix && <span class="context">{toWord(suffix)}…</span>}
    </blockquote>
  );
}

/** Leaves out the first word of the text before, which is cut after so many letters; where words have no spaces, nothing. */
function fromWord(prefix: string): string {
  return prefix.replace(/^\S+(?=\s+\S)/u, "");
}

/** Leaves out the last word of the text after, likewise. */
function toWord(suffix: string): string {
  return suffix.replace(/(?<=\S\s+)\S+$/u, "");
}
