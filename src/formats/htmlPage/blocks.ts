/** A node of a page, as far as it is read. */
export interface PageNode {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  firstChild: PageNode | null;
  nextSibling: PageNode | null;
  parentNode: PageNode | null;
}

const [ELEMENT, TEXT] = [1, 3] as const;

/** Elements that stand for a line or paragraph of their own. */
const BLOCKS = new Set(
  "ADDRESS ARTICLE BLOCKQUOTE BR DD DIV DL DT FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY TD TH TR UL".split(
    " ",
  ),
);
/** Elements whose words are not the article's: pictures with captions, asides, forms. */
const ASIDE = new Set(
  "ASIDE AUDIO BUTTON CANVAS EMBED FIGURE FORM IFRAME INPUT MATH NAV NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA VIDEO".split(
    " ",
  ),
);

/** Returns the text of an element: its paragraphs, separated by blank lines. Does not recurse, since pages nest as they like. */
export function textOfBlocks(root: PageNode): string {
  const blocks: string[] = [];
  let words: string[] = [];
  const end = () => {
    const block = words.join("").replace(/\s+/g, " ").trim();
    if (block) blocks.push(block);
    words = [];
  };
  let node: PageNode | null = root.firstChild;
  while (node && node !== root) {
    if (node.nodeType === TEXT) words.push(node.nodeValue ?? "");
    const name = node.nodeName.toUpperCase();
    const isBlock = node.nodeType === ELEMENT && BLOCKS.has(name);
    if (isBlock) end();
    if (node.firstChild && !ASIDE.has(name)) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node && node !== root && BLOCKS.has(node.nodeName.toUpperCase())) end();
    }
    if (!node || node === root) break;
    node = node.nextSibling;
  }
  end();
  return blocks.join("\n\n");
}
