import { embedAddress, speakerAddress, urnOf } from "../address/nouns.ts";
import { documents } from "../generated/documents.ts";
import { statementTitle } from "../language/statementTitle.ts";
import type { Resource } from "./resource.ts";
import { inXml } from "./xml.ts";

/** The size of the frame in pixels, unless the site that asks wants a smaller one. */
const WIDTH = 600;
const TALLEST = 600;

/** How long a site may keep the answer, in seconds. */
const CACHE_AGE_S = 3_600;

/** Tells other sites how to show a statement in a frame (oEmbed 1.0, type `rich`). */
export const oembed: Resource = {
  path: "/oembed",
  async write({ query }, { siteName, origin, language, ask }) {
    if ((query.get("format") ?? "json") !== "json") return { status: 501, problem: "Only format=json is available." };
    const given = query.get("url");
    if (!given) return { status: 400, problem: "Pass the address of a statement: /oembed?url=…" };
    const part = partOf(given, origin);
    const { statement } = part === undefined ? { statement: null } : await ask(documents.oembed, { urn: urnOf(part) });
    if (!statement) return { status: 404, problem: "The address is not that of a statement in this archive." };
    const { urn, text, speaker } = statement;
    const title = statementTitle(statement, language);
    const width = Math.min(WIDTH, sizeIn(query, "maxwidth"));
    const height = Math.min(heightOf(text, width), sizeIn(query, "maxheight"));
    const html = `<iframe src="${inXml(origin + embedAddress(urn))}" title="${inXml(title)}" width="${width}" height="${height}" frameborder="0" loading="lazy"></iframe>`;
    return {
      type: "application/json; charset=utf-8",
      text: JSON.stringify({
        version: "1.0",
        type: "rich",
        provider_name: siteName,
        provider_url: `${origin}/`,
        title,
        ...(speaker && { author_name: speaker.name, author_url: origin + speakerAddress(speaker.slug) }),
        cache_age: CACHE_AGE_S,
        html,
        width,
        height,
      }),
    };
  },
};

/** Returns the last part of a statement's address on this site; undefined for any other address. */
function partOf(address: string, origin: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const [, part] = /^\/statements\/([^/]+?)(?:\/embed)?\/?$/u.exec(url.pathname) ?? [];
  if (part === undefined || url.host !== new URL(origin).host) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function sizeIn(query: URLSearchParams, name: string): number {
  const size = Number(query.get(name));
  return Number.isInteger(size) && size > 0 ? size : Number.POSITIVE_INFINITY;
}

/** Returns about the height that a statement takes: a page without script cannot tell the frame how tall it is. */
function heightOf(text: string, width: number): number {
  const lines = Math.ceil((text.length * 11) / width);
  return Math.min(220 + 30 * lines, TALLEST);
}
