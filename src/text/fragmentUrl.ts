/** The parts of a passage by which a browser finds its place on the publisher's page. */
interface PassageQuote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** The number of characters of context that a passage has on each side; the table `appearance` checks it. */
export const CONTEXT_LENGTH = 32;

/** For longer quotes, a range from the first words to the last is shorter and more likely to be found. */
const LONGEST_EXACT = 200;
const RANGE_WORDS = 5;

/**
 * Returns the URL with a text fragment that opens it at the quote: `#:~:text=[prefix-,]start[,end][,-suffix]`
 * (WICG, URL Fragment Text Directives). A long quote is given by its first and last words; so is one with a line break, because
 * it may extend over two blocks of the page, and a whole match may not. The URL keeps a fragment that it has.
 *
 * @returns null for a URN, which opens no page
 */
export function textFragmentUrl(url: string, { exact, prefix, suffix }: PassageQuote): string | null {
  if (!/^https?:/.test(url)) return null;
  const before = contextWords(prefix, "before");
  const after = contextWords(suffix, "after");
  const parts = [
    ...(before ? [`${encodePart(before)}-`] : []),
    ...fragmentParts(exact).map(encodePart),
    ...(after ? [`-${encodePart(after)}`] : []),
  ];
  // All after the first ":~:" is one directive, so a second one would belong to its words.
  const page = url.replace(/:~:.*$/s, "");
  return `${page}${page.includes("#") ? "" : "#"}:~:text=${parts.join(",")}`;
}

function fragmentParts(exact: string): string[] {
  const all = splitWords(exact);
  const isWhole = exact.length <= LONGEST_EXACT && !/[\n\r\u2028\u2029]/u.test(exact.trim());
  if (isWhole || all.length < 2 * RANGE_WORDS) return [all.join(" ")];
  return [all.slice(0, RANGE_WORDS).join(" "), all.slice(-RANGE_WORDS).join(" ")];
}

/** Returns the whole words of the context on the quote's own line: browsers match only whole words within one block. */
function contextWords(context: string, side: "before" | "after"): string {
  const lines = context.split(/[\n\r\u2028\u2029]+/u);
  const line = splitWords((side === "before" ? lines.at(-1) : lines[0]) ?? "");
  const isCut = lines.length === 1 && [...context].length >= CONTEXT_LENGTH;
  if (!isCut) return line.join(" ");
  return (side === "before" ? line.slice(1) : line.slice(0, -1)).join(" ");
}

function splitWords(text: string): string[] {
  return text.split(/\s+/u).filter(Boolean);
}

/** Encodes a part: also `-`, which separates the parts, and a lone surrogate, which has no encoding, as U+FFFD. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("-", "%2D");
}
