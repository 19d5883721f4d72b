import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { findBinaries, linkLibraries, runProgram } from "../../src/embedded/binaries.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";

describe("linkLibraries", () => {
  let root: string;
  beforeEach(async () => {
    root = await temporaryFolder();
    await mkdir(join(root, "native", "lib"), { recursive: true });
    await writeFile(join(root, "native", "lib", "libgreeting.so.1.2"), "hello");
    const link = { source: "native/lib/libgreeting.so.1.2", target: "native/lib/libgreeting.so.1" };
    await writeFile(join(root, "native", "pg-symlinks.json"), JSON.stringify([link]));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  test("linkLibraries makes the links that npm has not made, with the package's own script", async () => {
    const { folder } = await findBinaries();
    const platformPackage = dirname(dirname(folder));
    await cp(join(platformPackage, "scripts"), join(root, "scripts"), { recursive: true });
    await cp(join(platformPackage, "package.json"), join(root, "package.json"));
    await linkLibraries(root);
    expect(await readFile(join(root, "native", "lib", "libgreeting.so.1"), "utf8")).toBe("hello");
    // The second call has nothing to do, so it does not even need the script.
    await rm(join(root, "scripts"), { recursive: true });
    await linkLibraries(root);
  });

  test("linkLibraries says what is wrong if the links cannot be made", async () => {
    await mkdir(join(root, "scripts"));
    await writeFile(join(root, "scripts", "hydrate-symlinks.js"), "");
    await expect(linkLibraries(root)).rejects.toThrow(`check that ${root} is writable`);
  });
});

describe("runProgram", () => {
  test("runProgram returns what the program writes, and its own words if it fails", async () => {
    const binaries = await findBinaries();
    expect(await runProgram(binaries, "postgres", ["--version"])).toMatch(/^postgres \(PostgreSQL\) 18\./);
    await expect(runProgram(binaries, "pg_ctl", ["status", "--pgdata", "/nowhere"])).rejects.toThrow(
      'pg_ctl failed: pg_ctl: directory "/nowhere" does not exist',
    );
  });
});
