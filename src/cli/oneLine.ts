import { OBEYED } from "../text/clean.ts";

const EACH_OBEYED = new RegExp(OBEYED, "gu");

/** Returns foreign text (an imported file's, a name in the archive) for a terminal, with control characters written out. */
export function oneLine(text: string): string {
  return text.replace(EACH_OBEYED, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
