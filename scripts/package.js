/**
 * Installs the tarball of `npm pack` into an empty folder, as a user does, and sends the headline query to the server that
 * `npx onrecord serve` starts; then seeds an archive with what the package exports. Needs the npm registry for the dependencies.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { headline } from "./headline.js";
import { root } from "./programs.js";
import { whileRunning } from "./running.js";

const MOST_FILES = 1_200;
const MOST_MEGABYTES = 200;
/** Files that users of the package do not need. npm does not exclude them by itself. */
const UNWANTED = /\.map$|^(src|tests|bench|scripts|tools|stubs|coverage)\/|tsbuildinfo|\.stamp$/;
const RUNS = 5;

function run(program, words, folder) {
  return execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** Packs this checkout into the folder and returns the tarball's path. */
function pack(folder) {
  const told = run("npm", ["pack", "--json", "--silent", "--pack-destination", folder], root);
  // npm may print the build's output before the list.
  const [{ filename, files, size, unpackedSize }] = JSON.parse(told.slice(told.search(/^\[/m)));
  console.log(`${filename}: ${files.length} files, ${size} bytes, unpacked ${unpackedSize}`);
  const unwanted = files.map(({ path }) => path).filter((path) => UNWANTED.test(path));
  if (unwanted.length > 0) throw new Error(`exclude these files from the package: ${unwanted.join(", ")}`);
  if (files.length > MOST_FILES) throw new Error(`more than ${MOST_FILES} files are packed`);
  return join(folder, filename);
}

/** Checks the example's types against the package's declarations, and runs it twice with the package's `openArchive`. */
function seedByPackage(folder, data) {
  const source = readFileSync(join(root, "examples/seed-prisma/seed.ts"), "utf8");
  writeFileSync(join(folder, "seed.mts"), source);
  const tsc = [join(root, "node_modules/typescript/bin/tsc"), "--strict", "--module", "nodenext", "--target", "es2022"];
  const types = ["--lib", "es2022,dom", "--outDir", "."];
  run("node", [...tsc, ...types, "seed.mts"], folder);
  const environment = { ...process.env, ONRECORD_DATA: data };
  const seed = () => execFileSync("node", ["seed.mjs"], { cwd: folder, encoding: "utf8", env: environment });
  const [first, second] = [seed(), seed()];
  if (!first.startsWith("1 new articles, 1 new statements\n")) throw new Error(`the seed printed ${first}`);
  if (!second.startsWith("0 new articles, 0 new statements\n")) throw new Error(`the second seed printed ${second}`);
  console.log("the example of a seed records with the package's openArchive, and again changes nothing");
}

/** Returns the time of the fastest of a few runs, in milliseconds. */
function fastest(program, words, folder) {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    run(program, words, folder);
    return performance.now() - began;
  });
  return Math.round(Math.min(...times));
}

const workshop = mkdtempSync(join(tmpdir(), "onrecord-package-"));
// Root runs the embedded PostgreSQL as another user, who must be able to enter the folder.
chmodSync(workshop, 0o755);
try {
  const folder = join(workshop, "stranger");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  run("npm", ["install", "--no-audit", "--no-fund", pack(workshop)], folder);
  const megabytes = Number(run("du", ["-sm", "node_modules"], folder).split("\t")[0]);
  console.log(`installed: ${megabytes} MB`);
  if (megabytes > MOST_MEGABYTES) throw new Error(`more than ${MOST_MEGABYTES} MB are installed`);

  const command = "npx onrecord serve";
  const { milliseconds, result } = await whileRunning({ command, folder, data: join(workshop, "data") }, headline);
  console.log(`${command}: ready after ${milliseconds} ms; the headline query finds ${result} statements`);

  seedByPackage(folder, join(workshop, "seeded"));

  const direct = fastest("node", ["node_modules/onrecord/dist/src/cli.js", "--version"], folder);
  const linked = fastest("node_modules/.bin/onrecord", ["--version"], folder);
  const npx = fastest("npx", ["onrecord", "--version"], folder);
  console.log(`--version: node ${direct} ms, the installed command ${linked} ms, npx ${npx} ms`);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
