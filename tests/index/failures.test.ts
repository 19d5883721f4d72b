import { expect, test } from "@jest/globals";
import { ConfigError } from "../../src/config.ts";
import { explainFailure } from "../../src/index/failures.ts";
import { MigrationError } from "../../src/migrate.ts";

const withFields = (message: string, fields: object) => Object.assign(new Error(message), fields);

test.each<[string, unknown, string | RegExp]>([
  [
    "a port that is taken",
    withFields("x", { code: "EADDRINUSE", syscall: "listen", port: 4000 }),
    /port 4000.*set PORT/,
  ],
  [
    "a data folder that is a file",
    withFields("x", { code: "EEXIST", syscall: "mkdir", path: "/a" }),
    /\/a.*ONRECORD_DATA/,
  ],
  [
    "a database with other tables",
    new MigrationError("P3005 The database schema is not empty."),
    /give OnRecord an empty one/,
  ],
  ["another failure of a migration", new MigrationError("Migration x failed."), "Migration x failed."],
  ["a database without tables", withFields("x", { code: "42P01" }), /onrecord migrate/],
  [
    "a server that is not there",
    withFields("connect ECONNREFUSED", { code: "ECONNREFUSED" }),
    /cannot be reached: connect/,
  ],
  [
    "a wrong password",
    withFields("password authentication failed", { code: "28P01" }),
    /^The database reported an error: password/,
  ],
  [
    "what PostgreSQL says through Prisma's driver",
    withFields("could not write: No space left on device", { name: "DriverAdapterError" }),
    "The database reported an error: could not write: No space left on device",
  ],
  ["what we say ourselves", new Error("Run OnRecord as that user."), "Run OnRecord as that user."],
])("a failure is explained in a line: %s", (_what, error, told) => {
  const { text, exitCode } = explainFailure(error);
  expect(text).toEqual(typeof told === "string" ? told : expect.stringMatching(told));
  expect(text).not.toContain("\n");
  expect(exitCode).toBe(1);
});

test("a bad configuration exits with 78", () => {
  expect(explainFailure(new ConfigError(["PORT must be a number"]))).toMatchObject({ exitCode: 78 });
});

test("an unforeseen failure keeps its stack", () => {
  expect(explainFailure(new TypeError("x is not a function")).text).toContain("failures.test.ts");
});
