import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { exists, runProgram } from "./binaries.ts";

/** The name of an embedded cluster's only role and of its only database. */
const NAME = "onrecord";

const PASSWORD_FILE = "onrecord.password";

/** An unfinished cluster is beside the real one, under this name followed by the process id of its maker. */
const UNFINISHED = "postgres.unfinished-";

/** Settings written into postgresql.conf once, so that the cluster stays private, whoever starts it. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "timezone=UTC",
  "log_timezone=UTC",
  // A ring of seven files, one for each day of the week: the log never fills the disk.
  "logging_collector=on",
  "log_filename=postgresql-%a.log",
  "log_truncate_on_rotation=on",
  "log_rotation_age=1d",
  "log_rotation_size=0",
];

/** Settings for data that a power cut may destroy, but a killed server does not. */
const THROW_AWAY_SETTINGS = ["fsync=off", "full_page_writes=off"];

/**
 * The locale that decides which characters are letters. pg_trgm and the parser of text search ask the system's locale, not
 * the builtin provider, and `C` knows only ASCII letters. macOS and Windows have no `C.UTF-8`.
 */
const LETTERS_LOCALE = ({ darwin: "en_US.UTF-8", win32: "C" } as Record<string, string>)[process.platform] ?? "C.UTF-8";

/** Returns whether a complete cluster is in the folder. */
export async function hasCluster(folder: string): Promise<boolean> {
  return exists(join(folder, "PG_VERSION"));
}

/**
 * Makes the cluster in `folder` unless it exists: UTF-8, sorted by code point (the builtin provider's `C.UTF-8`, the
 * same on every system), one role with a generated password, one database.
 *
 * The cluster is made next to `folder` and moved there when complete, so that a crash never leaves half a cluster. If
 * two processes make one at once, the slower discards its own.
 *
 * @param throwAway trades durability for speed; for tests
 */
export async function ensureCluster(binaries: Binaries, folder: string, throwAway: boolean): Promise<void> {
  if (await hasCluster(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  await removeUnfinished(dirname(folder));
  const workshop = await mkdtemp(join(dirname(folder), `${UNFINISHED}${process.pid}-`));
  try {
    await own(binaries, workshop);
    await makeCluster(binaries, workshop, throwAway);
    await rename(join(workshop, "cluster"), folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") {
        throw error;
      }
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/**
 * Returns the programs, set to run under the account that owns the cluster: root may have joined another user's.
 *
 * @throws Error if the cluster belongs to another user and we are not root
 */
export async function underOwner(binaries: Binaries, folder: string): Promise<Binaries> {
  const { uid, gid } = await stat(folder);
  const self = process.getuid?.();
  if (self === 0) {
    return { ...binaries, account: { ...binaries.account, uid, gid } };
  }
  if (self !== undefined && self !== uid) {
    throw new Error(
      `The embedded PostgreSQL in ${folder} belongs to another user (id ${uid}). Run OnRecord as that user, point ` +
        "ONRECORD_DATA to a folder of your own, or set DATABASE_URL.",
    );
  }
  return binaries;
}

async function makeCluster(binaries: Binaries, workshop: string, throwAway: boolean): Promise<void> {
  const cluster = join(workshop, "cluster");
  const password = join(workshop, PASSWORD_FILE);
  await writeFile(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  await own(binaries, password);
  const settings = throwAway ? [...SETTINGS, ...THROW_AWAY_SETTINGS] : SETTINGS;
  await runProgram(binaries, "initdb", [
    `--pgdata=${cluster}`,
    `--username=${NAME}`,
    `--pwfile=${password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    `--lc-ctype=${LETTERS_LOCALE}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...settings.map((setting) => `--set=${setting}`),
    ...(throwAway ? ["--no-sync"] : []),
  ]).catch((error: Error) => {
    throw new Error(`${error.message}\n${reachabilityHint(binaries)}`.trim(), { cause: error });
  });
  await runProgram(binaries, "postgres", ["--single", "-D", cluster, "postgres"], `CREATE DATABASE ${NAME};\n`);
  await rename(password, join(cluster, PASSWORD_FILE));
}

function reachabilityHint({ account }: Binaries): string {
  return account.uid === undefined
    ? ""
    : "Root runs PostgreSQL as the user `postgres`, who must be able to reach this folder and node_modules: " +
        "keep them outside /root, point ONRECORD_DATA elsewhere, or run OnRecord as an ordinary user.";
}

async function own({ account }: Binaries, path: string): Promise<void> {
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(path, account.uid, account.gid);
  }
}

async function removeUnfinished(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = name.startsWith(UNFINISHED) ? Number.parseInt(name.slice(UNFINISHED.length), 10) : undefined;
    if (maker !== undefined && !isAlive(maker)) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Returns whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Returns the address of the cluster's database on the given port. It contains the password: never log it. */
export async function clusterUrl(folder: string, port: number): Promise<string> {
  const password = await readFile(join(folder, PASSWORD_FILE), "utf8");
  return `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`;
}
