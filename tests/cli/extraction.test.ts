import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { runCommand } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";

const archive = openArchive();
const folder = openFolder();
const onrecord = (words: string[], input = "") => runCommand(words, { input });
const ARTICLE = "Bridge to stay shut\n\n“We will not gamble with people’s lives,” Mayor Lena Orlov told reporters.\n";

function write(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("onrecord extract --record", () => {
  test("texts and pages are recorded as `onrecord import` does, and both print their report", async () => {
    const environment = { DATABASE_URL: archive.url };
    const paths = ["tests/fixtures/text", "tests/fixtures/html"].map((path) => join(CHECKOUT, path));
    const first = await runCommand(["extract", ...paths, "--record"], { environment });
    expect([first.exitCode, first.output.match(/^ +\d+ proposals in \d+ files?$/gm)]).toEqual([
      0,
      ["           6 proposals in 2 files", "           4 proposals in 1 file"],
    ]);
    const again = await runCommand(["import", "text", paths[0] as string], { environment });
    expect([again.exitCode, again.output]).toEqual([0, expect.stringMatching(/ 6 unchanged\n.*Nothing was new\./s)]);
  });

  test("options about recording need --record", async () => {
    const { errors, exitCode } = await onrecord(["extract", write("bridge.txt", ARTICLE), "--keep-body"]);
    expect([exitCode, errors]).toEqual([2, expect.stringContaining("add --record")]);
  });
});

describe("onrecord extract", () => {
  test("a page's article is read, and its text is given for the places; a header is no text", async () => {
    const page = await onrecord(["extract", join(CHECKOUT, "tests/fixtures/html/bridge.html"), "--json"]);
    const { text, proposals } = JSON.parse(page.output);
    const { start, end } = proposals.at(-1).content[0];
    expect([...text].slice(start, end).join("")).toContain("to publish the report");
    const path = join(CHECKOUT, "tests/fixtures/text/bridge.txt");
    const plain = await onrecord(["extract", path, "--json"]);
    const last = JSON.parse(plain.output).proposals.at(-1);
    const words = [...readFileSync(path, "utf8")].slice(last.content[0].start, last.content[0].end).join("");
    expect(words).toContain("to publish the report");
  });

  test("a file's proposals are printed with their score and speaker", async () => {
    const { output, errors, exitCode } = await onrecord(["extract", write("bridge.txt", ARTICLE)]);
    expect({ errors, exitCode }).toEqual({ errors: "", exitCode: 0 });
    expect(output).toMatch(
      /^bridge\.txt: 1 proposal \(en\)\n {2}0\.\d\d {2}Lena Orlov \(“Mayor Lena Orlov”\): “We will not gamble with people’s lives”\n$/,
    );
  });

  test("standard input is read, and --json prints a line that programs read", async () => {
    const { output, exitCode } = await onrecord(["extract", "-", "--json", "--rules"], ARTICLE);
    expect([JSON.parse(output), exitCode]).toEqual([
      {
        file: "standard-input",
        language: "en",
        extractor: "rules@1",
        proposals: [expect.objectContaining({ kind: "DIRECT", mention: "Mayor Lena Orlov" })],
      },
      0,
    ]);
  });

  test("a folder's files are printed in their order, also by several threads, and what cannot be read is named", async () => {
    const many = join(folder, "many");
    mkdirSync(many);
    for (let i = 100; i < 220; i += 1) writeFileSync(join(many, `${i}.txt`), ARTICLE);
    writeFileSync(join(many, "broken.txt.gz"), gzipSync(ARTICLE).subarray(0, 40));
    const { output, errors, exitCode } = await onrecord(["extract", many, "--json", "--threads", "2"]);
    const files = output
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { file: string }).file);
    expect(files).toEqual([...files].sort());
    expect([files.length, exitCode]).toEqual([120, 1]);
    expect(errors).toMatch(/broken\.txt\.gz: /);
  });

  test("another language is named, with what is done for it", async () => {
    const text =
      "Bürgermeisterin Lena Orlov: „Die alte Brücke gehört allen Menschen in dieser Stadt.“ Der Rat stimmte am Dienstag zu, und die Fähre fährt wieder.";
    const { output, errors } = await onrecord(["extract", write("bruecke.txt", text)]);
    expect(output).toMatch(/^bruecke\.txt: 1 proposal \(de\)\n.*Lena Orlov/);
    expect(errors).toBe("There is no model for de: only quotations with a speaker beside them are proposed.\n");
  });

  test.each<[string, string[], RegExp]>([
    ["a file that does not exist", ["nowhere.txt"], /no file or folder “nowhere\.txt”/],
    ["a score above 1", ["-", "--min-score", "2"], /Not a number from 0 to 1/],
    ["a model that does not exist", ["-", "--model", "nowhere.model"], /nowhere\.model cannot be read.*--rules/],
    ["a model that is none", ["-", "--model", join(CHECKOUT, "README.md")], /not an extraction model.*onrecord train/],
    ["a language that is none", ["-", "--language", "?"], /Not a language tag/],
    ["no thread", ["-", "--threads", "0"], /whole number from 1/],
  ])("%s is refused with exit code 2", async (_fault, words, message) => {
    const { output, errors, exitCode } = await onrecord(["extract", ...words], ARTICLE);
    expect([output, exitCode]).toEqual(["", 2]);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/\n\s+at /);
  });
});

