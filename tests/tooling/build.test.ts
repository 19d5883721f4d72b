import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

/**
 * A checkout of two files with one step that copies one to the other. The code that decides about the real steps runs
 * it.
 */
const scripts = join(import.meta.dirname, "../../scripts");
const step = `
import { copyFileSync, mkdirSync } from "node:fs";
import { bringUpToDate } from "./stamps.js";

await bringUpToDate({
  stamp: "dist/.stamp",
  tools: ["tools"],
  inputs: ["src"],
  outputs: ["dist"],
  run(mayTrust) {
    console.log(mayTrust ? "built on the last one" : "built anew");
    mkdirSync("dist", { recursive: true });
    copyFileSync("src/input", "dist/output");
    if (process.argv[2] === "interrupted") process.kill(process.pid, "SIGKILL");
  },
});
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-build-"));
  for (const name of ["scripts", "src", "tools"]) mkdirSync(join(folder, name));
  for (const name of ["stamps.js", "programs.js"]) copyFileSync(join(scripts, name), join(folder, "scripts", name));
  put("package.json", '{ "type": "module" }');
  put("scripts/step.js", step);
  put("src/input", "first");
  put("tools/compiler", "1.0.0");
  build();
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

/** Returns what the step printed: nothing if it was not run. */
function build({ words = [], before = [] }: { words?: string[]; before?: string[] } = {}): string {
  const command = [...before, join(folder, "scripts/step.js"), ...words];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trim();
}

test("the build does not build again what is built", () => {
  expect(build()).toBe("");
  rmSync(join(folder, "dist"), { recursive: true });
  expect(build()).toBe("built anew");
  expect(build()).toBe("");
});

test("the build compiles an input that is changed, added or removed, on top of the last build", () => {
  put("src/input", "second");
  expect(build()).toBe("built on the last one");
  expect(readFileSync(join(folder, "dist/output"), "utf8")).toBe("second");
  put("src/another", "");
  expect(build()).toBe("built on the last one");
  rmSync(join(folder, "src/another"));
  expect(build()).toBe("built on the last one");
  expect(build()).toBe("");
});

test("the build ignores an input that was written again unchanged", () => {
  put("src/input", "first");
  utimesSync(join(folder, "src/input"), new Date(0), new Date(0));
  expect(build()).toBe("");
});

test("the build starts anew if an output is missing or somebody else wrote it", () => {
  rmSync(join(folder, "dist/output"));
  expect(build()).toBe("built anew");
  put("dist/output", "wrong!");
  expect(build()).toBe("built anew");
  put("dist/leftover", "");
  expect(build()).toBe("built anew");
});

test("the build starts anew with another tool or another Node", () => {
  put("tools/compiler", "2.0.0");
  expect(build()).toBe("built anew");
  const script = 'Object.defineProperty(process, "version", { value: "v99.0.0" })';
  const before = ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
  expect(build({ before })).toBe("built anew");
  expect(build()).toBe("built anew");
});

test("the build starts anew after an interruption, even if all outputs exist", () => {
  put("src/input", "second");
  expect(build({ words: ["interrupted"] })).toBe("built on the last one");
  expect(build()).toBe("built anew");
  expect(build()).toBe("");
});
