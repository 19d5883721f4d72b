import { readFileSync } from "node:fs";
import { extname } from "node:path";

/** How an operator makes the site their own. */
export interface SiteSettings {
  /** The archive's name, as readers see it. */
  siteName: string;
  /** The tags of the languages that the interface offers; the first is for readers who ask for none of them. */
  languages: string[];
  /** The colours that differ from the site's own. */
  colors: SiteColors;
  /** The picture beside the name; undefined for none. */
  logo: SiteLogo | undefined;
}

/** Colours by their names, each for the light and the dark scheme: `#8b2615`. */
export type SiteColors = Partial<Record<SiteColor, { light: string; dark: string }>>;

type SiteColor = keyof typeof SITE_COLORS;

/** A picture of a size in pixels, or of these proportions. */
export interface SiteLogo {
  type: "image/svg+xml" | "image/png";
  content: Buffer;
  width: number;
  height: number;
}

/** A setting of the site that cannot be used. The message begins with a verb: “must be …”. */
export class UnusableSetting extends Error {
  override name = "UnusableSetting";
}

/** The languages of the interface, as `web/language/languages.ts` has them. */
export const SITE_LANGUAGES: readonly string[] = ["en", "de", "ru", "ar", "tr"];

/** The site's own colours, as `web/styles/tokens.css` has them. */
export const SITE_COLORS = {
  paper: { light: "#fbf8f1", dark: "#171512" },
  leaf: { light: "#f3eee2", dark: "#201d19" },
  ink: { light: "#1d1a16", dark: "#ebe5d9" },
  faded: { light: "#5f574c", dark: "#a89f90" },
  rule: { light: "#d8cfbd", dark: "#3b362e" },
  accent: { light: "#8b2615", dark: "#ec9a83" },
  found: { light: "#f6e3a8", dark: "#5c4a14" },
} as const;

/** What is written on what. */
const WRITTEN_ON: readonly (readonly [SiteColor, SiteColor])[] = [
  ["ink", "paper"],
  ["ink", "leaf"],
  ["ink", "found"],
  ["faded", "paper"],
  ["faded", "leaf"],
  ["accent", "paper"],
  ["accent", "leaf"],
];

/** The least contrast of text, by the Web Content Accessibility Guidelines 2.2, 1.4.3. */
const LEAST_CONTRAST = 4.5;

/**
 * Reads colours like `accent=00528a/8ecbff, paper=ffffff/101418`: for the light and the dark scheme. A # before a colour
 * may be left out, because it begins a comment in `.env`.
 *
 * @throws UnusableSetting for what is no list of colours, and for colours in which text could not be read
 */
export function readSiteColors(list: string): SiteColors {
  const colors: SiteColors = {};
  for (const entry of list.split(",")) {
    const [, name = "", light = "", dark = ""] =
      /^\s*([a-z]+)\s*=\s*#?([0-9a-f]{6})\s*\/\s*#?([0-9a-f]{6})\s*$/iu.exec(entry) ?? [];
    if (!isSiteColor(name) || colors[name]) {
      const names = Object.keys(SITE_COLORS).join(", ");
      throw new UnusableSetting(
        `must be colours for the light and the dark scheme like accent=00528a/8ecbff, separated by commas; the names are ${names}`,
      );
    }
    colors[name] = { light: `#${light}`, dark: `#${dark}` };
  }
  const all = { ...SITE_COLORS, ...colors };
  for (const scheme of ["light", "dark"] as const) {
    for (const [text, ground] of WRITTEN_ON) {
      const contrast = contrastOf(all[text][scheme], all[ground][scheme]);
      if (contrast < LEAST_CONTRAST) {
        throw new UnusableSetting(
          `must leave text legible: in the ${scheme} scheme, ${text} on ${ground} has a contrast of ${Math.floor(contrast * 10) / 10}, and text needs at least ${LEAST_CONTRAST}`,
        );
      }
    }
  }
  return colors;
}

function isSiteColor(name: string): name is SiteColor {
  return Object.hasOwn(SITE_COLORS, name);
}

function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Returns the relative luminance of a colour, from 0 to 1 (WCAG 2.2). */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const LARGEST_LOGO = 200_000;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Reads a logo from a file.
 *
 * @throws UnusableSetting if the file cannot be read, is too large, is no SVG and no PNG, or does not state its size
 */
export function readSiteLogo(path: string): SiteLogo {
  const content = readFile(path);
  if (content.length > LARGEST_LOGO)
    throw new UnusableSetting(`must be a file of at most ${LARGEST_LOGO} bytes; this one has ${content.length}`);
  if (content.subarray(0, 8).equals(PNG_SIGNATURE) && content.length > 24)
    return { type: "image/png", content, width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
  const [tag] = /<svg\b[^>]*>/u.exec(content.toString("utf8")) ?? [];
  if (extname(path).toLowerCase() !== ".svg" || tag === undefined)
    throw new UnusableSetting("must be the path of an SVG (.svg) or a PNG");
  const [width, height] = sizeOfSvg(tag);
  if (!(width > 0 && height > 0))
    throw new UnusableSetting("must be an SVG with a viewBox, from which its size is known");
  return { type: "image/svg+xml", content, width, height };
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UnusableSetting(`must be the path of a file that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function sizeOfSvg(tag: string): [width: number, height: number] {
  const [, box = ""] = /\bviewBox\s*=\s*["']([^"']*)["']/u.exec(tag) ?? [];
  const [, , width = 0, height = 0] = box
    .trim()
    .split(/[\s,]+/u)
    .map(Number);
  return [width, height];
}
