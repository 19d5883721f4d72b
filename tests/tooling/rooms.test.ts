import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { schema, undescribed, wrongs } from "./wrongs.ts";

/**
 * Tests what the linter refuses: a house with every fault that it should find is linted once, with the real
 * configuration, and each fault must be reported with its rule and line.
 */
const root = join(import.meta.dirname, "../..");

const ground = ["src/config.ts", "src/database.ts", "src/embedded.ts", "src/migrate.ts"];
const generated = ["src/generated/prisma", "src/generated/graphql.ts"];
const webGenerated = "web/generated/documents.ts";
const everywhere = ["src/packageRoot.ts", "src/bounded.ts"];
const words = ["src/text", "src/document"];
const archive = [...words, "src/archive", "src/database.ts", "src/generated/prisma"];

/** This table repeats the one in eslint.config.js on purpose, so that a mistake there is noticed. */
const allowed: Record<string, string[]> = {
  "src/index.ts": ["src/server.ts", "src/graphql", "prisma/seed", ...ground],
  "src/cli.ts": [
    ...[
      "src/index.ts",
      "src/server.ts",
      "web/agents",
      "src/ingestion",
      "src/formats.ts",
      "src/extraction",
      "src/backup",
      "src/partition",
      "src/export",
      "src/history",
      "src/record",
      "src/summaries",
      "src/keys",
      "prisma/seed",
    ],
    ...archive,
    ...ground,
  ],
  "src/library.ts": ["src/export", "src/record", ...archive, ...ground],
  "src/server.ts": ["src/http", "src/graphql", "src/export", "web/server.tsx", "src/database.ts", "src/config.ts"],
  "src/http": ["src/graphql", "src/export", "web/server.tsx", "web/agents", "src/database.ts", "src/config.ts"],
  "src/graphql": [
    "src/history",
    "src/editing",
    "src/record",
    "src/feed",
    "src/summaries",
    "src/keys",
    ...archive,
    ...generated,
  ],
  "src/history": ["src/editing", "src/record", ...archive],
  "src/editing": ["src/ingestion", "src/formats.ts", "src/extraction", "src/record", ...archive],
  "src/ingestion": ["src/formats.ts", "src/extraction", "src/record", ...archive],
  "src/backup": ["src/partition", "src/migrate.ts", "src/database.ts"],
  "src/partition": ["src/migrate.ts", "src/database.ts"],
  "src/export": ["src/record", ...archive],
  "prisma/seed": ["src/record", ...archive],
  "src/record": archive,
  "src/feed": archive,
  "src/keys": archive,
  "src/summaries": archive,
  "src/archive": [...words, "src/database.ts", "src/generated/prisma"],
  "src/formats.ts": words,
  "src/extraction": words,
  "src/document": ["src/text", "src/generated/prisma"],
  "src/text": [],
  "src/embedded.ts": ["src/config.ts"],
  "src/migrate.ts": ["src/config.ts", "src/database.ts", "src/generated/prisma"],
  "src/database.ts": ["src/config.ts", "src/generated/prisma"],
  "src/config.ts": [],
  "src/packageRoot.ts": [],
  "src/bounded.ts": [],
  "web/server.tsx": [
    "web/pages.ts",
    "web/resources.ts",
    "web/frame",
    "web/execute.ts",
    "web/action.ts",
    "web/page.ts",
    "web/signedIn.ts",
    "web/address",
    "web/assets.ts",
    "web/language",
    webGenerated,
  ],
  "web/agents": ["web/execute.ts", "web/address", webGenerated],
  "web/pages.ts": [
    "web/action.ts",
    "web/page.ts",
    "web/signedIn.ts",
    "web/views",
    "web/citation",
    "web/schemaOrg",
    "web/card",
    "web/address",
    "web/search",
    "web/language",
    webGenerated,
  ],
  "web/resources.ts": ["web/page.ts", "web/card", "web/address", "web/search", "web/language", webGenerated],
  "web/card": ["web/language", webGenerated],
  "web/frame": [
    "web/execute.ts",
    "web/page.ts",
    "web/signedIn.ts",
    "web/views",
    "web/address",
    "web/assets.ts",
    "web/language",
  ],
  "web/views": ["web/signedIn.ts", "web/citation", "web/address", "web/language", webGenerated],
  "web/action.ts": ["web/execute.ts", "web/page.ts", "web/signedIn.ts", "web/language", webGenerated],
  "web/page.ts": ["web/signedIn.ts", "web/language", webGenerated],
  "web/signedIn.ts": [],
  "web/schemaOrg": ["web/address", webGenerated],
  "web/citation": [],
  "web/execute.ts": [webGenerated],
  "web/address": [webGenerated],
  "web/search": [],
  "web/language": [],
  "web/assets.ts": [],
  "web/client.ts": ["web/islands"],
  "web/islands": ["web/search"],
};
const everything = [...Object.keys(allowed), ...generated, webGenerated, "tests/helpers", "bench/load.ts"];

