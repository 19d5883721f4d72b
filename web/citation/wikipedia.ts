import { authorOf, type CitedPrinting, datePartsOf, monthName, onOneLine, webAddressOf } from "./printing.ts";

/**
 * Writes a printing as `{{cite news}}` of Wikipedia (Help:Citation Style 1), with the words as printed in `quote`. Returns undefined for
 * an invented article, which no encyclopedia may cite.
 */
export function citeWikipedia(printing: CitedPrinting): string | undefined {
  if (printing.isFictional) return undefined;
  const agency = onOneLine(printing.wire ?? "");
  const author = authorOf(printing);
  const [language = ""] = printing.language.toLowerCase().split("-");
  const fields: [name: string, value: string | undefined][] = [
    ["author", author === agency ? undefined : author],
    ["title", printing.headline],
    ["work", printing.publisher],
    ["agency", agency],
    ["date", dateOf(printing)],
    ["language", /^[a-z]{2,3}$/u.test(language) && language !== "und" ? language : undefined],
    ["url", webAddressOf(printing)],
    ["quote", printing.passage],
  ];
  const written = fields.flatMap(([name, value]) =>
    value ? [`|${name}=${name === "url" ? value : inTemplate(value)}`] : [],
  );
  return `{{cite news ${written.join(" ")}}}`;
}

/** The template takes no `2018-09`, which could be a span of years. */
function dateOf({ publishedOn }: CitedPrinting): string {
  const { year, month, day } = datePartsOf(publishedOn);
  return [day, month && monthName(month), year].filter(Boolean).join(" ");
}

/**
 * Writes what has a meaning in wikitext as entities: an end or a part of the template, a link, a tag, an entity, italics, a signature,
 * a switch such as `__NOTOC__`, and the colon of an address, which would become a link.
 */
function inTemplate(text: string): string {
  return onOneLine(text)
    .replaceAll(/&(?=#?\w+;)/gu, "&amp;")
    .replaceAll(
      /[{}[\]|<>]|'(?=')|(?<=')'|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_|:(?=\/\/)/gu,
      (letter) => `&#${letter.charCodeAt(0)};`,
    );
}
