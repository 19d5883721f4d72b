const names = new Map<string, Intl.DisplayNames>();

/** Returns the name of a language, by its BCP 47 tag, in the language of the interface; the tag if it has none. */
export function languageName(tag: string, language: string): string {
  const made = names.get(language) ?? new Intl.DisplayNames(language, { type: "language" });
  names.set(language, made);
  try {
    return made.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
