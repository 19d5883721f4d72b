import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { InputFile } from "../../../src/formats/drafts.ts";
import { UnreadableError } from "../../../src/formats/rejections.ts";
import { unbzip2 } from "../../../src/ingestion/input/bzip2.ts";
import { readLines } from "../../../src/ingestion/input/text.ts";
import { openInputs } from "../../../src/ingestion/input.ts";
import { checksumOf } from "../../../src/ingestion/phases/fingerprint.ts";
import { packageRoot } from "../../../src/packageRoot.ts";
import { keptMemory } from "../../helpers/keptMemory.ts";
import { isText, lines, openOne, pipe } from "../inputFolder.ts";

/** 3,000 lines in three streams of bzip2, one after another, as several files are put together: 1,000 lines each. */
const BZIP2 = join(packageRoot(), "tests/fixtures/input/three-streams.txt.bz2");

describe("compressed files", () => {
  const whole = Array.from({ length: 3 }, () => Array.from({ length: 1_000 }, (_, i) => `line ${i}`)).flat();

  test("gzip is read, several parts too", async () => {
    const parts = Buffer.concat([gzipSync("one\nt"), gzipSync("wo\n")]);
    expect(await lines(await openOne("gz/parts.txt.gz", parts))).toEqual(["one", "two"]);
  });

  test("bzip2 is read, several streams too, in pieces of any size", async () => {
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

  test("bzip2 that is cut off anywhere is unreadable", async () => {
    const bytes = readFileSync(BZIP2);
    const ends = streamEnds(bytes);
    expect(ends).toHaveLength(3);
    for (let length = 0; length < bytes.length; length += length < 60 ? 1 : 41) {
      const reading = collect(unbzip2(pipe(bytes.subarray(0, length))));
      // Two whole streams are a whole file.
      if (!ends.includes(length)) await expect(reading).rejects.toThrow(/bzip2 file is cut off/);
    }
  });

  test("bzip2 that is damaged is unreadable unless its text is the same", async () => {
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
  ])("gzip that is %s is unreadable", async (name, bytes, message) => {
    const file = await openOne(`gz/${name}.txt.gz`, bytes);
    await expect(lines(file)).rejects.toThrow(UnreadableError);
    await expect(file.text()).rejects.toThrow(message);
    await expect(checksumOf(file)).rejects.toThrow(message);
  });

  test("a line of 200 MB is never held in memory", async () => {
    const content = Buffer.concat([Buffer.alloc(200_000_000, "x"), Buffer.from("\nlast")]);
    const file = await openOne("gz/long.txt.gz", gzipSync(content, { level: 1 }));
    const before = keptMemory();
    let peak = 0;
    let chunks = 0;
    async function* watched() {
      for await (const chunk of file.bytes()) {
        chunks += 1;
        if (chunks % 100 === 0) peak = Math.max(peak, keptMemory() - before);
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
