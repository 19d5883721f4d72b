/**
 * Fails unless CHANGELOG.md describes the version about to be released, under a heading with a date. `npm version` runs it
 * before changing anything, and `npm publish` runs it again.
 */
import { readFileSync } from "node:fs";

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const version = process.argv[2] ?? process.env.npm_new_version ?? JSON.parse(read("package.json")).version;

const sections = read("CHANGELOG.md").split(/^## /m).slice(1);
const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
const [heading = "", ...lines] = section?.split("\n") ?? [];
const problem = section
  ? [
      !/ \(\d{4}-\d{2}-\d{2}\)$/.test(heading) && `the heading of ${version} has no date: ## ${version} (2026-12-31)`,
      !lines.some((line) => line.startsWith("- ")) && `the section of ${version} is empty`,
    ].find(Boolean)
  : `there is no section ## ${version}`;
if (problem) {
  console.error(`CHANGELOG.md: ${problem}`);
  process.exitCode = 1;
}
