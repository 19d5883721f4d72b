import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { lineSchema } from "../../../src/formats/jsonl/schema.ts";
import { packageRoot } from "../../../src/packageRoot.ts";

const read = (path: string) => readFileSync(join(packageRoot(), path), "utf8");

test("the committed schema is the one that validates; scripts/jsonlSchema.js writes it", () => {
  expect(JSON.parse(read("docs/import/jsonl.schema.json"))).toEqual(JSON.parse(JSON.stringify(lineSchema())));
});

test("the committed schema accepts every line of the example and refuses others", () => {
  const validate = new Ajv2020({ strict: false }).compile(lineSchema());
  const lines = read("tests/fixtures/jsonl/harbour.jsonl").trimEnd().split("\n");
  for (const line of lines) expect([line, validate(JSON.parse(line))]).toEqual([line, true]);
  for (const line of [{}, { source: { name: "Sandholm Post" } }, { source: {}, topic: {} }, { statement: {} }])
    expect([line, validate(line)]).toEqual([line, false]);
});
