import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries } from "../../src/embedded/binaries.ts";
import { clusterUrl, ensureCluster, isAlive } from "../../src/embedded/cluster.ts";
import { findPostmaster, haltPostmaster, launchPostmaster } from "../../src/embedded/postmaster.ts";

/** A PostgreSQL that a test can stop and start. */
export interface OwnServer {
  url: string;
  /** Starts the server again on the port that it had before. */
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** The name of tests' folders: it ends with the id of the process that made them. */
const FOLDER = /^onrecord-test-(\d+)-/;

/** Makes an empty folder that the server's account can reach, even if the tests run as root. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `onrecord-test-${process.pid}-`));
  await chmod(folder, 0o755);
  return folder;
}

/** Starts an empty PostgreSQL for the test, in the given folder or in a new one. */
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

/** Stops the servers and removes the folders of killed test runs. */
export async function removeLeftovers(): Promise<void> {
  const binaries = await findBinaries();
  for (const name of await readdir(tmpdir())) {
    const maker = FOLDER.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) {
      const folder = join(tmpdir(), name);
      // Folders of another user are left to that user.
      await haltPostmaster(binaries, join(folder, "postgres"))
        .then(async () => rm(folder, { recursive: true, force: true }))
        .catch(() => {});
    }
  }
}
