import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The system account that PostgreSQL's programs run under; without ids, that of this process. */
export interface Account {
  uid?: number;
  gid?: number;
  /** Whether the account needs a capability to pass folders that are closed to it. */
  isLockedOut?: boolean;
}

/**
 * Returns the account with `isLockedOut` set if it cannot reach the paths by itself.
 *
 * PostgreSQL refuses to run as root, and root's files are often in folders that only root may enter: a clone in /root.
 */
export async function whoReaches(account: Account, paths: readonly string[]): Promise<Account> {
  if (account.uid === undefined) return account;
  const reached = await Promise.all(paths.map((path) => succeeds("test", ["-x", path], account)));
  const isLockedOut =
    reached.includes(false) && (await succeeds("setpriv", [...throughClosedFolders(account), "true"]));
  return { ...account, isLockedOut };
}

/**
 * Runs a program under the account and waits for its end; rejects as `execFile` does if its exit code is not 0.
 *
 * @param input the text that the program reads from standard input
 */
export async function runAs(
  { uid, gid, isLockedOut }: Account,
  program: string,
  parameters: readonly string[],
  input?: string,
): Promise<{ stdout: string }> {
  const running = isLockedOut
    ? execute("setpriv", [...throughClosedFolders({ uid, gid }), program, ...parameters])
    : execute(program, [...parameters], { uid, gid });
  running.child.stdin?.end(input);
  return running;
}

/**
 * Returns the arguments for `setpriv` (util-linux) that switch to the account with one capability: to pass folders that
 * are closed to it. PostgreSQL looks for its own files with access(2); the last argument makes access(2) honour the
 * capability.
 */
function throughClosedFolders({ uid, gid }: Account): string[] {
  const capability = "+dac_override";
  return [
    ...[`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"],
    ...[`--inh-caps=${capability}`, `--ambient-caps=${capability}`, "--securebits=+no_setuid_fixup"],
  ];
}

async function succeeds(program: string, parameters: readonly string[], account: Account = {}): Promise<boolean> {
  return runAs(account, program, parameters).then(
    () => true,
    () => false,
  );
}
