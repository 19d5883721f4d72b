/**
 * Finds constructions that make a reader stumble: in comments, descriptions of the schema, messages and Markdown. Says for
 * each what to write instead. Part of `npm run lint`; with file names, checks only those files.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Lexer, Source, TokenKind } from "graphql";
import { globSync } from "tinyglobby";
import ts from "typescript";

const beforeElse =
  "nobody|anybody|somebody|everybody|nothing|anything|something|everything|(?:no|any|every|some) ?one|(?:no|any|every|some)where|who|what|where|all|or";

/** Each pattern with what to write instead. */
const patterns = [
  [/\b(?:is|are|was|were|be|being) none\b/i, "say what happens: “null if not found”, “does not exist”"],
  [/\b(?:where|if|when) there (?:is|are|was|were) none\b/i, "say what happens: “null without one”"],
  [new RegExp(`(?<!\\b(?:${beforeElse}) )(?<!-)\\belse\\b(?! ?[{(])`, "i"), "“otherwise”"],
  [/(?:^|[.;:] )Answers?\b(?! (?:to|about|from|of)\b)/, "“Returns”"],
  [/\b(?:tells?|told|telling) of\b/i, "“shows”, “describes”, “reports”"],
  [/\bso many\b/i, "“this many”, or the number"],
  [/\bby now\b/i, "“already”, or nothing"],
  [/\bonce more\b/i, "“again”"],
  [/\bfor good\b/i, "“permanently”"],
  [/\b(?:takes?|taking|taken|took) down\b/i, "“records”, “notes”"],
  [/\b(?:is|are|stays?|become[s]?) (?:theirs|nobody's)\b/i, "name the owner"],
  [/(?:^|[.;] )Of (?!course\b)[^.,;]{1,60}, /, "put the object after the verb"],
  [
    /(?:^|[.;] )(?:What|Who|Whoever)(?: [^ .;?]+){1,8}? (?:\w+(?:ed|es|s|n)|made|did|has|have|says?) (?:is|are|was|were|comes?|goes|stays?|stands?|does|has|have|may|must|can|cannot|remains?) [^?]*$/,
    "name the thing: “The rows that …”",
  ],
  [/\bbut (?:few|once|those|a few|one)\b/i, "“only”"],
];

const root = join(import.meta.dirname, "..");
const given = process.argv.slice(2);
const files =
  given.length > 0
    ? given
    : globSync(
        [
          "*.md",
          "docs/**/*.md",
          ".github/**/*.{md,yml}",
          "schema.graphql",
          "{src,prisma/seed,tests,scripts,bench}/**/*.{ts,js}",
          "*.{js,ts}",
        ],
        {
          cwd: root,
          ignore: [
            "src/generated/**",
            "**/node_modules/**",
            "docs/reference.md",
            "tests/**/__generated__/**",
            "scripts/prose.js",
            "CODE_OF_CONDUCT.md",
          ],
        },
      ).sort();

/** Yields the pieces of prose in a file, each with its line. */
function* proseIn(file, text) {
  if (file.endsWith(".graphql")) yield* descriptionsIn(text);
  else if (/\.[jt]s$/.test(file)) yield* commentsIn(file, text);
  else yield* paragraphsIn(text);
}

function* descriptionsIn(text) {
  const lexer = new Lexer(new Source(text));
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (token.kind === TokenKind.STRING || token.kind === TokenKind.BLOCK_STRING)
      yield { line: token.line, prose: token.value };
  }
}

/** Yields comments without their marks and, in src/, strings of several words, which are messages. */
function* commentsIn(file, text) {
  const lineAt = (at) => text.slice(0, at).split("\n").length;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const seen = new Set();
  const found = [];
  const visit = (node) => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ]) {
      if (!seen.has(range.pos))
        found.push({
          line: lineAt(range.pos),
          prose: text.slice(range.pos, range.end).replace(/^\s*(?:\/\*\*?|\*\/|\*|\/\/)|\*\/$/gm, ""),
        });
      seen.add(range.pos);
    }
    if (file.startsWith("src/") && ts.isStringLiteralLike(node) && /^\S+ \S+ \S+/.test(node.text))
      found.push({ line: lineAt(node.getStart()), prose: node.text });
    if (
      file.startsWith("src/") &&
      (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) &&
      !/\b(?:SELECT|FROM|WHERE|CASE|ELSE|INSERT)\b/.test(node.text)
    )
      found.push({ line: lineAt(node.getStart()), prose: node.text });
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  yield* found;
}

/** Yields paragraphs, list items and table rows, without code. */
function* paragraphsIn(text) {
  let isCode = false;
  let paragraph = { line: 1, prose: "" };
  for (const [i, line] of text.split("\n").entries()) {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const isBreak = isCode || /^\s*(?:$|```|~~~|[-*#|]|\d+\.)/.test(line);
    if (isBreak) {
      yield paragraph;
      paragraph = { line: i + 1, prose: "" };
    }
    if (!isCode)
      paragraph.prose += ` ${line
        .replace(/^\s*(?:[-*#]+|\d+\.)\s*/, "")
        .replaceAll("|", ". ")
        .replace(/`[^`]*`/g, "`x`")}`;
  }
  yield paragraph;
}

let count = 0;
for (const file of files) {
  for (const { line, prose } of proseIn(file, readFileSync(join(root, file), "utf8"))) {
    const sentence = prose.replace(/\s+/g, " ").trim();
    for (const [pattern, instead] of patterns) {
      const match = pattern.exec(sentence);
      if (!match) continue;
      count += 1;
      console.error(`${file}:${line}: “${match[0].trim().slice(0, 60)}” → ${instead}`);
    }
  }
}
if (count > 0) console.error(`${count} passages; CONTRIBUTING.md, "The English", says how to write instead.`);
process.exitCode = count > 0 ? 1 : 0;
