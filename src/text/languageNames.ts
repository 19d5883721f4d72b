import { languageTag } from "./languages.ts";

/** What language detectors call what Unicode calls otherwise, condensed as below. */
const OTHER_NAMES: Record<string, string> = {
  chineset: "zh-Hant",
  chinesetraditional: "zh-Hant",
  chinesesimplified: "zh-Hans",
  farsi: "fa",
  tagalog: "fil",
  moldavian: "ro",
  haitiancreole: "ht",
};

/** English names of the languages that have a code of two letters; made when the first name is asked for. */
let codes: Map<string, string> | undefined;

/** The BCP 47 tag for the English name of a language in any case ("ENGLISH"), or for a code ("eng"); undefined for neither. */
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
