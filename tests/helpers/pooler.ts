import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { findBinaries } from "../../src/embedded/binaries.ts";
import { CHECKOUT } from "./child.ts";
import { freePort } from "./debianServer.ts";
import { eventually } from "./eventually.ts";
import { temporaryFolder } from "./ownServer.ts";

const PROGRAM = "/usr/sbin/pgbouncer";

/** Whether this machine has Debian's package of PgBouncer. */
export const hasPooler = existsSync(PROGRAM);

export interface Pooler {
  /** The address of a database behind the pooler. */
  url: string;
  process: ChildProcess;
  remove(): Promise<void>;
}

/**
 * Starts PgBouncer in front of a database, by the configuration in docs/operate/ with the addresses of the test.
 *
 * @param settings lines of its configuration to replace, by their names; null leaves a line out
 */
export async function startPooler(database: string, settings: Record<string, string | null> = {}): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(database);
  const folder = await temporaryFolder();
  const own = await freePort();
  const target = `host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}`;
  const values = { onrecord: target, listen_port: String(own), auth_type: "any", auth_file: null, ...settings };
  const text = await readFile(join(CHECKOUT, "docs/operate/pgbouncer.ini"), "utf8");
  const file = join(folder, "pgbouncer.ini");
  await writeFile(file, withValues(text, values));
  const { uid, gid } = (await findBinaries()).account;
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  const child = spawn(PROGRAM, ["-q", file], { stdio: "ignore", ...(uid !== undefined && { uid, gid }) });
  await eventually(async () => isOpen(own));
  return {
    url: `postgres://${username}@127.0.0.1:${own}/onrecord`,
    process: child,
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "close");
      }
      await rm(folder, { recursive: true });
    },
  };
}

function withValues(text: string, values: Record<string, string | null>): string {
  const lines = text.split("\n").flatMap((line) => {
    const value = values[line.split(" = ")[0] ?? ""];
    if (value === undefined) return [line];
    return value === null ? [] : [`${line.split(" = ")[0]} = ${value}`];
  });
  return `${lines.join("\n")}\nunix_socket_dir =\n`;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const isConnected = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isConnected;
}
