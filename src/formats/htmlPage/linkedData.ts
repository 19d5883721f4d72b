/** An article as a page's JSON-LD describes it (schema.org). Texts are as written. */
export interface LinkedArticle {
  urls: string[];
  headline?: string | undefined;
  date?: string | undefined;
  publisher?: string | undefined;
  authors: string[];
  language?: string | undefined;
}

type JsonNode = Record<string, unknown>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report)$/;
/** Blocks wrap their items in a few lists and pages; nothing deeper is an article of the page. */
const DEEPEST_BLOCK = 6;

/** Returns the articles that blocks of JSON-LD describe. Ignores a block that is not JSON. */
export function readLinkedArticles(blocks: readonly string[]): LinkedArticle[] {
  const nodes = blocks.flatMap((block) => nodesIn(parseBlock(block), DEEPEST_BLOCK));
  const byId = new Map(
    nodes.flatMap((node) => (typeof node["@id"] === "string" ? [[node["@id"], node] as const] : [])),
  );
  return nodes.filter(isArticleNode).map((node) => describeNode(node, byId));
}

function parseBlock(block: string): unknown {
  try {
    return JSON.parse(
      block.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g, ""),
    );
  } catch {
    return null;
  }
}

function isJsonNode(value: unknown): value is JsonNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nodesIn(value: unknown, depth: number): JsonNode[] {
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => nodesIn(item, depth - 1));
  if (!isJsonNode(value)) return [];
  return [value, ...["@graph", "mainEntity"].flatMap((name) => nodesIn(value[name], depth - 1))];
}

function isArticleNode(node: JsonNode): boolean {
  return textsIn(node["@type"]).some((type) => ARTICLE_TYPE.test(type));
}

function describeNode(node: JsonNode, byId: ReadonlyMap<unknown, JsonNode>): LinkedArticle {
  const named = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.slice(0, 20).flatMap(named);
    if (!isJsonNode(value)) return textsIn(value);
    const known = value.name === undefined ? byId.get(value["@id"]) : value;
    return textsIn(known?.name).slice(0, 1);
  };
  const page = node.mainEntityOfPage;
  return {
    urls: [node.url, node["@id"], isJsonNode(page) ? [page["@id"], page.url] : page].flatMap(textsIn),
    headline: textsIn(node.headline)[0] ?? textsIn(node.name)[0],
    date: textsIn(node.datePublished)[0],
    publisher: named(node.publisher)[0],
    authors: [...new Set(named(node.author))],
    language: isJsonNode(node.inLanguage) ? textsIn(node.inLanguage.alternateName)[0] : textsIn(node.inLanguage)[0],
  };
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return typeof value === "string" ? [value] : [];
}
