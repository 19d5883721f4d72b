import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** A file that browsers load, under a name that changes with its content. */
export interface Asset {
  name: string;
  type: string;
  content: Buffer;
  /** Whether it is the operator's own picture, which is served as nothing but a picture. */
  isPicture?: boolean;
}

/** What operators may change of how the site looks. */
export interface Appearance {
  /** Colours by their names in `tokens.css`, for the light and the dark scheme. */
  colors?: Readonly<Record<string, { light: string; dark: string }>> | undefined;
  /** A picture beside the name, of a size in pixels or of these proportions. */
  logo?: { type: string; content: Buffer; width: number; height: number } | undefined;
}

/** The addresses of what every page loads. */
export interface Entrances {
  script: string;
  styles: string;
  icon: { href: string; type: string };
  logo?: { href: string; width: number; height: number } | undefined;
}

const folder = new URL("./generated/assets/", import.meta.url);
const MANIFEST = "manifest.json";
const SVG = "image/svg+xml";

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: SVG,
};

/** Reads everything that browsers load, which `npm run build` makes, and gives it the appearance that the operator has chosen. */
export function openAssets({ colors = {}, logo }: Appearance = {}): { files: Asset[]; entrances: Entrances } {
  const names = JSON.parse(readFileSync(new URL(MANIFEST, folder), "utf8")) as Record<string, string>;
  const [script = "", styles = "", icon = ""] = ["client.ts", "site.css", "icon.svg"].map((name) => names[name]);
  const built = readdirSync(folder)
    .filter((name) => name !== MANIFEST)
    .map((name) => ({
      name,
      type: types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream",
      content: readFileSync(new URL(name, folder)),
    }));
  const files = built.map((file) => (file.name === styles ? coloured(file, colors) : file));
  const own = logo && pictureOf(logo);
  const address = (name: string) => `/assets/${name}`;
  return {
    files: own ? [...files, own] : files,
    entrances: {
      script: address(script),
      styles: address(files[built.findIndex(({ name }) => name === styles)]?.name ?? ""),
      icon: own ? { href: address(own.name), type: own.type } : { href: address(icon), type: SVG },
      logo: own && logo && { href: address(own.name), width: logo.width, height: logo.height },
    },
  };
}

/** Adds colours to the styles, in the layer of the ones that they replace, so that print has its own. */
function coloured(styles: Asset, colors: NonNullable<Appearance["colors"]>): Asset {
  const own = Object.entries(colors).map(([name, { light, dark }]) => `--${name}:light-dark(${light},${dark})`);
  if (own.length === 0) return styles;
  const content = Buffer.concat([styles.content, Buffer.from(`@layer tokens{:root{${own.join(";")}}}`)]);
  return { ...styles, content, name: `site-${digestOf(content)}.css` };
}

function pictureOf({ type, content }: NonNullable<Appearance["logo"]>): Asset {
  return { name: `logo-${digestOf(content)}.${type === SVG ? "svg" : "png"}`, type, content, isPicture: true };
}

function digestOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
}
