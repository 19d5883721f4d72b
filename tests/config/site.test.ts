import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readSiteColors, SITE_COLORS, SITE_LANGUAGES } from "../../src/config/site.ts";
import { loadConfig } from "../../src/config.ts";
import { languages } from "../../web/language/languages.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { openFolder } from "../helpers/folder.ts";

const folder = openFolder();

test("the settings know the languages and the colours of the site", () => {
  expect(SITE_LANGUAGES).toEqual(languages.map(({ tag }) => tag));
  const tokens = readFileSync(join(CHECKOUT, "web/styles/tokens.css"), "utf8");
  const found = [...tokens.matchAll(/--(\w+): light-dark\((#\w{6}), (#\w{6})\)/gu)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]);
  expect(Object.fromEntries(found)).toEqual(SITE_COLORS);
  const own = Object.entries(SITE_COLORS).map(([name, { light, dark }]) => `${name}=${light}/${dark}`);
  expect(readSiteColors(own.join(", "))).toEqual(SITE_COLORS);
});

/** Returns what is wrong with a value of a setting; empty if nothing. */
function problemWith(name: string, value: string): string {
  try {
    loadConfig({ [name]: value });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ["ONRECORD_SITE_NAME", "x".repeat(61), "must be a name of at most 60 characters, in one line"],
  ["ONRECORD_SITE_NAME", "Two\nlines", "in one line"],
  ["ONRECORD_SITE_NAME", "Turned \u202eround", "in one line"],
  ["ONRECORD_SITE_NAME", " Hafenarchiv", "must be a name"],
  ["ONRECORD_SITE_LANGUAGES", "de,fr", "must be languages of the interface (en, de, ru, ar, tr), separated by commas"],
  ["ONRECORD_SITE_LANGUAGES", "de,de", "each once"],
  [
    "ONRECORD_SITE_COLORS",
    "accent=#00528a",
    "must be colours for the light and the dark scheme like accent=00528a/8ecbff",
  ],
  ["ONRECORD_SITE_COLORS", "accent=red/blue", "must be colours"],
  ["ONRECORD_SITE_COLORS", "shadow=#00528a/#8ecbff", "the names are paper, leaf, ink, faded, rule, accent, found"],
  ["ONRECORD_SITE_COLORS", "ink=#111111/#eeeeee,ink=#111111/#eeeeee", "must be colours"],
  ["ONRECORD_SITE_COLORS", "constructor=#111111/#eeeeee", "must be colours"],
  ["ONRECORD_SITE_COLORS", "accent=#f0a090/#ec9a83", "in the light scheme, accent on paper has a contrast of 1.9"],
  ["ONRECORD_SITE_COLORS", "paper=#ffffff/#777777", "in the dark scheme, ink on paper has a contrast of 3.5"],
  ["ONRECORD_SITE_LOGO", "/nowhere/logo.svg", "must be the path of a file that can be read (ENOENT)"],
  ["ONRECORD_SITE_LOGO", "/", "must be the path of a file that can be read (EISDIR)"],
])("a setting of the site that cannot be used is refused: %s=%j", (name, value, message) => {
  expect(problemWith(name, value)).toContain(`${name} must`);
  expect(problemWith(name, value)).toContain(message);
});

const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  Buffer.from("IHDR"),
  Buffer.from([0, 0, 0, 40, 0, 0, 0, 20, 8, 6, 0, 0, 0]),
]);

test.each<[string, Buffer, string]>([
  ["large.svg", Buffer.alloc(200_001, 0x20), "must be a file of at most 200000 bytes; this one has 200001"],
  ["page.svg", Buffer.from("<html></html>"), "must be the path of an SVG (.svg) or a PNG"],
  ["logo.gif", Buffer.from("GIF89a"), "must be the path of an SVG (.svg) or a PNG"],
  ["sizeless.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "must be an SVG with a viewBox"],
  ["logo.png", PNG, ""],
])("a logo is a small picture that states its size: %s", (name, content, message) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  if (message) expect(problemWith("ONRECORD_SITE_LOGO", path)).toContain(message);
  else expect(loadConfig({ ONRECORD_SITE_LOGO: path }).site.logo).toMatchObject({ width: 40, height: 20 });
});
