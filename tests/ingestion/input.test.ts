import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { InputFile } from "../../src/formats/drafts.ts";
import { UnreadableError } from "../../src/formats/rejections.ts";
import { unbzip2 } from "../../src/ingestion/input/bzip2.ts";
import { InputPathError } from "../../src/ingestion/input/find.ts";
import { readLines } from "../../src/ingestion/input/text.ts";
import { type Inputs, openInputs } from "../../src/ingestion/input.ts";
import { checksumOf } from "../../src/ingestion/phases/fingerprint.ts";
import { packageRoot } from "../../src/packageRoot.ts";

/** 3,000 lines in three streams of bzip2, one after another, as several files are put together: 1,000 lines each. */
const BZIP2 = join(packageRoot(), "tests/fixtures/input/three-streams.txt.bz2");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-test-input-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes files below the test's folder. */
function write(files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const isText = (name: string) => name.endsWith(".txt");

async function* pipe(...chunks: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}

function open(names: readonly string[], standardInput: AsyncIterable<Buffer> = pipe()): Promise<Inputs> {
  const paths = names.map((name) => (name === "-" ? name : join(folder, name)));
  return openInputs(paths, isText, { standardInput });
}

async function openOne(name: string, content?: string | Buffer): Promise<InputFile> {
  if (content !== undefined) write({ [name]: content });
  const { files } = await open([name]);
  return files[0] as InputFile;
}

async function lines(file: InputFile): Promise<(string | null)[]> {
  const all: { number: number; text: string | null }[] = [];
  for await (const line of file.lines()) all.push(line);
  expect(all.every(({ number }, i) => number === i + 1)).toBe(true);
  return all.map(({ text }) => text);
}

const names = ({ files }: Inputs) => files.map(({ name }) => name);

describe("what is given", () => {
  test("is a file, whatever its name", async () => {
    const file = await openOne("one/notes.md", "# A\n");
    expect(file).toMatchObject({ name: "notes.md", path: join(folder, "one/notes.md") });
    expect(await file.text()).toBe("# A\n");
  });

  test("is a folder: the format's files in it, by name, hidden ones left out", async () => {
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

  test("is a pattern: what it matches, as a shell would put it in", async () => {
    write({ "three/a1.txt": "", "three/a2.md": "", "three/b/a3.txt": "", "three/[a].txt": "" });
    expect(names(await open(["three/a*"]))).toEqual(["a1.txt", "a2.md"]);
    expect(names(await open(["three/**/a?.txt"]))).toEqual(["a1.txt", "a3.txt"]);
    expect(names(await open(["three/[a].txt"]))).toEqual(["[a].txt"]);
  });

  test("may be reached in several ways and loops, and is read once", async () => {
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
  ])("is refused when it is %s", async (_, paths, message) => {
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
  ])("is kept to be read more than once, %s, and removed", async (_, standardInput) => {
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

  test("that breaks off, or comes beside what is refused, leaves nothing behind", async () => {
    const before = spools();
    async function* broken() {
      yield Buffer.from("one");
      throw Object.assign(new Error("write failed"), { code: "ENOSPC" });
    }
    await expect(open(["-"], broken())).rejects.toThrow(/“-” .*the disk is full/);
    await expect(open(["-", "nothing.txt"], pipe("one"))).rejects.toThrow(InputPathError);
    expect(spools()).toEqual(before);
  });

  test("may come as a named pipe", async () => {
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

describe("compressed files", () => {
  const whole = Array.from({ length: 3 }, () => Array.from({ length: 1_000 }, (_, i) => `line ${i}`)).flat();

  test("of gzip are read, several parts too", async () => {
    const parts = Buffer.concat([gzipSync("one\nt"), gzipSync("wo\n")]);
    expect(await lines(await openOne("gz/parts.txt.gz", parts))).toEqual(["one", "two"]);
  });

  test("of bzip2 are read, several streams too, in pieces of any size", async () => {
    const { files } = await openInputs([BZIP2], isText, { standardInput: pipe() });
    expect(files[0]?.name).toBe("three-streams.txt");
    expect(await lines(files[0] as InputFile)).toEqual(whole);
    const bytes = readFileSync(BZIP2);
    for (const size of [1, 7, 1_000]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect((await collect(unbzip2(pipe(...pieces)))).toString()).toBe(`${whole.join("\n")}\n`);
    }
  });

  test("of bzip2 that are cut off anywhere are unreadable", async () => {
    const bytes = readFileSync(BZIP2);
    const ends = streamEnds(bytes);
    expect(ends).toHaveLength(3);
    for (let length = 0; length < bytes.length; length += length < 60 ? 1 : 41) {
      const reading = collect(unbzip2(pipe(bytes.subarray(0, length))));
      // Two whole streams are a whole file.
      if (!ends.includes(length)) await expect(reading).rejects.toThrow(/bzip2 file is cut off/);
    }
  });

  test("of bzip2 that are damaged are unreadable, unless it changes no byte of the text", async () => {
    const bytes = readFileSync(BZIP2);
    const outcomes = new Set<string>();
    for (let at = 0; at < bytes.length; at += 25) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] as number) ^ 0x10;
      const text = await collect(unbzip2(pipe(damaged))).catch((error: unknown) => error);
      outcomes.add(text instanceof Buffer ? text.toString() : (text as Error).name);
    }
    expect([...outcomes].sort()).toEqual(["UnreadableError", `${whole.join("\n")}\n`].sort());
  });

  test.each([
    ["cut off", gzipSync("one\n".repeat(10_000)).subarray(0, 60), /gzip file is cut off/],
    ["empty", Buffer.alloc(0), /gzip file is cut off/],
    ["none", Buffer.from("one\n"), /file is damaged, or not in gzip format/],
    ["damaged", Buffer.concat([gzipSync("one\n").subarray(0, -8), Buffer.alloc(8, 1)]), /file is damaged/],
  ])("of gzip that are %s are unreadable", async (name, bytes, message) => {
    const file = await openOne(`gz/${name}.txt.gz`, bytes);
    await expect(lines(file)).rejects.toThrow(UnreadableError);
    await expect(file.text()).rejects.toThrow(message);
    await expect(checksumOf(file)).rejects.toThrow(message);
  });

  test("a line of 200 MB is never held", async () => {
    const content = Buffer.concat([Buffer.alloc(200_000_000, "x"), Buffer.from("\nlast")]);
    const file = await openOne("gz/long.txt.gz", gzipSync(content, { level: 1 }));
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    async function* watched() {
      for await (const chunk of file.bytes()) {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    }
    const read: (string | null)[] = [];
    for await (const { text } of readLines(watched())) read.push(text);
    expect(read).toEqual([null, "last"]);
    expect(peak).toBeLessThan(100_000_000);
    await expect(file.text()).rejects.toMatchObject({ code: "TOO_LARGE", message: expect.stringMatching(/64 MB/) });
  });
});

describe("text", () => {
  test("is UTF-8 without its byte order mark, with lines that end in LF or CR LF", async () => {
    const file = await openOne("text/a.txt", "\ufeffone\r\nÄ \ud83d\ude00\n\n\rlast");
    expect(await file.text()).toBe("one\r\nÄ \ud83d\ude00\n\n\rlast");
    expect(await lines(file)).toEqual(["one", "Ä \ud83d\ude00", "", "\rlast"]);
    expect(await lines(await openOne("text/empty.txt", ""))).toEqual([]);
    expect(await lines(await openOne("text/end.txt", "\n"))).toEqual([""]);
  });

  test.each([
    ["UTF-16 with a mark", Buffer.from("\ufeffone\n", "utf16le"), /UTF-16.*iconv -f UTF-16LE -t UTF-8/],
    ["UTF-16, the other way round", Buffer.from("\ufeffone\n", "utf16le").swap16(), /iconv -f UTF-16BE/],
    ["UTF-16 without a mark", Buffer.from("one\n", "utf16le"), /iconv -f UTF-16LE/],
    ["Latin-1", Buffer.from("Zürich, Gemüse, Fräulein\n", "latin1"), /looks like Latin-1.*iconv -f WINDOWS-1252/],
    ["Windows-1252", Buffer.from("a \x93quotation\x94\n", "latin1"), /looks like Latin-1 \(Windows-1252\)/],
    ["Windows-1251", Buffer.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0, 0x0a]), /such as Windows-1251/],
    ["damaged UTF-8", Buffer.concat([Buffer.from("Zürich "), Buffer.from([0xc3, 0x28])]), /invalid bytes/],
    ["a spreadsheet's own", Buffer.from("PK\x03\x04\x14\0"), /zip archive, like a spreadsheet.*CSV UTF-8/],
    ["an old Office document's", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old Office document/],
    ["gzip", gzipSync("one"), /name that ends in \.gz/],
    ["bzip2", Buffer.from("BZh91AY&SY\0"), /name that ends in \.bz2/],
  ])("in another encoding is unreadable, with what helps: %s", async (name, bytes, message) => {
    const file = await openOne(`text/${name}.txt`, bytes);
    await expect(lines(file)).rejects.toThrow(UnreadableError);
    await expect(lines(file)).rejects.toThrow(message);
    await expect(file.text()).rejects.toThrow(message);
  });

  test("names the line that is not in UTF-8, and gives those before it", async () => {
    const file = await openOne(
      "text/late.txt",
      Buffer.concat([Buffer.from("Zürich\ntwo\n"), Buffer.from("Z\xfcrich\n", "latin1")]),
    );
    const read: (string | null)[] = [];
    const reading = (async () => {
      for await (const { text } of file.lines()) read.push(text);
    })();
    await expect(reading).rejects.toThrow(/^Line 3 is not in UTF-8/);
    expect(read).toEqual(["Zürich", "two"]);
  });

  test("of a file that is gone by then is unreadable", async () => {
    const file = await openOne("text/gone.txt", "one");
    rmSync(join(folder, "text/gone.txt"));
    await expect(file.text()).rejects.toThrow(UnreadableError);
    await expect(file.text()).rejects.toThrow(/it does not exist/);
  });
});

describe("beside a file", () => {
  test("others are found, compressed ones too", async () => {
    write({
      "beside/a/x.txt": "x",
      "beside/a/x.ann": "",
      "beside/meta.tsv.gz": gzipSync("meta"),
      "beside/a/dir.txt/y": "",
    });
    const { files } = await open(["beside"]);
    const file = files[0] as InputFile;
    expect(file.name).toBe("a/x.txt");
    expect(await (await file.beside("../meta.tsv"))?.text()).toBe("meta");
    expect(await file.beside("../meta.tsv")).toMatchObject({
      name: "meta.tsv",
      path: join(folder, "beside/meta.tsv.gz"),
    });
    expect(await file.beside("x.ann")).toMatchObject({ name: "a/x.ann" });
    expect([await file.beside("y.ann"), await file.beside("dir.txt")]).toEqual([null, null]);
    expect([await file.namesIn("."), await file.namesIn(".."), await file.namesIn("z")]).toEqual([
      ["x.ann", "x.txt"],
      ["meta.tsv"],
      [],
    ]);
    const alone = await openOne("beside/a/x.txt");
    expect(await alone.beside("../meta.tsv")).toMatchObject({ name: "meta.tsv" });
  });
});

describe("sha256", () => {
  test("is that of the decompressed bytes, and changes with a companion", async () => {
    const plain = await openOne("sum/a.txt", "one\n");
    const packed = await openOne("sum/b.txt.gz", gzipSync("one\n"));
    expect(await checksumOf(plain)).toBe(createHash("sha256").update("one\n").digest("hex"));
    expect(await checksumOf(packed)).toBe(await checksumOf(plain));
    const together = await checksumOf(plain, [packed]);
    write({ "sum/b.txt.gz": gzipSync("two\n") });
    expect(await checksumOf(plain, [packed])).not.toBe(together);
    const sums = execFileSync("sh", ["-c", "sha256sum a.txt; gunzip -c b.txt.gz | sha256sum | sed s/-/b.txt/"], {
      cwd: join(folder, "sum"),
    });
    expect(await checksumOf(plain, [packed])).toBe(createHash("sha256").update(sums).digest("hex"));
  });
});

describe("progress", () => {
  test("counts the bytes on the disk of all files, and again when a file is read again", async () => {
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

async function collect(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Where the streams of a bzip2 file end: before each head of one, and at the end. */
function streamEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf("BZh11AY&SY", 1, "latin1"); at >= 0; at = bytes.indexOf("BZh11AY&SY", at + 1, "latin1"))
    ends.push(at);
  return [...ends, bytes.length];
}
