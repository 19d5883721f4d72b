import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries } from "../../src/embedded/binaries.ts";
import { clusterUrl, ensureCluster, isAlive } from "../../src/embedded/cluster.ts";
import { findPostmaster, haltPostmaster, launchPostmaster } from "../../src/embedded/postmaster.ts";

/** A PostgreSQL that a test may stop and start as it likes. */
export interface OwnServer {
  url: string;
  /** Takes the port that it had before. */
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Folders of tests bear this name, followed by the id of the process that made them. */
const FOLDER = /^onrecord-test-(\d+)-/;

/** An empty folder that the server's account can reach also where the tests run as root. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `onrecord-test-${process.pid}-`));
  await chmod(folder, 0o755);
  return folder;
}

/** Starts an empty PostgreSQL of the test's own, in a folder of its own unless one is given. */
export async function startOwnServer(given?: string): Promise<OwnServer> {
  const folder = given ?? (await temporaryFolder());
  const cluster = join(folder, "postgres");
  const binaries = await findBinaries();
  await ensureCluster(binaries, cluster, true);
  await launchPostmaster(binaries, cluster);
  const { port } = (await findPostmaster(cluster)) ?? { port: 0 };
  const stop = async (): Promise<void> => haltPostmaster(binaries, cluster);
  return {
    url: await clusterUrl(cluster, port),
    start: async () => launchPostmaster(binaries, cluster),
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Stops the servers and removes the folders of test runs that were killed. */
export async function removeLeftovers(): Promise<void> {
  const binaries = await findBinaries();
  for (const name of await readdir(tmpdir())) {
    const maker = FOLDER.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) {
      const folder = join(tmpdir(), name);
      // What another user has left is his to clear away.
      await haltPostmaster(binaries, join(folder, "postgres"))
        .then(async () => rm(folder, { recursive: true, force: true }))
        .catch(() => {});
    }
  }
}
