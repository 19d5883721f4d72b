import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../src/config.ts";

const root = join(import.meta.dirname, "../..");

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe("CONTRIBUTING.md", () => {
  const text = read("CONTRIBUTING.md");

  test("CONTRIBUTING.md names files that exist", () => {
    const named = [...text.matchAll(/`((?:src|tests|prisma|scripts|docs|\.ci)\/[^`]*|[\w.-]+\.(?:graphql|js|json))`/g)];
    // Event and TEI are examples of a noun and a format that do not exist yet.
    const paths = named.map((match) => match[1] ?? "").filter((path) => !/event|\btei\b/i.test(path));
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("CONTRIBUTING.md names commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe(".env.example", () => {
  const text = read(".env.example");

  test(".env.example names every variable that is read, and no other", () => {
    const variables = [...read("src/config/variables.ts").matchAll(/^ {4}([A-Z_]+):/gm)].map((match) => match[1]);
    const named = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(variables.length).toBeGreaterThan(5);
    expect(named.sort()).toEqual(variables.sort());
  });

  test(".env.example changes nothing as it stands", () => {
    expect(loadConfig(parseEnv(text))).toEqual(loadConfig({}));
  });

  test(".env.example comments out values that would be accepted", () => {
    const uncommented = text.replaceAll(/^# (?=[A-Z_]+=)/gm, "");
    expect(loadConfig(parseEnv(uncommented))).toMatchObject({
      poolSize: 4,
      databaseUrl: expect.stringMatching(/^postgres:/),
    });
  });
});
