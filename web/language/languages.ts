import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Messages } from "./messages.ts";
import { ru } from "./ru.ts";
import { tr } from "./tr.ts";

/** A language of the interface. */
export interface Language {
  /** Its BCP 47 tag. */
  tag: string;
  direction: "ltr" | "rtl";
  messages: Messages;
}

/** The languages of the interface, which operators name in `ONRECORD_SITE_LANGUAGES`; the first is for readers who ask for none of them. */
export const languages: readonly [Language, ...Language[]] = [
  { tag: "en", direction: "ltr", messages: en },
  { tag: "de", direction: "ltr", messages: de },
  { tag: "ru", direction: "ltr", messages: ru },
  { tag: "ar", direction: "rtl", messages: ar },
  { tag: "tr", direction: "ltr", messages: tr },
];

/** Returns the languages of these tags, in their order; all languages if there are no tags. */
export function languagesOf(tags: readonly string[]): readonly [Language, ...Language[]] {
  const [first, ...others] = tags.flatMap((tag) => languages.find((language) => language.tag === tag) ?? []);
  return first ? [first, ...others] : languages;
}

/**
 * Returns the language that a reader likes best of those that are offered, by the header `Accept-Language` of the browser; the first
 * one if none.
 */
export function chooseLanguage(
  accepted: string | undefined,
  offered: readonly [Language, ...Language[]] = languages,
): Language {
  const wishes = (accepted ?? "")
    .slice(0, 1_000)
    .split(",")
    .map((range) => {
      const [tag = "", weight] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { tag } of wishes) {
    const found = offered.find((language) => tag === language.tag || tag.startsWith(`${language.tag}-`));
    if (found) return found;
  }
  return offered[0];
}
