import { readdirSync, readFileSync } from "node:fs";

/** A file that browsers load, under a name that changes with its content. */
export interface Asset {
  name: string;
  type: string;
  content: Buffer;
}

const folder = new URL("./generated/assets/", import.meta.url);

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Reads everything that browsers load; `npm run build` makes it. */
export function readAssets(): Asset[] {
  return readdirSync(folder)
    .filter((name) => name !== MANIFEST)
    .map((name) => ({
      name,
      type: types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream",
      content: readFileSync(new URL(name, folder)),
    }));
}

const MANIFEST = "manifest.json";

/** The addresses of what every page loads. */
export interface Entrances {
  script: string;
  styles: string;
  icon: string;
}

/** Returns the addresses of what every page loads. */
export function readEntrances(): Entrances {
  const names = JSON.parse(readFileSync(new URL(MANIFEST, folder), "utf8")) as Record<string, string>;
  const [script, styles, icon] = ["client.ts", "site.css", "icon.svg"].map((name) => `/assets/${names[name]}`);
  return { script: script ?? "", styles: styles ?? "", icon: icon ?? "" };
}