const withoutExtension = (file: string) => file.replace(/\.tsx?$/, "");

interface Report {
  filePath: string;
  messages: Array<{ ruleId: string | null; line: number; message: string }>;
}

let house: string;
let reports: Map<string, Report["messages"]>;

function isFile(room: string): boolean {
  return /\.tsx?$/.test(room);
}

function put(file: string, source: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), source);
}

/**
 * Returns the path of a file inside the room that imports every other room, one on each line, in the order of
 * `othersOf`.
 */
function prober(room: string): string {
  return isFile(room) ? room : `${room}/prober.ts`;
}

function othersOf(room: string): string[] {
  return everything.filter((other) => other !== room);
}

/** Returns that file's text. It imports only types, because the directions apply to those too. */
function probe(room: string): string {
  const lines = othersOf(room).map((other, index) => {
    const path = relative(dirname(prober(room)), isFile(other) ? other : `${other}/thing.ts`);
    return `import type { Thing as T${index} } from "${path.startsWith(".") ? path : `./${path}`}";`;
  });
  return `${lines.join("\n")}\nexport type Thing = [${lines.map((_, index) => `T${index}`).join(", ")}];\n`;
}

/** Returns the rooms that a room may import besides its own; the site imports nothing of src/. */
function everywhereFor(room: string): string[] {
  return room.startsWith("web/") ? [] : everywhere;
}

/** Returns the rooms that the linter forbids `room` to import. */
function forbidden(room: string): string[] {
  return found(prober(room), "import-x/no-restricted-paths").map((line) => othersOf(room)[line - 1] ?? `line ${line}`);
}

function found(file: string, rule: string): number[] {
  return (reports.get(file) ?? []).filter(({ ruleId }) => ruleId === rule).map(({ line }) => line);
}

function lint(): Map<string, Report["messages"]> {
  const eslint = join(root, "node_modules/eslint/bin/eslint.js");
  const { stdout, stderr } = spawnSync(process.execPath, [eslint, "--format", "json", "."], {
    cwd: house,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (stderr) throw new Error(stderr);
  const parsed = JSON.parse(stdout) as Report[];
  return new Map(
    parsed.map(({ filePath, messages }) => [relative(house, filePath).replaceAll("\\", "/"), messages] as const),
  );
}

beforeAll(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), "onrecord-rooms-")));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "junction");
  for (const file of [
    "eslint.config.js",
    "package.json",
    "tsconfig.json",
    "tests/tsconfig.json",
    "web/tsconfig.json",
  ]) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    cpSync(join(root, file), join(house, file));
  }
  for (const room of everything) {
    put(isFile(room) ? room : `${room}/thing.ts`, "export interface Thing {\n  one: 1;\n}\n");
  }
  for (const room of Object.keys(allowed)) put(prober(room), probe(room));
  for (const wrong of wrongs) put(wrong.file, wrong.source);
  put("schema.graphql", schema);
  reports = lint();
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe("who may import whom", () => {
  test.each(Object.entries(allowed))("the linter forbids imports against the order of the rooms: %s", (room, may) => {
    expect(forbidden(room)).toEqual(
      othersOf(room).filter((other) => ![...may, ...everywhereFor(room)].includes(other)),
    );
  });

  test("every file of src/ belongs to a room", () => {
    const known = new Set(["src/generated", ...Object.keys(allowed)].map((room) => room.replace(/\.ts$/, "")));
    const entries = readdirSync(join(root, "src")).map((entry) => `src/${entry.replace(/\.ts$/, "")}`);
    expect(entries.filter((entry) => !known.has(entry))).toEqual([]);
  });

  test("every file of web/ belongs to a room", () => {
    const known = new Set(
      ["web/generated", "web/styles", "web/tsconfig.json", ...Object.keys(allowed)].map(withoutExtension),
    );
    const entries = readdirSync(join(root, "web")).map((entry) => withoutExtension(`web/${entry}`));
    expect(entries.filter((entry) => !known.has(entry))).toEqual([]);
  });
});

describe("the linter refuses", () => {
  test.each(wrongs)("the linter refuses $what", ({ file, rule, line }) => {
    expect(found(file, rule)).toContain(line);
  });

  test("the linter refuses an element of the schema without its description", () => {
    expect(found("schema.graphql", "@graphql-eslint/require-description")).toEqual(undescribed);
  });
});

test("the linter leaves a correct file alone", () => {
  expect(reports.get("src/archive/thing.ts")).toEqual([]);
  expect(reports.get("src/http/thing.ts")).toEqual([]);
});
