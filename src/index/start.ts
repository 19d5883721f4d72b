import type { AddressInfo } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { loadDemo } from "../../prisma/seed/load.ts";
import type { Config } from "../config.ts";
import { connect, type DatabaseConnection } from "../database.ts";
import { startEmbedded } from "../embedded.ts";
import { causeOfOutage } from "../graphql/outages.ts";
import { migrate } from "../migrate.ts";
import { buildServer, checkDatabase } from "../server.ts";
import { watchReplica } from "./replica.ts";
import { checkSession } from "./sessionCheck.ts";

export interface Running {
  /** The server's address: `http://localhost:4000`. */
  url: string;
  log: FastifyBaseLogger;
  /** Lets requests in flight finish, then closes everything that `start` opened. */
  stop(): Promise<void>;
}

/** How long to wait before trying an unreachable database again. */
const DATABASE_RETRY_MS = 1_000;

/**
 * Starts everything: the database (embedded if the configuration has no address), its tables, the demo archive in an
 * empty database, and the server.
 *
 * If a database of the configuration cannot be reached yet, the server starts without it: `/readyz` returns 503 and
 * queries are `UNAVAILABLE` until the database is there.
 *
 * @throws Error for a failure that waiting does not heal: a migration that fails, a port in use
 */
export async function start(config: Config): Promise<Running> {
  const embedded =
    config.databaseUrl === undefined ? await startEmbedded({ folder: config.dataFolder, log: announce }) : undefined;
  const url = config.databaseUrl ?? embedded?.url ?? "";
  const { databaseDirectUrl: directUrl, poolSize, statementTimeoutMs, preparedStatements } = config;
  const onError = (error: Error) => server.app.log.warn({ err: error }, "a connection to the database broke");
  const pool = { poolSize, statementTimeoutMs, preparedStatements, onError };
  const database = connect({ ...pool, url, directUrl, applicationName: "onrecord", remember: true });
  const tables = keepPreparing(async (onWaiting) => {
    await checkSession(database, { statementTimeoutMs });
    await migrate(directUrl ?? url, { log: announce, onWaiting });
    if (config.demo) await loadDemoIfEmpty(database);
  });
  const replica = config.databaseReadUrl
    ? watchReplica({
        primary: database,
        replica: connect({ ...pool, url: config.databaseReadUrl, applicationName: "onrecord reading" }),
        mostLagMs: config.replicaLagMs,
      })
    : undefined;
  const server = await buildServer({
    config,
    database,
    replica,
    checkReadiness: async () => (await checkDatabase(database, replica)) ?? tables.problem(),
  });
  const stop = async () => {
    await server.close();
    await tables.stop();
    await replica?.close();
    await database.close();
    await embedded?.stop();
  };
  try {
    await tables.firstTry;
    await server.app.listen({ host: config.host, port: config.port }).catch(explainListening(config));
  } catch (error) {
    await stop();
    throw error;
  }
  const { port } = server.app.server.address() as AddressInfo;
  const address = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  greet(address, tables.isUnreachable());
  return { url: address, log: server.app.log, stop };
}

/** Turns the error of an address that cannot be listened on into one sentence. A name that is not found fails otherwise. */
function explainListening({ host, port }: Config) {
  return ({ code, message }: NodeJS.ErrnoException): never => {
    throw new Error(
      `Cannot listen on ${host}, port ${port} (${code ?? message}): set HOST and PORT to a free address.`,
    );
  };
}

/** Loads the demo archive if there are no articles. */
async function loadDemoIfEmpty(database: DatabaseConnection): Promise<void> {
  const isEmpty = (await database.prisma.article.findFirst({ select: { id: true } })) === null;
  if (isEmpty) await loadDemo(database);
}

/**
 * Does the work, and retries it until the database can be reached. The work calls its argument when it has to wait for
 * somebody else, so that the server answers meanwhile.
 */
function keepPreparing(work: (onWaiting: () => void) => Promise<void>) {
  let onWaiting = () => {};
  const waiting = new Promise<void>((resolve) => {
    onWaiting = resolve;
  });
  let isDone = false;
  let isUnreachable = false;
  let timer: NodeJS.Timeout | undefined;
  let attempt: Promise<void>;
  let isStopped = false;

  async function tryOnce(): Promise<void> {
    try {
      await work(onWaiting);
      isDone = true;
      isUnreachable = false;
    } catch (error) {
      if (causeOfOutage(error) === undefined) throw error;
      isUnreachable = true;
      if (!isStopped) timer = setTimeout(again, DATABASE_RETRY_MS);
    }
  }
  // Any other error stays uncaught on purpose: that stops the process (index.ts).
  function again(): void {
    attempt = tryOnce();
  }
  attempt = tryOnce();
  return {
    /** Resolves once the database is found ready, unreachable or occupied; rejects if retrying cannot help. */
    firstTry: Promise.race([attempt, waiting]),
    problem: () => (isDone ? undefined : "migrations"),
    isUnreachable: () => isUnreachable,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await attempt.catch(() => {});
    },
  };
}

function greet(address: string, isUnreachable: boolean): void {
  announce(`\nOnRecord answers at ${address}/graphql`);
  if (isUnreachable) announce("The database cannot be reached yet; OnRecord tries again every second (see /readyz).");
  announce(`Open ${address} in a browser, or send a query from here:\n`);
  const query = '{ statements(filter: { speaker: [\\"Putin\\"], topic: [\\"Idlib\\"] }) { nodes { text saidAt } } }';
  announce(`  curl ${address}/graphql -H 'content-type: application/json' -d '{"query":"${query}"}'\n`);
}

/** Writes to standard error, for the person who started the server; the log for machines begins with the first request. */
function announce(text: string): void {
  process.stderr.write(`${text}\n`);
}
