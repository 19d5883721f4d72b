import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { CHECKOUT } from "../helpers/child.ts";
import { readPage } from "../helpers/page.ts";

const pages = readdirSync(join(CHECKOUT, "docs"), { recursive: true })
  .map((path) => `docs/${path}`)
  .filter((path) => path.endsWith(".md"));

describe.each(["README.md", "CHANGELOG.md", ...pages])("%s", (path) => {
  const { text, links } = readPage(path);

  test("each page links to files that exist", () => {
    expect(links.filter((link) => !existsSync(join(CHECKOUT, link)))).toEqual([]);
  });

  test("each page begins with a title and a paragraph and stays within the repository", () => {
    expect(text.replace(/^<!--.*-->\n\n/, "").slice(0, 300)).toMatch(/^# \S.*\n\n[#\w*`[]/);
    expect(text).not.toMatch(/\.\.\/shared|\((?:model|design):/);
  });
});

test("docs/README.md lists every page", () => {
  const { links } = readPage("docs/README.md");
  expect(pages.filter((page) => page !== "docs/README.md" && !links.includes(page))).toEqual([]);
});
