import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { runCommand } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";

/** How each shell completes a line from the script, without a terminal. Shells that are not installed are left out. */
const SHELLS: Record<string, (script: string, words: string[]) => string> = {
  bash: (script, words) =>
    `source ${script}; COMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; _onrecord; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (script, words) =>
    `source ${script}; f() { emulate -L sh; setopt kshglob noshglob braceexpand; COMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; _onrecord; printf '%s\\n' "\${COMPREPLY[@]}"; }; f`,
  fish: (script, words) => `source ${script}; complete -C "${words.join(" ")}"`,
};

const quoted = (words: string[]) => words.map((word) => `"${word}"`).join(" ");
const isInstalled = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

const folder = openFolder();

describe.each(Object.keys(SHELLS).filter(isInstalled))("completion for %s", (shell) => {
  const script = join(folder, shell);
  beforeAll(async () => {
    writeFileSync(script, (await runCommand(["completion", shell])).output);
  });

  const complete = (line: string) => {
    const command = SHELLS[shell]?.(script, line.split(" ")) ?? "";
    const { stdout, stderr } = spawnSync(shell, ["-c", command], { cwd: folder, encoding: "utf8" });
    if (stderr !== "") throw new Error(stderr);
    // zsh itself leaves out what does not begin with the typed word.
    const typed = shell === "zsh" ? (line.split(" ").at(-1) ?? "") : "";
    return stdout
      .split("\n")
      .filter((word) => word !== "" && word.startsWith(typed))
      .sort();
  };

  test.each([
    ["onrecord im", ["import", "imports"]],
    ["onrecord imports u", ["undo"]],
    ["onrecord ba", ["backup"]],
    ["onrecord rest", ["restore"]],
    ["onrecord import new", ["news-quotations"]],
    ["onrecord export json", ["json-ld", "jsonl"]],
    ["onrecord search --topic", ["--topic", "--topic-basis"]],
    ["onrecord search harbour --topic-", ["--topic-basis"]],
    ["onrecord keys create --r", ["--role"]],
    ["onrecord seed --rem", ["--remove"]],
    ["onrecord completion z", ["zsh"]],
  ])("%s is completed", (line, expected) => {
    expect(complete(line)).toEqual(expected);
  });

  test("completion shows every command", () => {
    expect(complete("onrecord ")).toEqual(expect.arrayContaining(["check", "serve", "search", "verify", "completion"]));
  });
});

test("an unknown shell is refused with the known ones", async () => {
  const { errors, exitCode } = await runCommand(["completion", "tcsh"]);
  expect([errors, exitCode]).toEqual([expect.stringContaining("bash, zsh, fish"), 1]);
});
