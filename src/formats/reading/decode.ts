import { IN_MAC_ROMAN } from "./encoding.ts";

/** Complete characters of two or more bytes in UTF-8. */
const UTF8_LETTERS = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;
/**
 * Bytes that no text in Windows-1252 has: undefined ones, three letters above ASCII in a row, and signs such as "³" or "¿"
 * between two letters, which are letters in the encodings of other languages.
 */
const OTHER_LETTERS =
  /[\x81\x8d\x8f\x90\x9d]|[\xc0-\xff]{3}|[A-Za-z\xc0-\xff][\xa1-\xa9\xab\xac\xae-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf][a-z\xe0-\xff]/;

/**
 * Tells whether letters of Windows-1252 that are together in no text of one of its languages are those of another encoding: "ð" and
 * "ý" without "á", "í" and "æ" are "ğ" and "ı" of Turkish, "ø" beside "ì" or "ù" is "ř" of Czech, "è" beside "æ" are "č" and "ć" of
 * Croatian, and "õ" beside "ö" and "á" without "ã" is "ő" of Hungarian.
 */
function areOtherLetters(letters: ReadonlySet<string>): boolean {
  const has = (some: string) => [...some].some((letter) => letters.has(letter));
  return (
    (has("ðþýÐÞÝ") && !has("áíæÁÍÆ")) ||
    (has("ø") && has("ìù")) ||
    (has("è") && has("æ")) ||
    (has("õ") && has("öü") && has("áéí") && !has("ã"))
  );
}

/** Returns the encoding's name if text can be decoded from it, in lower case; null otherwise. */
export function encodingNamed(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/**
 * Tells in which encoding a file is: UTF-16 by its first bytes, otherwise UTF-8, or Windows-1252 if the file can be nothing
 * else. In doubt it is UTF-8, and reading it then says which line is not.
 */
export async function detectEncoding(bytes: AsyncIterable<Buffer>): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start: string | undefined;
  let isUtf8 = true;
  const found = { inUtf8: 0, high: 0, letters: new Set<string>() };
  for await (const chunk of bytes) {
    start ??= chunk.toString("hex", 0, 16);
    if (/^fffe|^((?!00)..00){2}/.test(start)) return "utf-16le";
    if (/^feff|^(00(?!00)..){2}/.test(start)) return "utf-16be";
    isUtf8 &&= canDecode(decoder, chunk);
    const shown = chunk.toString("latin1");
    found.inUtf8 += shown.match(UTF8_LETTERS)?.join("").length ?? 0;
    const high = shown.match(/[\x80-\xff]/g) ?? [];
    found.high += high.length;
    for (const letter of high) found.letters.add(letter);
    if (!isUtf8 && (OTHER_LETTERS.test(shown) || IN_MAC_ROMAN.test(shown))) return "utf-8";
  }
  // Some letters and signs of Windows-1252 together look like one in UTF-8: "É”".
  const isWestern = found.inUtf8 * 2 <= found.high && !areOtherLetters(found.letters);
  return !(isUtf8 && canDecode(decoder)) && isWestern ? "windows-1252" : "utf-8";
}

function canDecode(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
