import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { checksumOf } from "../../../src/ingestion/phases/fingerprint.ts";
import { folder, openOne, write } from "../inputFolder.ts";

describe("sha256", () => {
  test("a file's sha256 is that of its decompressed bytes and changes with a companion", async () => {
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
