import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { InputFile } from "../../../src/formats/drafts.ts";
import { folder, open, openOne, write } from "../inputFolder.ts";

describe("beside a file", () => {
  test("a file finds its companions, compressed ones too", async () => {
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
