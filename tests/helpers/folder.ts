import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";

/** Returns an empty folder for the tests of a file. It exists from before the first test until after the last. */
export function openFolder(): string {
  const folder = join(tmpdir(), `onrecord-test-${process.pid}-${randomBytes(6).toString("hex")}`);
  beforeAll(() => mkdir(folder));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
