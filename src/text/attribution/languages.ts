import { english } from "./english.ts";
import { german } from "./german.ts";
import type { Language } from "./language.ts";

const LANGUAGES = new Map([
  ["en", english],
  ["de", german],
]);

/** Returns the language of a BCP 47 tag, if its mentions can be read. */
export function languageOf(tag: string): Language | undefined {
  return LANGUAGES.get(tag.toLowerCase().split("-", 1)[0] as string);
}
