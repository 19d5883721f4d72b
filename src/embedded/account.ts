import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Whom PostgreSQL's programs run as: ourselves where no ids are given. */
export interface Account {
  uid?: number;
  gid?: number;
  /** Whether it must be let through folders that are closed to it. */
  isLockedOut?: boolean;
}

/**
 * The account with what it needs to reach the paths.
 *
 * PostgreSQL refuses to be root, and what root owns often lies where only root may look, as a clone in /root does.
 */
export async function whoReaches(account: Account, paths: readonly string[]): Promise<Account> {
  if (account.uid === undefined) return account;
  const reached = await Promise.all(paths.map((path) => succeeds("test", ["-x", path], account)));
  const isLockedOut =
    reached.includes(false) && (await succeeds("setpriv", [...throughClosedFolders(account), "true"]));
  return { ...account, isLockedOut };
}

/**
 * Runs a program under the account to its end; rejects as `execFile` does when it ends with another code than 0.
 *
 * @param input what it reads from its standard input
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
 * The words for `setpriv` (util-linux) to become the account with one capability, to pass folders closed to it. The last
 * makes access(2) heed the capability, by which PostgreSQL looks for its own files.
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
