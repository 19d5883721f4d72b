import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CHECKOUT } from "./child.ts";

/** A fenced block of a page. */
export interface Block {
  language: string;
  body: string;
}

/** A page of the documentation. */
export interface Page {
  text: string;
  blocks: Block[];
  /** Returns the body of each block in the language. */
  inLanguage(language: string): string[];
  /** The commands of its `sh` blocks, without comments. */
  commands: string[];
  /** The files of this checkout that the page links to. */
  links: string[];
}

/** Reads a page by its path in the checkout. */
export function readPage(path: string): Page {
  const text = readFileSync(join(CHECKOUT, path), "utf8");
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", body = ""]) => ({
    language,
    body,
  }));
  const inLanguage = (language: string) =>
    blocks.filter((block) => block.language === language).map(({ body }) => body);
  const lines = inLanguage("sh").flatMap((body) => body.trim().split("\n"));
  const commands = lines.map((line) => line.replace(/ +# .*$/, "")).filter(Boolean);
  const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = ""]) => target);
  const links = targets.filter((target) => !/^\w+:/.test(target)).map((target) => join(dirname(path), target));
  return { text, blocks, inLanguage, commands, links };
}
