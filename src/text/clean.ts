/** Characters that no text may have: control characters and lone surrogates. The tables have the same rule (`is_clean_text`). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
export const UNCLEAN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\p{Cs}/u;
/** Characters that no name may have (`is_clean_name`), and that a terminal obeys instead of showing: they move the cursor, end the line, or change the writing direction. */
export const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Control characters that files of text may have where letters of another encoding were decoded wrongly. */
const STRAY = /[\x80-\x9f]/g;

/** Returns a file's text with a space for each stray control character: such a byte is no reason to refuse an article. */
export function withoutStray(text: string): string {
  return text.replace(STRAY, " ");
}
