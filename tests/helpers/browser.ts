import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe } from "@jest/globals";
import type * as playwright from "playwright-core";
import { CHECKOUT } from "./child.ts";

/** The path of Chromium on Debian and most other systems (`apt-get install chromium`). */
const CHROMIUM = "/usr/bin/chromium";

/** The packages that drive and check a browser have a folder of their own (CONTRIBUTING.md, "Weight"). */
const tools = join(CHECKOUT, "tools/browser");
const require = createRequire(join(tools, "package.json"));

const missing = !existsSync(CHROMIUM)
  ? `there is no ${CHROMIUM}`
  : existsSync(join(tools, "node_modules/playwright-core"))
    ? undefined
    : "tools/browser is not installed (npm run test:site installs it)";

/** Whether tests in a browser can run. */
export const hasBrowser = missing === undefined;

/** `describe` for tests in a browser; without one, they are skipped with the reason. */
export const describeInBrowser = (what: string, tests: () => void): void => {
  if (missing) console.warn(`Skipped: ${what}; ${missing}.`);
  (missing ? describe.skip : describe)(what, tests);
};

/** Starts Chromium, without anything that it would ask of the network by itself. */
export async function launchBrowser(): Promise<playwright.Browser> {
  const { chromium } = require("playwright-core") as typeof playwright;
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Returns the script of axe-core, which checks the accessibility of a page. */
export function axeScript(): string {
  return readFileSync(join(tools, "node_modules/axe-core/axe.min.js"), "utf8");
}
