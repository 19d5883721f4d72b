/**
 * Measures the extractor, and makes its model.
 *
 *   node scripts/extraction.js evaluate [folder]   compares the committed model with the floors of docs/extraction.md
 *   node scripts/extraction.js model [--check]     trains models/en.model, or checks that training gives the same bytes
 *
 * The corpora are not part of the project: without their folder (../shared/data, or the one that is given), both say so and
 * succeed. Needs `npm run build`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./programs.js";

const MODEL = join(root, "models/en.model");
const [task, ...words] = process.argv.slice(2);
const data = words.find((word) => !word.startsWith("--")) ?? join(root, "../shared/data");

/** The least that the shipped model must reach on PolNeAR's dev part; F in percent unless said otherwise. */
const FLOORS = {
  "direct quotations": [({ direct }) => direct.f, 90.5],
  "direct quotations of five words or more": [({ directFiveWords }) => directFiveWords.f, 93],
  "source of detected direct quotations": [({ parts }) => parts.sourceOfDirect, 92],
  speech: [({ speech }) => speech.f, 79],
  "precision of speech": [({ speech }) => speech.precision, 82],
  "speech of five words or more": [({ speechFiveWords }) => speechFiveWords.f, 82],
  "content and source of five words or more": [({ contentAndSourceFiveWords }) => contentAndSourceFiveWords.f, 76.5],
  "content and source": [({ contentAndSource }) => contentAndSource.f, 74],
  "content right from 0.9 on": [({ sure }) => sure.content, 93],
  "content and source right from 0.9 on": [({ sure }) => sure.contentAndSource, 90],
  "share of the proposals from 0.9 on": [({ sure }) => sure.share, 38],
};

/** The least that the resolver must reach on the annotated Wikinews articles. */
const SPEAKER_FLOORS = { named: 88, pronouns: 80 };

function onrecord(...command) {
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] };
  return execFileSync(process.execPath, ["dist/src/cli.js", ...command], options);
}

function leaveOut(folder) {
  console.log(`Left out: the folder ${folder} with the corpora does not exist.`);
}

function evaluate() {
  const [polnear, wikinews] = [join(data, "polnear/dev"), join(data, "wikinews-annotated")];
  if (!existsSync(polnear) || !existsSync(wikinews)) return leaveOut(data);
  const figures = JSON.parse(onrecord("evaluate", polnear, "--json"));
  const { speakers } = JSON.parse(onrecord("evaluate", wikinews, "--json"));
  const rows = Object.entries(FLOORS).map(([name, [read, floor]]) => [name, read(figures) * 100, floor]);
  for (const [kind, floor] of Object.entries(SPEAKER_FLOORS)) {
    const { right, mentions } = speakers[kind];
    rows.push([`speakers resolved, ${kind}`, (right / mentions) * 100, floor]);
  }
  for (const [name, reached, floor] of rows) {
    console.log(`${reached < floor ? "BELOW " : "      "}${name.padEnd(42)} ${reached.toFixed(1)} (at least ${floor})`);
    if (reached < floor) process.exitCode = 1;
  }
}

function model(isCheck) {
  const folders = ["own-annotated", "wikinews-annotated", "gum-attribution"].map((name) => join(data, name));
  if (!folders.every(existsSync)) return leaveOut(data);
  const [own, wikinews, gum] = folders;
  const workshop = mkdtempSync(join(tmpdir(), "onrecord-model-"));
  const out = isCheck ? join(workshop, "en.model") : MODEL;
  try {
    // The annotations of GUM are not complete.
    onrecord("train", own, wikinews, "--partial", gum, "--out", out, "--name", "onrecord-en", "--model-version", "1");
    if (!isCheck) return;
    if (!readFileSync(out).equals(readFileSync(MODEL))) {
      throw new Error("Training gives another models/en.model: run `npm run model`, and look at `npm run evaluate`.");
    }
    console.log("Training gives models/en.model, byte for byte.");
  } finally {
    rmSync(workshop, { recursive: true });
  }
}

if (task === "evaluate") evaluate();
else if (task === "model") model(words.includes("--check"));
else throw new Error("Say `evaluate` or `model`.");
