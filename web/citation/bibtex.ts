import { agencyOf, authorOf, type CitedPrinting, datePartsOf, monthName, onOneLine, webAddressOf } from "./printing.ts";

/**
 * Writes a printing as an entry of BibTeX, which biblatex reads too: `year` and `month` are for the one, `date` for the other. Names and
 * headlines stand in two pairs of braces, so that neither program splits or recases them.
 */
export function citeBibtex(printing: CitedPrinting): string {
  const { year, month } = datePartsOf(printing.publishedOn);
  const author = authorOf(printing);
  const agency = agencyOf(printing);
  const notes = [printing.isFictional ? "Made-up article" : undefined, agency && `Supplied by ${agency}`].filter(
    Boolean,
  );
  const fields: [name: string, value: string | undefined][] = [
    ["author", author && `{{${inTex(author)}}}`],
    ["title", `{{${inTex(printing.headline)}}}`],
    ["journal", `{${inTex(printing.publisher)}}`],
    ["date", `{${inTex(printing.publishedOn)}}`],
    ["year", `{${inTex(year)}}`],
    ["month", month ? monthName(month).slice(0, 3).toLowerCase() : undefined],
    ["url", `{${webAddressOf(printing) ?? printing.recordAddress}}`],
    ["note", notes.length > 0 ? `{${inTex(notes.join("; "))}}` : undefined],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}`]));
  return `@article{${keyOf(printing)},\n${lines.join(",\n")}\n}\n`;
}

/** The key of the entry: letters, digits and hyphens only, which every program takes. */
function keyOf({ urn }: CitedPrinting): string {
  return `onrecord-${urn.replace(/^urn:uuid:/u, "").replaceAll(/[^\da-z]+/giu, "-")}`;
}

/**
 * What has a meaning in TeX. A brace may not even stand behind a backslash: BibTeX counts braces without looking for one, and an odd one
 * would swallow the rest of the file.
 */
const TEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  $: "\\$",
  "&": "\\&",
  "%": "\\%",
  "#": "\\#",
  _: "\\_",
};

function inTex(text: string): string {
  return onOneLine(text).replaceAll(/[\\{}~^<>|$&%#_]/gu, (letter) => TEX[letter] ?? letter);
}
