import { languageTag } from "./languages.ts";

/** Names that language detectors use and Unicode does not, in condensed form. */
const OTHER_NAMES: Record<string, string> = {
  chineset: "zh-Hant",
  chinesetraditional: "zh-Hant",
  chinesesimplified: "zh-Hans",
  farsi: "fa",
  tagalog: "fil",
  moldavian: "ro",
  haitiancreole: "ht",
};

/** Codes by the English names of all languages with a two-letter code; made at the first use. */
let codes: Map<string, string> | undefined;

/** Returns the BCP 47 tag for the English name of a language in any case ("ENGLISH") or a code ("eng"); otherwise undefined. */
export function languageByName(given: string | null | undefined): string | undefined {
  if (!given) return undefined;
  const name = condenseName(given);
  codes ??= nameLanguages();
  return (
    codes.get(name) ??
    OTHER_NAMES[name] ??
    (/^[a-z]{2,3}([-_]|$)/i.test(given) ? languageTag(given.replaceAll("_", "-")) : undefined)
  );
}

function nameLanguages(): Map<string, string> {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(
    all.flatMap((code): [string, string][] => {
      const name = names.of(code);
      return name ? [[condenseName(name), code]] : [];
    }),
  );
}

function condenseName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, "");
}
