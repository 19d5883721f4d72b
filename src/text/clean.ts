/** What no text may have: control characters and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are meant.
export const UNCLEAN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\p{Cs}/u;
/** What a terminal obeys instead of showing it: it moves the cursor, ends the line, or turns the direction of what follows. */
export const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
