import { articleAddressOf, isWebAddress } from "../../document/address.ts";
import { LONGEST_URL } from "../../document/limits.ts";
import { withoutHtmlEntities } from "../../text/htmlEntities.ts";
import { languageTag } from "../../text/languages.ts";
import { readDate } from "../reading/dates.ts";
import type { StatedArticle } from "../reading/describeFileArticle.ts";
import { knownDates } from "../reading/placeholders.ts";
import { withSingleSpaces } from "../reading/standoff.ts";
import { sourceOf } from "../reading/webSource.ts";
import type { Problem } from "../rejections.ts";
import { type LinkedArticle, readLinkedArticles } from "./linkedData.ts";

/** The parts of a parsed page that are read. */
export interface PageElement {
  getAttribute(name: string): string | null;
  textContent: string | null;
}
export interface PageDocument {
  querySelectorAll(selectors: string): Iterable<PageElement>;
}

const DATE_METAS = [
  "article:published_time",
  "og:article:published_time",
  "datepublished",
  "parsely-pub-date",
  "sailthru.date",
  "dc.date.issued",
  "dc.date",
  "dcterms.created",
  "pubdate",
  "publishdate",
  "publish-date",
  "date",
];
const HEADLINE_METAS = ["og:title", "twitter:title", "dc.title", "parsely-title"];
const AUTHOR_METAS = ["author", "article:author", "parsely-author", "dc.creator", "byl"];
const PUBLISHER_METAS = ["og:site_name", "application-name", "dc.publisher"];
const LANGUAGE_METAS = ["content-language", "dc.language", "og:locale"];
/** The address that browsers write into a page when they save it. */
const SAVED_FROM = /<!-- saved from url=\(\d+\)(\S+) -->/;

/**
 * Returns what a page says of its article: in JSON-LD, in meta elements, in its link and language. A problem if it describes several
 * articles, or if none of its dates can be read.
 */
export function readPageMetadata(document: PageDocument, html: string): StatedArticle | Problem {
  const metas = readMetas(document);
  const first = (names: readonly string[]) => names.flatMap((name) => metas.get(name) ?? [])[0];
  const canonical = attributesOf(document, "link[rel~=canonical]", "href");
  const addresses = [...canonical, ...(metas.get("og:url") ?? [])];
  const linked = chooseArticle(readLinkedArticles(scriptsOf(document)), addresses);
  if (linked === "SEVERAL") return SEVERAL;
  const url = [...addresses, ...(linked?.urls ?? []), SAVED_FROM.exec(html.slice(0, 4_096))?.[1] ?? ""].find(
    isArticleAddress,
  );
  const date = chooseDate([
    linked?.date,
    ...DATE_METAS.flatMap((name) => metas.get(name) ?? []),
    ...markedDates(document),
  ]);
  if (date !== undefined && typeof date !== "string") return date;
  const publisher = oneLineOf(linked?.publisher) ?? oneLineOf(first(PUBLISHER_METAS));
  const authors = linked?.authors.length ? linked.authors.join(", ") : first(AUTHOR_METAS);
  const byline = oneLineOf(authors && isWebAddress(authors) ? undefined : authors);
  return {
    url,
    headline: oneLineOf(linked?.headline) ?? oneLineOf(first(HEADLINE_METAS)),
    date,
    source: publisher ? { name: publisher, kind: "OUTLET" } : url ? (sourceOf(url) ?? undefined) : undefined,
    byline,
    language: languageTag(
      attributesOf(document, "html[lang]", "lang")[0] ?? linked?.language ?? first(LANGUAGE_METAS)?.replace("_", "-"),
    ),
  };
}

export const SEVERAL: Problem = {
  code: "MALFORMED",
  message: "The page has several articles: save the page of one of them.",
};

function readMetas(document: PageDocument): Map<string, string[]> {
  const metas = new Map<string, string[]>();
  for (const meta of document.querySelectorAll("meta")) {
    const content = meta.getAttribute("content")?.trim();
    const written = meta.getAttribute("property") ?? meta.getAttribute("name") ?? meta.getAttribute("itemprop");
    const name = (written ?? meta.getAttribute("http-equiv"))?.trim().toLowerCase();
    if (name && content) metas.set(name, [...(metas.get(name) ?? []), content]);
  }
  return metas;
}

function scriptsOf(document: PageDocument): string[] {
  return [...document.querySelectorAll("script")]
    .filter((script) => /^application\/ld\+json\b/i.test(script.getAttribute("type")?.trim() ?? ""))
    .map(({ textContent }) => textContent ?? "");
}

function attributesOf(document: PageDocument, selectors: string, name: string): string[] {
  return [...document.querySelectorAll(selectors)].flatMap((element) => element.getAttribute(name)?.trim() || []);
}

/** Returns the article that the page is about: the only one, or the one with the page's address. */
function chooseArticle(
  articles: readonly LinkedArticle[],
  addresses: readonly string[],
): LinkedArticle | "SEVERAL" | undefined {
  const pages = new Set(addresses.map(articleAddressOf));
  const own = articles.filter(({ urls }) => urls.some((url) => pages.has(articleAddressOf(url))));
  const possible = own.length > 0 ? own : articles;
  const headlines = new Set(possible.map(({ headline }) => oneLineOf(headline)));
  return headlines.size > 1 ? "SEVERAL" : possible[0];
}

/** Tells whether an address may be an article's. Some pages give their publisher's root as their own address. */
function isArticleAddress(url: string): boolean {
  if (!isWebAddress(url) || url.length > LONGEST_URL) return false;
  const { pathname, search } = new URL(url);
  return pathname !== "/" || search !== "";
}

/** Dates in the words of the page, if they all are of one day. */
function markedDates(document: PageDocument): string[] {
  const marked = attributesOf(document, "[itemprop=datePublished]", "datetime");
  const published = [
    ...marked,
    ...attributesOf(document, "[itemprop=datePublished]", "content"),
    ...attributesOf(document, "time[pubdate]", "datetime"),
  ];
  const times = attributesOf(document, "time[datetime]", "datetime");
  return [...published, ...(new Set(times.map((time) => time.slice(0, 10))).size === 1 ? times : [])];
}

/** Returns the first date that can be read; if none can, why not; undefined if the page has none. */
function chooseDate(written: readonly (string | undefined)[]): string | Problem | undefined {
  const known = knownDates(written);
  const readable = known.find((date) => "date" in readDate(date));
  if (readable !== undefined || known[0] === undefined) return readable;
  const read = readDate(known[0]);
  return "date" in read ? undefined : read;
}

/** Returns a text as one line, without the entities that programs leave in JSON-LD; undefined if it is blank. */
export function oneLineOf(text: string | null | undefined): string | undefined {
  return withSingleSpaces(withoutHtmlEntities(text ?? "")) || undefined;
}
