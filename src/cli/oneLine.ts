import { OBEYED } from "../text/clean.ts";

const EACH_OBEYED = new RegExp(OBEYED, "gu");

/** Text from elsewhere (a file that is imported, a name in the archive) as one line of the terminal, with what that would obey written out. */
export function oneLine(text: string): string {
  return text.replace(EACH_OBEYED, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