const SMALL = ["--models", "1", "--synthetic", "2", "--epochs", "1"];
const MARKED =
  "Bridge news\n“{q|We will stay here,}” {s|Lena Orlov} {c|said} on Tuesday.\n{s|Peter Velk} {c|said} {q|that the bridge would be sold}.\n=====\nPier news\n{s|Velk} {c|added} {q|that it rained}.\n“We will not leave this pier,” a sign read.\n";

describe("onrecord train and evaluate", () => {
  test("suspicious annotations are named with their place, and --check trains nothing", async () => {
    const { output, errors, exitCode } = await onrecord([
      "train",
      write("marked.txt", MARKED),
      "--out",
      join(folder, "no.model"),
      "--check",
    ]);
    expect([output, exitCode]).toEqual(["", 0]);
    expect(errors).toBe(
      "marked.txt#1, character 39: a quotation in no content: “We will not leave this pier,”\n2 articles with 3 attributions; 1 suspicious annotation.\n",
    );
  });

  test("the same articles and seed give the same file, which extracts and is measured", async () => {
    const marked = write("marked.txt", MARKED);
    const [one, two] = [join(folder, "one.model"), join(folder, "two.model")];
    const { errors, exitCode } = await onrecord(["train", marked, "--out", one, ...SMALL]);
    expect([exitCode, errors]).toEqual([
      0,
      expect.stringMatching(/Calibrated on [\d,]+ candidates?: .*\nWrote .*one\.model: [\d,]+ bytes, custom@1\.\n$/),
    ]);
    await onrecord(["train", marked, "--out", two, ...SMALL]);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
    const { output } = await onrecord(["evaluate", marked, "--model", one, "--json", "--min-score", "0.1"]);
    expect(JSON.parse(output)).toMatchObject({
      extractor: "custom@1",
      articles: 2,
      attributions: 3,
      direct: { f: expect.any(Number) },
      contentAndSource: { f: expect.any(Number) },
    });
  });

  test.each([
    ["brat", "tests/fixtures/brat"],
    ["marked-up text", "tests/fixtures/extraction/held-out.txt"],
  ])("%s is measured, and the table names the measures", async (_form, path) => {
    const { output, errors, exitCode } = await onrecord(["evaluate", path, "--rules"]);
    expect([errors, exitCode]).toEqual(["", 0]);
    expect(output).toMatch(
      /^rules on \d+ articles[\s\S]*direct quotations[\s\S]*content and source[\s\S]*articles a second and core\n$/,
    );
  });

  test.each<[string, string, RegExp]>([
    ["a folder without annotations", "docs", /contains no annotations.*brat.*JSON Lines.*marked-up/],
    ["a folder that does not exist", "nowhere", /no file or folder “nowhere”/],
    ["a line that is no JSON", "README.jsonl", /no file or folder/],
  ])("%s is refused with exit code 2", async (_fault, path, message) => {
    const { output, errors, exitCode } = await onrecord(["evaluate", path, "--rules"]);
    expect([output, exitCode]).toEqual(["", 2]);
    expect(errors).toMatch(message);
  });

  test.each<[string, string[], RegExp]>([
    ["a file in a folder that does not exist", ["--out", "nowhere/my.model"], /the folder nowhere does not exist/],
    ["a folder as the file to write", ["--out", "docs"], /Cannot write docs: it is a folder/],
    ["a name with @", ["--out", "my.model", "--name", "a@b"], /letters, digits, dots, dashes/],
    ["a version of spaces", ["--out", "my.model", "--model-version", " "], /letters, digits, dots, dashes/],
  ])("%s is refused before anything is trained", async (_fault, words, message) => {
    const { output, errors, exitCode } = await onrecord(["train", write("marked.txt", MARKED), ...SMALL, ...words]);
    expect([output, exitCode]).toEqual(["", 2]);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/Calibrated|\n\s+at /);
  });

  test("training without --out is refused", async () => {
    const { errors, exitCode } = await onrecord(["train", folder]);
    expect([exitCode, errors]).toEqual([2, expect.stringMatching(/--out/)]);
  });
});
