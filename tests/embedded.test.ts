import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFile, chown, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { findBinaries } from "../src/embedded/binaries.ts";
import { ensureCluster } from "../src/embedded/cluster.ts";
import { findPostmaster, haltPostmaster } from "../src/embedded/postmaster.ts";
import { type Embedded, startEmbedded } from "../src/embedded.ts";
import { CHECKOUT, type Child, runInChild, sourceUrl } from "./helpers/child.ts";
import { eventually } from "./helpers/eventually.ts";
import { temporaryFolder } from "./helpers/ownServer.ts";

let folder: string;
let model: string;
beforeAll(async () => {
  model = await temporaryFolder();
  await ensureCluster(await findBinaries(), join(model, "postgres"), true);
});
afterAll(async () => {
  await rm(model, { recursive: true });
});
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  // Stop the server if a killed process or a failed test has left it running.
  await haltPostmaster(await findBinaries(), join(folder, "postgres"));
  await rm(folder, { recursive: true });
});

/** Copies a new cluster into the folder, which is faster than making one. */
function furnish(): void {
  expect(spawnSync("cp", ["-a", join(model, "postgres"), folder]).status).toBe(0);
}

const start = async (): Promise<Embedded> => startEmbedded({ folder, log: () => {}, throwAway: true });
const server = async () => findPostmaster(join(folder, "postgres"));

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client(url);
  // If the server is killed during a query, only the query fails, not this process.
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a process that joins the same folder, prints the result, and leaves when its standard input ends. */
function startChild(options: Parameters<typeof runInChild>[1] = {}): Child {
  return runInChild(
    `import { startEmbedded } from ${JSON.stringify(sourceUrl("embedded.ts"))};
     const { url, started, stop } = await startEmbedded({ folder: ${JSON.stringify(folder)}, log() {}, throwAway: true });
     console.log(JSON.stringify({ url, started }));
     process.stdin.resume().on("end", stop);`,
    options,
  );
}

async function answerOf(child: Child): Promise<Pick<Embedded, "url" | "started">> {
  const line = await eventually(async () => child.output().trim() || child.process.exitCode !== null);
  return JSON.parse(String(line));
}

async function leave(child: Child): Promise<void> {
  child.process.stdin?.end();
  expect(await child.ended).toBe(0);
}

