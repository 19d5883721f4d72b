import { beforeAll, expect, test } from "@jest/globals";
import { originOf } from "../../src/archive/origins.ts";
import type { Asserter } from "../../src/document/asserter.ts";
import { beginImport, noteProgress } from "../../src/record/importRuns.ts";
import { record } from "../../src/record/record.ts";
import { openApi } from "../helpers/api.ts";
import { article, source, statement } from "../helpers/factories.ts";

const FILE = { name: "corpus/one.csv", path: "/home/jo/corpus/one.csv", sha256: "a1".repeat(32) };
const UNFINISHED = { name: "two.csv", path: "two.csv", sha256: "b2".repeat(32) };
const EDITOR: Asserter = { kind: "PERSON", name: "Jo Lund" };

const document = (...texts: string[]) => ({
  sources: [source("Sandholm Post")],
  articles: [
    article(
      "one",
      texts.map((text) => statement(text)),
    ),
  ],
});

const api = openApi();
beforeAll(async () => {
  const importId = await beginImport(api.database, "csv", {});
  for (const [file, isFinished, texts] of [
    [FILE, true, ["both", "one"]],
    [UNFINISHED, false, ["both", "two"]],
  ] as const) {
    const { originId } = await record(api.database, document(...texts), originOf("csv", file));
    await noteProgress(api.database, file, { importId, originId, piecesDone: 1, isFinished }, {});
  }
  await record(api.database, document("both"), EDITOR);
});

const origin = "kind name version format file checksum importedAt";
const one = {
  kind: "IMPORT",
  name: "csv corpus/one.csv",
  version: FILE.sha256,
  format: "csv",
  file: "corpus/one.csv",
  checksum: FILE.sha256,
  importedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
};
const two = {
  kind: "IMPORT",
  name: "csv two.csv",
  version: UNFINISHED.sha256,
  format: "csv",
  file: "two.csv",
  checksum: UNFINISHED.sha256,
  importedAt: null,
};
const editor = {
  kind: "PERSON",
  name: "Jo Lund",
  version: "",
  format: null,
  file: null,
  checksum: null,
  importedAt: null,
};

test("an origin shows its file without its folder, and a printing all who assert it", async () => {
  const { statements } = await api.ask(`{
    statements { nodes { text assertedBy { ${origin} } firstAppearance { assertedBy { ${origin} } asserters { ${origin} } } } }
  }`);
  const byText = new Map(statements.nodes.map(({ text, ...rest }: { text: string }) => [text, rest]));
  const by = (asserted: object, asserters: object[]) => ({
    assertedBy: asserted,
    firstAppearance: { assertedBy: asserted, asserters },
  });
  expect(byText.get("both")).toEqual(by(one, [one, two, editor]));
  expect(byText.get("one")).toEqual(by(one, [one]));
  expect(byText.get("two")).toEqual(by(two, [two]));
});

test("the origins of a page take one SQL statement, and so do its asserters", async () => {
  const names = await api.countSql(
    "{ statements { nodes { assertedBy { file } firstAppearance { assertedBy { checksum } asserters { name importedAt } } } } }",
  );
  expect([...names].sort()).toEqual(["origins.byId", "origins.ofAppearances", "statements.list"]);
});
