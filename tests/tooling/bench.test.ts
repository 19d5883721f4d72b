import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const file = join(import.meta.dirname, "../../bench/options.js");

/** Returns the bench's reading of a command line. */
function read(...words: string[]) {
  const script = `import { readOptions } from ${JSON.stringify(file)};
console.log(JSON.stringify(readOptions(process.argv.slice(1))));`;
  const command = ["--input-type=module", "--eval", script, "--", ...words];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

test("the bench's help names every option that exists, and no other", () => {
  const text = readFileSync(file, "utf8");
  const there = [...text.matchAll(/^ {6}(\w+): \{ type: /gm)].map(([, name]) => name);
  const named = [...text.matchAll(/^ {2}--(\w+)/gm)].map(([, name]) => name);
  expect(there.length).toBeGreaterThan(5);
  expect(named.sort()).toEqual(there.sort());
});

test("the bench runs all parts by default, and each part with the given sizes", () => {
  const few = { imports: { statements: 20_000 }, live: { statements: 20_000 } };
  const all = { pages: true, imports: true, live: true, fairness: true, growth: true };
  const none = { pages: false, imports: false, live: false, fairness: false, growth: false };
  expect(read()).toMatchObject({ parts: all, sizes: [100_000], fairness: { statements: 100_000 }, ...few });
  expect(read("--live")).toMatchObject({ parts: { ...none, live: true }, ...few });
  expect(read("--fairness")).toMatchObject({ parts: { ...none, fairness: true }, fairness: { statements: 100_000 } });
  expect(read("--growth", "--statements", "700,9000").sizes).toEqual([700, 9_000]);
  expect(read("--fairness", "--statements", "700").fairness.statements).toBe(700);
  expect(read("--imports", "--live")).toMatchObject({ parts: { pages: false, imports: true, live: true }, ...few });
  expect(read("--live", "--statements", "700")).toMatchObject({ live: { statements: 700 } });
  expect(read("--live", "--smoke").live).toMatchObject({ statements: 500, subscribers: 50, seconds: 3 });
  expect(read("--live").live).toMatchObject({ subscribers: 1_000, perSecond: 100 });
});

test("the bench refuses bad numbers, options and corpora", () => {
  expect(() => read("--rounds", "many")).toThrow();
  expect(() => read("--lively")).toThrow();
  expect(() => read("--corpus", "brat")).toThrow();
});
