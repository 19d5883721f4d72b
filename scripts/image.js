/**
 * Tests the image without a Docker engine: follows the Dockerfile's instructions in temporary folders, starts the image's
 * command as an ordinary user with an empty PostgreSQL, and checks the health check, the headline query and a clean end
 * on SIGTERM. It implements the instructions that our Dockerfile uses and refuses all others.
 *
 * It does not test the base image, its Node (this process's is used instead) or the network between containers.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbedded } from "../dist/src/embedded.js";
import { freePort, headline } from "./headline.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const NOBODY = 65534;
const READY_WITHIN_MS = 60_000;

/** Reads the Dockerfile as pairs of keyword and argument, with continued lines joined and without comments. */
function instructions() {
  const text = readFileSync(join(root, "Dockerfile"), "utf8")
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, " ");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => /^(\w+)\s+(.*)$/.exec(line)?.slice(1) ?? []);
}

/** Copies the files that .dockerignore permits: those of its `!` lines, except the ones that its other lines exclude. */
function copyContext(target) {
  const lines = readFileSync(join(root, ".dockerignore"), "utf8")
    .split("\n")
    .filter((line) => /^[^#\s]/.test(line));
  if (lines[0] !== "*") throw new Error("the first line of .dockerignore must be *, which excludes everything");
  const excluded = lines.slice(1).filter((line) => !line.startsWith("!"));
  for (const line of lines.filter((each) => each.startsWith("!"))) {
    const filter = (source) => !excluded.includes(source.slice(root.length));
    cpSync(join(root, line.slice(1)), join(target, line.slice(1)), { recursive: true, filter });
  }
}

function copy(stages, stage, argument) {
  const words = argument.split(/\s+/);
  const from = words[0].startsWith("--from=") ? stages.get(words.shift().slice("--from=".length)) : undefined;
  const target = words.pop();
  if (words[0] === "." && !from) return copyContext(stage.folder);
  for (const word of words) {
    const source = from ? join(from.root, word) : join(root, word);
    const into = target.endsWith("/") ? join(stage.folder, target, basename(word)) : join(stage.folder, target);
    cpSync(source, into, { recursive: true, verbatimSymlinks: true });
  }
}

function run(stage, command) {
  console.log(`RUN ${command}`);
  const { status } = spawnSync("sh", ["-c", command], {
    cwd: stage.folder,
    env: { ...process.env, ...stage.environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error(`RUN ended with exit code ${status}`);
}

/** Follows the Dockerfile and returns its last stage. */
function build(workshop) {
  const stages = new Map();
  let stage;
  for (const [keyword, argument] of instructions()) {
    if (keyword === "FROM") {
      const name = / AS (\w+)$/.exec(argument)?.[1] ?? "last";
      stage = { root: join(workshop, name), folder: join(workshop, name), environment: {} };
      stages.set(name, stage);
    } else if (keyword === "WORKDIR") {
      stage.folder = join(stage.root, argument);
      mkdirSync(stage.folder, { recursive: true });
    } else if (keyword === "ENV") {
      Object.assign(stage.environment, Object.fromEntries(argument.split(/\s+/).map((pair) => pair.split("="))));
    } else if (keyword === "COPY") copy(stages, stage, argument);
    else if (keyword === "RUN") run(stage, argument);
    else if (keyword === "USER") stage.user = argument;
    else if (keyword === "HEALTHCHECK") stage.health = JSON.parse(argument.slice(argument.indexOf("[")));
    else if (keyword === "CMD") stage.command = JSON.parse(argument);
    else if (keyword !== "EXPOSE") throw new Error(`this script does not know the instruction ${keyword}`);
  }
  return stage;
}

/** Runs a command of the image as a container would: in the image's environment, without ours, and never as root. */
function start(image, [program, ...words], environment) {
  const unprivileged = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return spawn(program === "node" ? process.execPath : program, words, {
    cwd: image.folder,
    env: { ...image.environment, PATH: pathOf(image), ...environment },
    stdio: ["ignore", "inherit", "inherit"],
    ...unprivileged,
  });
}

/** Returns the image's PATH with its own folders where they are in the workshop, and with this process's Node. */
function pathOf(image) {
  const own = image.environment.PATH.split(":").filter((folder) => existsSync(join(image.root, folder)));
  return [...own.map((folder) => join(image.root, folder)), dirname(process.execPath), process.env.PATH].join(":");
}

async function healthy(image, environment, server) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the server ended with exit code ${server.exitCode}`);
    const [code] = await once(start(image, image.health, environment), "exit");
    if (code === 0) return;
    await pause(250);
  }
  throw new Error(`the health check has not succeeded within ${READY_WITHIN_MS} ms`);
}

const workshop = realpathSync(mkdtempSync(join(tmpdir(), "onrecord-image-")));
chmodSync(workshop, 0o755);
const database = await startEmbedded({ folder: join(workshop, "database"), log: () => {}, throwAway: true });
try {
  const image = build(workshop);
  if (!image.user || image.user === "root") throw new Error("the image must not run as root");
  const port = await freePort();
  const environment = { DATABASE_URL: database.url, HOST: "127.0.0.1", PORT: String(port) };
  const server = start(image, image.command, environment);
  await healthy(image, environment, server);
  console.log(`healthy; the headline query finds ${await headline(port)} statements`);
  const [stats] = await once(start(image, ["onrecord", "stats"], environment), "exit");
  if (stats !== 0) throw new Error(`onrecord stats ended with exit code ${stats}`);
  server.kill("SIGTERM");
  const [code, signal] = await once(server, "exit");
  if (code !== 0) throw new Error(`SIGTERM ended the server with ${code ?? signal}`);
  console.log("ended cleanly on SIGTERM");
} finally {
  await database.stop();
  rmSync(workshop, { recursive: true, force: true });
}
