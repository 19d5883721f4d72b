import type { Problem } from "../rejections.ts";

/** Browsers nest at most 512 elements; the time that parsing takes grows with the depth. */
const DEEPEST_PAGE = 512;
const MOST_MARKUP = 200_000;
/** Elements that need no end: each kind ends at the next of its kind, so that they do not nest without others between. */
const ENDLESS = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead tbody tfoot colgroup rp rt html head body".split(
    " ",
  ),
);
/** Elements whose content is text until their end. */
const RAW = new Set(["script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"]);
const PAGE_TAG = /<(?:!--|(\/?)([a-z][a-z0-9:-]*))/gi;

/**
 * Refuses a page that no publisher writes, before it is parsed: one with more tags than any article needs, or with elements that are
 * nested deeper than a browser would nest them. Takes time in proportion to the page.
 */
export function refusePage(html: string): Problem | null {
  if (countMarks(html) > MOST_MARKUP) return refuseLarge(`has more than ${MOST_MARKUP.toLocaleString("en")} tags`);
  let depth = 0;
  PAGE_TAG.lastIndex = 0;
  for (let found = PAGE_TAG.exec(html); found; found = PAGE_TAG.exec(html)) {
    const [, slash, written] = found;
    const name = written?.toLowerCase();
    if (name === undefined || (RAW.has(name) && !slash)) {
      const end = html.indexOf(name === undefined ? "-->" : `</${written}`, PAGE_TAG.lastIndex);
      if (end < 0) return null;
      PAGE_TAG.lastIndex = end + 3;
    } else if (!ENDLESS.has(name)) {
      depth = Math.max(0, depth + (slash ? -1 : 1));
      if (depth > DEEPEST_PAGE) return refuseLarge(`has elements nested more than ${DEEPEST_PAGE} deep`);
    }
  }
  return null;
}

function countMarks(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) count += 1;
  return count;
}

function refuseLarge(what: string): Problem {
  return { code: "TOO_LARGE", message: `The page ${what}: give the article's text.` };
}
