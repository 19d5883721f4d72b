import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { InputFile } from "../../src/formats/drafts.ts";
import { InputPathError } from "../../src/ingestion/input/find.ts";
import type { Inputs } from "../../src/ingestion/input.ts";
import { checksumOf } from "../../src/ingestion/phases/fingerprint.ts";
import { folder, lines, open, openOne, pipe, write } from "./inputFolder.ts";

const names = ({ files }: Inputs) => files.map(({ name }) => name);

describe("what is given", () => {
  test("an input may be a file, whatever its name", async () => {
    const file = await openOne("one/notes.md", "# A\n");
    expect(file).toMatchObject({ name: "notes.md", path: join(folder, "one/notes.md") });
    expect(await file.text()).toBe("# A\n");
  });

  test("an input may be a folder, of which the format's files are read by name, but no hidden ones", async () => {
    write({
      "two/b.txt": "",
      "two/a/z.txt.gz": gzipSync(""),
      "two/a/B.txt": "",
      "two/c.md": "",
      "two/.git/x.txt": "",
      "two/._b.txt": "",
    });
    expect(names(await open(["two"]))).toEqual(["a/B.txt", "a/z.txt", "b.txt"]);
  });

  test("an input may be a pattern, which means what it means in a shell", async () => {
    write({ "three/a1.txt": "", "three/a2.md": "", "three/b/a3.txt": "", "three/[a].txt": "" });
    expect(names(await open(["three/a*"]))).toEqual(["a1.txt", "a2.md"]);
    expect(names(await open(["three/**/a?.txt"]))).toEqual(["a1.txt", "a3.txt"]);
    expect(names(await open(["three/[a].txt"]))).toEqual(["[a].txt"]);
  });

  test("an input that is reached in several ways and through loops is read once", async () => {
    write({ "four/a/one.txt": "1", "four/b/two.txt": "2" });
    symlinkSync("..", join(folder, "four/a/loop"));
    symlinkSync("../b", join(folder, "four/a/other"));
    symlinkSync("nowhere", join(folder, "four/dangling.txt"));
    symlinkSync("itself", join(folder, "four/itself"));
    expect(names(await open(["four"]))).toEqual(["a/one.txt", "a/other/two.txt"]);
    expect(names(await open(["four/a/one.txt", "four/a/one.txt", "four/**/*.txt"]))).toEqual(["one.txt", "two.txt"]);
  });

  test.each([
    ["a path to nothing", ["nothing.txt"], /no file or folder “.*nothing\.txt”/],
    ["a pattern that matches nothing", ["nothing*"], /No file matches/],
    ["a folder without a file of the format", ["five"], /The folder “.*five” contains no file of this format/],
    ["two files of one name", ["five/a.md", "five/b/a.md"], /have the same name “a.md”.*folder that contains both/],
    ["a file and its compressed copy", ["six"], /have the same name “a.txt”/],
  ])("an input is refused if it is %s", async (_, paths, message) => {
    write({ "five/a.md": "", "five/b/a.md": "", "six/a.txt": "", "six/a.txt.gz": gzipSync("") });
    const opening = open(paths);
    await expect(opening).rejects.toThrow(InputPathError);
    await expect(opening).rejects.toThrow(message);
  });
});

describe("standard input", () => {
  const spools = () => readdirSync(tmpdir()).filter((name) => name.startsWith("onrecord-input-"));

  test.each([
    ["as it is", pipe("one\n", "two\n")],
    ["with gzip", pipe(gzipSync("one\ntwo\n"))],
  ])("standard input is kept to be read more than once, %s, and removed", async (_, standardInput) => {
    const before = spools();
    const inputs = await open(["-"], standardInput);
    const file = inputs.files[0] as InputFile;
    expect(file).toMatchObject({ path: "-", name: "standard-input" });
    expect(await checksumOf(file)).toBe(createHash("sha256").update("one\ntwo\n").digest("hex"));
    expect(await lines(file)).toEqual(["one", "two"]);
    expect([await file.beside("input"), await file.namesIn(".")]).toEqual([null, []]);
    await inputs.close();
    expect(spools()).toEqual(before);
  });

  test("standard input leaves nothing behind if it breaks off or other inputs are refused", async () => {
    const before = spools();
    async function* broken() {
      yield Buffer.from("one");
      throw Object.assign(new Error("write failed"), { code: "ENOSPC" });
    }
    await expect(open(["-"], broken())).rejects.toThrow(/“-” .*the disk is full/);
    await expect(open(["-", "nothing.txt"], pipe("one"))).rejects.toThrow(InputPathError);
    expect(spools()).toEqual(before);
  });

  test("standard input may come from a named pipe", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const [inputs] = await Promise.all([
      open(["pipe"]),
      import("node:fs/promises").then((fs) => fs.writeFile(path, "one\n")),
    ]);
    const file = inputs.files[0] as InputFile;
    expect([await file.text(), await file.text(), file.path]).toEqual(["one\n", "one\n", path]);
    await inputs.close();
  });
});

describe("progress", () => {
  test("the progress counts the bytes of all files on the disk, and again when a file is read again", async () => {
    const packed = gzipSync("one\n".repeat(100_000));
    write({ "progress/a.txt.gz": packed, "progress/b.txt": "x".repeat(200_000) });
    const inputs = await open(["progress"]);
    const [first, second] = inputs.files as [InputFile, InputFile];
    const total = packed.length + 200_000;
    expect(inputs.progress()).toEqual({ read: 0, total });
    await checksumOf(first);
    expect(inputs.progress()).toEqual({ read: packed.length, total });
    await lines(first);
    expect(inputs.progress()).toEqual({ read: packed.length, total });
    for await (const _ of second.bytes()) break;
    expect(inputs.progress()).toEqual({ read: packed.length + 65_536, total });
  });
});
