import { readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../dist/src/embedded.js";
import { migrate } from "../dist/src/migrate.js";
import { loadArchive } from "./data/load.js";
import { read } from "./query.js";

/** An embedded PostgreSQL of the bench's own, with the settings that users get, and nothing in it yet. */
export async function openCluster() {
  const folder = await mkdtemp(join(tmpdir(), "onrecord-bench-"));
  await chmod(folder, 0o755);
  const { url, stop } = await startEmbedded({ folder, log: () => {} });
  const close = async () => {
    await stop();
    await rm(folder, { recursive: true });
  };
  return { url, folder, close };
}

/** The process id of the cluster's main process. */
export function postmasterOf({ folder }) {
  return Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Creates a database with a synthetic archive of this many statements, migrated and loaded as any archive is. */
export async function makeArchive(cluster, { name, statements, seed, say }) {
  await read(cluster.url, `CREATE DATABASE ${name}`);
  const url = new URL(cluster.url);
  url.pathname = name;
  await migrate(url.href, { log: () => {} });
  const loaded = await loadArchive(url.href, { statements, seed, say });
  const [{ bytes }] = await read(url.href, "SELECT pg_database_size(current_database())::float8 AS bytes");
  return { url: url.href, statements, megabytes: Math.round(bytes / 1e6), ...loaded };
}
