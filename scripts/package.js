/**
 * Installs the tarball of `npm pack` into an empty folder, as a user does, and sends the headline query to the server that
 * `npx onrecord serve` starts. Needs the npm registry for the dependencies.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { headline } from "./headline.js";
import { root } from "./programs.js";
import { whileRunning } from "./running.js";

const MOST_FILES = 700;
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

  const direct = fastest("node", ["node_modules/onrecord/dist/src/cli.js", "--version"], folder);
  const linked = fastest("node_modules/.bin/onrecord", ["--version"], folder);
  const npx = fastest("npx", ["onrecord", "--version"], folder);
  console.log(`--version: node ${direct} ms, the installed command ${linked} ms, npx ${npx} ms`);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
