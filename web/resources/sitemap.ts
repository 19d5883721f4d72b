import { speakerAddress, statementAddress, topicAddress } from "../address/nouns.ts";
import { documents } from "../generated/documents.ts";
import type { Resource, ResourceSite, Written } from "./resource.ts";
import { inXml } from "./xml.ts";

/** The most addresses that a sitemap may have (sitemaps.org). */
const MOST = 50_000;

/** A timeline has at most 500 years. What was said before the first of these is one part. */
const YEARS = { from: "1600", to: "2099" };
const EARLIER = { to: "1599" };

/**
 * Lists the parts of the sitemap: one for the statements of each year, or of each day of a year that has more than 50,000; one for
 * speakers and one for topics. It asks one query, however large the archive is.
 */
export const sitemapIndex: Resource = {
  path: "/sitemap.xml",
  async write(_address, { origin, ask }) {
    const { archive, statements } = await ask(documents.sitemapYears, { said: YEARS });
    const spans = (statements?.timeline.buckets ?? [])
      .filter(({ count }) => count > 0)
      .map(({ startsOn, count }) => ({ year: startsOn.slice(0, 4), count }))
      .flatMap(({ year, count }) => (count > MOST ? daysOf(year) : [year]));
    const isOlder = Number.parseInt(archive?.firstSaidOn ?? "9999", 10) < Number(YEARS.from);
    const names = [
      "speakers",
      "topics",
      ...[...(isOlder ? ["earlier"] : []), ...spans].map((span) => `statements-${span}`),
    ];
    return xml(
      "sitemapindex",
      "sitemap",
      names.slice(0, MOST).map((name) => `${origin}/sitemap/${name}.xml`),
    );
  },
};

/**
 * Lists the addresses of a part: at most 50,000. Of more speakers or topics, those with the most statements. It asks for a hundred at a
 * time, and the points that a robot may take are those of any reader.
 */
export const sitemapPart: Resource = {
  path: "/sitemap/:part",
  async write({ parts }, { origin, ask }) {
    const [, name = ""] = /^([\w-]+)\.xml$/u.exec(parts.part ?? "") ?? [];
    const list = listerOf(name, ask);
    if (!list) return { status: 404, problem: "The sitemap has no such part: see /sitemap.xml." };
    const addresses: string[] = [];
    let after: string | null | undefined;
    do {
      const page = await list(after);
      addresses.push(...page.addresses);
      after = page.after;
    } while (after && addresses.length < MOST);
    return xml(
      "urlset",
      "url",
      addresses.slice(0, MOST).map((address) => origin + address),
    );
  },
};

/** Lists a hundred addresses; `after` leads to the next hundred. */
type Lister = (after: string | null | undefined) => Promise<{ addresses: string[]; after: string | null | undefined }>;

function listerOf(name: string, ask: ResourceSite["ask"]): Lister | undefined {
  if (name === "speakers")
    return async (after) =>
      pageOf((await ask(documents.sitemapSpeakers, { after })).speakers, ({ slug }) => speakerAddress(slug));
  if (name === "topics")
    return async (after) =>
      pageOf((await ask(documents.sitemapTopics, { after })).topics, ({ slug }) => topicAddress(slug));
  const said = spanOf(name);
  if (!said) return undefined;
  return async (after) =>
    pageOf((await ask(documents.sitemapStatements, { said, after })).statements, ({ urn }) => statementAddress(urn));
}

interface Connection<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined };
}

function pageOf<Node>(found: Connection<Node> | null | undefined, addressOf: (node: Node) => string) {
  const { hasNextPage = false, endCursor } = found?.pageInfo ?? {};
  return { addresses: (found?.nodes ?? []).map(addressOf), after: hasNextPage ? endCursor : undefined };
}

function spanOf(name: string): { from?: string; to: string } | undefined {
  if (name === "statements-earlier") return EARLIER;
  const [, span] = /^statements-(\d{4}(?:-\d\d-\d\d)?)$/u.exec(name) ?? [];
  return span === undefined || Number.isNaN(Date.parse(span)) ? undefined : { from: span, to: span };
}

function daysOf(year: string): string[] {
  const days: string[] = [];
  for (const day = new Date(`${year}-01-01`); day.toISOString().startsWith(year); day.setUTCDate(day.getUTCDate() + 1))
    days.push(day.toISOString().slice(0, 10));
  return days;
}

function xml(list: "sitemapindex" | "urlset", entry: "sitemap" | "url", addresses: readonly string[]): Written {
  const entries = addresses.map((address) => `<${entry}><loc>${inXml(address)}</loc></${entry}>\n`).join("");
  return {
    type: "application/xml; charset=utf-8",
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<${list} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries}</${list}>\n`,
  };
}
