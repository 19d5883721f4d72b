import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { CHECKOUT } from "../helpers/child.ts";

const { FIGURES, growthOf } = await import(join(CHECKOUT, "scripts/growth.js"));
const memory = FIGURES["resident memory, MB"];

test.each([
  ["stays level", (i: number) => 200 + (i % 5), false],
  ["grows only while caches fill", (i: number) => Math.min(300, 100 + 20 * i), false],
  ["jumps once", (i: number) => (i === 35 ? 900 : 200), false],
  ["leaks", (i: number) => 200 + 2 * i, true],
  ["falls", (i: number) => 400 - 5 * i, false],
])("memory that %s is told apart from a leak", (_how, at, grew) => {
  expect(
    growthOf(
      Array.from({ length: 40 }, (_, i) => at(i)),
      memory,
    ),
  ).toMatchObject({ grew });
});

test("a short soak does every deed without a fault of the server, and prints both figures", () => {
  const loader = join(CHECKOUT, "tests/helpers/typescript.mjs");
  const words = [join(CHECKOUT, "scripts/soak.js"), "--seconds", "5", "--clients", "4", "--loader", loader];
  const { stdout, status } = spawnSync(process.execPath, words, { encoding: "utf8" });
  // The memory of a server that has just started grows: only the faults count here.
  expect([0, 1]).toContain(status);
  expect(stdout).not.toContain("FAULT");
  for (const part of [
    "page: 200",
    "edit: ",
    "given up: ",
    "follower: left",
    "resident memory, MB: ",
    "event-loop delay",
  ])
    expect(stdout).toContain(part);
});