describe("the first start", () => {
  test("the first start makes a UTF-8 cluster that opens only to this computer and the password", async () => {
    const { url, started, stop } = await start();
    expect(started).toBe(true);
    const [settings] = await ask(
      url,
      `SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets,
              current_setting('server_encoding') AS encoding, current_setting('server_version_num')::int / 10000 AS major,
              datlocprovider AS provider, datlocale AS locale, upper('ǆ ß ы') AS folded
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(settings).toEqual({
      listen: "127.0.0.1",
      sockets: "",
      encoding: "UTF8",
      major: 18,
      provider: "b",
      locale: "C.UTF-8",
      folded: "Ǆ ß Ы",
    });
    const stranger = new URL(url);
    stranger.password = "guessed";
    await expect(ask(stranger.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    const { mode } = await stat(join(folder, "postgres", "onrecord.password"));
    expect(mode & 0o777).toBe(0o600);
    await stop();
    expect(await server()).toBeUndefined();
  });

  test("the first start listens on no other address of this computer", async () => {
    const { url, stop } = await start();
    const addresses = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && !address.internal && address.family === "IPv4");
    for (const address of addresses) {
      const outside = new URL(url);
      outside.hostname = address?.address ?? "";
      await expect(ask(outside.href, "SELECT 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    }
    const listening = await readFile("/proc/net/tcp", "utf8").catch(() => "");
    const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, "0");
    expect(listening).not.toContain(`00000000:${port} 00000000:0000 0A`);
    await stop();
  });

  test("the first start clears away what a crash has left half made", async () => {
    const dead = spawnSync(process.execPath, ["--eval", ""]).pid;
    await mkdir(join(folder, `postgres.unfinished-${dead}-abc`, "cluster"), { recursive: true });
    await mkdir(join(folder, "postgres"));
    const { url, stop } = await start();
    expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await stop();
    expect(await readdir(folder)).toEqual(["postgres"]);
  });
});

describe("a later start", () => {
  beforeEach(furnish);

  test("a later start finds the data, the password and the port of before", async () => {
    const before = await start();
    await ask(before.url, "CREATE TABLE kept AS SELECT 42 AS n");
    await before.stop();
    const after = await start();
    expect([after.url, after.started]).toEqual([before.url, true]);
    expect(await ask(after.url, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
    await after.stop();
  });

  /** Commits a table, then kills Node and PostgreSQL at once, as a power failure does. */
  async function killBoth() {
    const child = startChild();
    const { url } = await answerOf(child);
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS n");
    const postmaster = await server();
    child.process.kill("SIGKILL");
    process.kill(postmaster?.pid ?? 0, "SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    return postmaster;
  }

  test("a later start recovers what was committed when both Node and PostgreSQL were killed", async () => {
    const postmaster = await killBoth();
    expect((await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]).toBe(
      `${postmaster?.pid}`,
    );
    const after = await start();
    expect(after.started).toBe(true);
    expect(await ask(after.url, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
    await after.stop();
  });

  test.each([
    ["empty", ""],
    ["full of zeros", "\0".repeat(60)],
    ["cut within the process id", "41"],
    ["cut before the port", "4181\n/somewhere\n17"],
  ])("a later start recovers when a power failure has left the server's own file %s", async (_what, left) => {
    await killBoth();
    await writeFile(join(folder, "postgres", "postmaster.pid"), left);
    const after = await start();
    expect(await ask(after.url, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
    await after.stop();
  });

  test("a later start names the file to remove when a process may still use the folder", async () => {
    await writeFile(join(folder, "postgres", "postmaster.pid"), "");
    const squatter = spawn("sleep", ["60"], { cwd: join(folder, "postgres") });
    await expect(start()).rejects.toThrow(/postmaster\.pid is empty or torn.* or remove the file/);
    expect(await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).toBe("");
    squatter.kill();
    await once(squatter, "exit");
    await (await start()).stop();
  }, 60_000);

  test("a later start is not misled by a process id that another program has since", async () => {
    const before = await start();
    const path = join(folder, "postgres", "postmaster.pid");
    const lines = (await readFile(path, "utf8")).split("\n");
    await before.stop();
    await writeFile(path, [process.pid, ...lines.slice(1)].join("\n"));
    const { uid, gid } = await stat(join(folder, "postgres"));
    await chown(path, uid, gid);
    const after = await start();
    expect(after.started).toBe(true);
    await after.stop();
  });

  test.each([
    [
      "17",
      /PostgreSQL 17, .* PostgreSQL 18 .*: run `onrecord backup archive\.backup` with the version .* you used before/,
    ],
    ["99", /PostgreSQL 99, .*: use the newer version of OnRecord that made it\.$/],
  ])("a later start says what to do with a folder of PostgreSQL %s", async (major, sentence) => {
    await (await start()).stop();
    await writeFile(join(folder, "postgres", "PG_VERSION"), `${major}\n`);
    await expect(start()).rejects.toThrow(sentence);
  });

  test("a later start says in PostgreSQL's own words why it fails", async () => {
    await (await start()).stop();
    await appendFile(join(folder, "postgres", "postgresql.conf"), "\nno_such_setting = 1\n");
    await expect(start()).rejects.toThrow(/unrecognized configuration parameter "no_such_setting"/);
  });
});

describe("several processes", () => {
  test("a second process joins the first, which may leave before it", async () => {
    furnish();
    const first = await start();
    const second = startChild();
    expect(await answerOf(second)).toEqual({ url: first.url, started: false });
    await first.stop();
    expect(await ask(first.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await leave(second);
    expect(await server()).toBeUndefined();
  });

  test("a second process comes and goes without the first noticing", async () => {
    furnish();
    const first = await start();
    const second = startChild();
    await answerOf(second);
    await leave(second);
    expect(await ask(first.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await first.stop();
    expect(await server()).toBeUndefined();
  });

  test("a killed process leaves a server that the next joins and, as the last, stops", async () => {
    furnish();
    const killed = startChild();
    const { url } = await answerOf(killed);
    killed.process.kill("SIGKILL");
    await killed.ended;
    const next = await start();
    expect([next.url, next.started]).toEqual([url, false]);
    await next.stop();
    expect(await server()).toBeUndefined();
  });

  test("three processes that start at once in an empty folder make one cluster and one server", async () => {
    const children = [startChild(), startChild(), startChild()];
    const answers = await Promise.all(children.map(answerOf));
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1);
    expect(answers.filter(({ started }) => started)).toHaveLength(1);
    expect(await readdir(folder)).toEqual(["postgres"]);
    await Promise.all(children.map(leave));
    expect(await server()).toBeUndefined();
  });

  test("a process that comes just as the last one leaves gets a server that stays", async () => {
    furnish();
    let last = await start();
    for (let n = 0; n < 8; n++) {
      const [next] = await Promise.all([start(), last.stop()]);
      expect(await ask(next.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      last = next;
    }
    await last.stop();
    expect(await server()).toBeUndefined();
  });
});

describe("a server that dies under us", () => {
  beforeEach(furnish);

  test("a server that dies is started again at the same address", async () => {
    const { url, stop } = await start();
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS n");
    const postmaster = await server();
    process.kill(postmaster?.pid ?? 0, "SIGKILL");
    const rows = await eventually(async () => ask(url, "SELECT n FROM kept").catch(() => undefined));
    expect(rows).toEqual([{ n: 42 }]);
    expect((await server())?.pid).not.toBe(postmaster?.pid);
    await stop();
    expect(await server()).toBeUndefined();
  });
});

const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const nobodyCanRead = isRoot && spawnSync("test", ["-r", join(CHECKOUT, "package.json")], NOBODY).status === 0;
const describeNobody = nobodyCanRead ? describe : describe.skip;
describeNobody("an ordinary user (left out unless the tests run as root where `nobody` can read the checkout)", () => {
  test("an ordinary user starts a server of their own, which runs as themselves", async () => {
    await chown(folder, NOBODY.uid, NOBODY.gid);
    const child = startChild(NOBODY);
    const { url, started } = await answerOf(child);
    expect(started).toBe(true);
    expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect((await stat(`/proc/${(await server())?.pid}`)).uid).toBe(NOBODY.uid);
    await leave(child);
    expect(await server()).toBeUndefined();
  });

  test("an ordinary user's server runs as that user also when root comes later", async () => {
    await chown(folder, NOBODY.uid, NOBODY.gid);
    const child = startChild(NOBODY);
    const { url } = await answerOf(child);
    await leave(child);
    const root = await start();
    expect([root.url, root.started]).toEqual([url, true]);
    expect((await stat(`/proc/${(await server())?.pid}`)).uid).toBe(NOBODY.uid);
    await root.stop();
  });

  test("an ordinary user is told whose the data are that they may not use", async () => {
    await (await start()).stop();
    await chown(folder, NOBODY.uid, NOBODY.gid);
    const child = runInChild(
      `import { startEmbedded } from ${JSON.stringify(sourceUrl("embedded.ts"))};
       await startEmbedded({ folder: ${JSON.stringify(folder)}, log() {} }).catch((error) => console.log(error.message));`,
      NOBODY,
    );
    expect(await child.ended).toBe(0);
    expect(child.output()).toMatch(/belongs to another user \(id \d+\).*ONRECORD_DATA/);
  });
});
