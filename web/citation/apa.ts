import { agencyOf, authorOf, type CitedPrinting, datePartsOf, monthName, onOneLine, webAddressOf } from "./printing.ts";

/** A part of a citation: the name of a newspaper is set in italics. */
export interface CitationPart {
  text: string;
  isItalic?: boolean;
}

/**
 * Writes a printing in the style of the American Psychological Association (7th edition, 10.1, newspaper article): `Author. (2018,
 * September 7). Headline. *Newspaper*. Address`. Without an author, the headline comes first. A byline stays as printed, because which
 * part of it is a family name is not known. If the article is not on the web, the address is that of the record.
 */
export function citeApa(printing: CitedPrinting): CitationPart[] {
  const author = authorOf(printing);
  const title = sentence(`${onOneLine(printing.headline)}${noteOf(printing)}`);
  const date = `(${dateOf(printing)}).`;
  const head = author ? `${sentence(author)} ${date} ${title} ` : `${title} ${date} `;
  return [
    { text: head },
    { text: onOneLine(printing.publisher), isItalic: true },
    { text: `. ${webAddressOf(printing) ?? printing.recordAddress}` },
  ];
}

/** What the style has no place for stands in brackets. */
function noteOf(printing: CitedPrinting): string {
  const agency = agencyOf(printing);
  const notes = [printing.isFictional ? "Made-up article" : undefined, agency && `Supplied by ${agency}`];
  const known = notes.filter(Boolean);
  return known.length > 0 ? ` [${known.join("; ")}]` : "";
}

function dateOf({ publishedOn }: CitedPrinting): string {
  const { year, month, day } = datePartsOf(publishedOn);
  if (!month) return year;
  return day ? `${year}, ${monthName(month)} ${day}` : `${year}, ${monthName(month)}`;
}

/** Ends a text with a full stop, unless it ends a sentence already. */
function sentence(text: string): string {
  return /[.!?…؟。！？]["'”’»)]*$/u.test(text) ? text : `${text}.`;
}
