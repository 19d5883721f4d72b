import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { documentTexts } from "../web/server.tsx";
import { type Config, loadConfig } from "./config.ts";
import type { DatabaseConnection, Replica } from "./database.ts";
import { createApollo } from "./graphql/apollo.ts";
import { oidc } from "./graphql/authentication/oidc.ts";
import { authentication, sealingKey } from "./graphql/authentication.ts";
import { createContext } from "./graphql/context.ts";
import { budgetOf, type Points } from "./graphql/rateLimit.ts";
import { loadSchema } from "./graphql/schema.ts";
import { openSubscriptions } from "./graphql/subscriptions.ts";
import { createApp } from "./http/app.ts";
import { authenticateRequests, signingIn } from "./http/authentication.ts";
import { setCacheHeaders } from "./http/caching.ts";
import { mountExplorer } from "./http/explorer.ts";
import { mountExports } from "./http/exports.ts";
import { mountGraphql } from "./http/graphql.ts";
import { type CheckReadiness, mountHealth } from "./http/health.ts";
import { mountLive } from "./http/live.ts";
import { openLogStream } from "./http/logStream.ts";
import { mountMcp } from "./http/mcp.ts";
import { mountMetrics } from "./http/metrics.ts";
import { rateLimits, spenderName } from "./http/rateLimits.ts";
import { readYourWritesPlugin, Writers } from "./http/readYourWrites.ts";
import { operationPlugin } from "./http/requestLog.ts";
import { mountSchemaText } from "./http/schemaText.ts";
import { mountSite } from "./http/site.ts";

export interface ServerOptions {
  /** Settings left out have the values of an empty environment, except that there is no rate limit. */
  config: Partial<Config> &
    Pick<Config, "environment" | "logLevel" | "requestDeadlineMs" | "compiledExecution" | "maxCost">;
  database: DatabaseConnection;
  /** A replica of the database from which requests read. */
  replica?: Replica | undefined;
  /** The check behind `/readyz`; by default, whether the database responds. */
  checkReadiness?: CheckReadiness;
  /** The stream for the log, one JSON object a line; by default standard output, in the format of the settings. */
  logStream?: NodeJS.WritableStream;
  /** The archive's own schema by default. */
  schema?: GraphQLSchema;
}

export interface Server {
  /** It does not listen yet: `app.listen` opens it to the network, `app.inject` sends it a request in process. */
  app: FastifyInstance;
  /** Stops listening, lets all requests in flight finish, then closes. The database stays open. */
  close(): Promise<void>;
}

/** Builds the whole HTTP server around the schema, ready to listen. */
export async function buildServer(options: ServerOptions): Promise<Server> {
  const { database, replica, schema = loadSchema() } = options;
  const config = { ...loadConfig({}), rateLimit: 0, ...options.config };
  const { corsOrigins, trustProxy, hsts, isReadingOpen, requestDeadlineMs: deadlineMs } = config;
  const stream = options.logStream ?? openLogStream(config.logFormat);
  const app = await createApp({ logger: { level: config.logLevel, stream }, corsOrigins, trustProxy, hsts });
  const settings = {
    schema,
    log: app.log,
    isProduction: config.environment === "production",
    maximumCost: config.maxCost,
    isReadingOpen,
    documents: { texts: documentTexts, areTrusted: config.areDocumentsTrusted },
  };
  const { compiledExecution } = config;
  const writers = new Writers();
  const apollo = createApollo({
    ...settings,
    compiledExecution,
    plugins: [
      operationPlugin,
      ...(replica ? [readYourWritesPlugin(database, writers)] : []),
      drainPlugin(app, deadlineMs),
    ],
  });
  await apollo.start();
  const { keySecret, live: limits } = config;
  const points = openLimits(config, database);
  const keys = replica?.readFor({ from: "CURRENT" }) ?? database;
  const authenticate = authentication({
    database: keys,
    keySecret,
    readToken: config.oidc && oidc(config.oidc),
    points,
  });
  const { areBodiesOpen } = config;
  const subscriptions = openSubscriptions({ ...settings, areBodiesOpen, database, backlog: limits.backlog, points });
  authenticateRequests(app, { authenticate, isReadingOpen });
  setCacheHeaders(app);
  const live = mountLive(app, { subscriptions, authenticate, limits, corsOrigins, trustProxy });
  const droppedLines = () => ("dropped" in stream ? stream.dropped() : 0);
  mountMetrics(app, { pool: database.pool, live: live.counts, droppedLines, replica });
  mountHealth(app, options.checkReadiness ?? (() => checkDatabase(database, replica)));
  mountSchemaText(app, schema);
  mountExplorer(app, documentTexts);
  mountExports(app, { database: replica?.readFor({ from: "ANY" }) ?? database, deadlineMs, points });
  const createContext = contexts({ database, replica, points, writers, areBodiesOpen });
  await mountGraphql(app, apollo, { createContext, deadlineMs });
  if (config.offersMcp) mountMcp(app, { apollo, createContext, deadlineMs });
  mountSite(app, {
    apollo,
    createContext,
    deadlineMs,
    points,
    provider: config.oidc?.client && {
      ...config.oidc.client,
      issuer: config.oidc.issuer,
      sealingKey: () => sealingKey(keys, keySecret),
    },
    appearance: { ...config.site, provider: config.oidc?.client?.name },
    signIn: signingIn(authenticate),
  });
  await app.ready();
  return { app, close: () => close(app, apollo, live) };
}

/** Makes the function that counts points; undefined without a limit. */
function openLimits({ rateLimit: points, pointsPerMs, rateLimitStore: store }: Config, { pool }: DatabaseConnection) {
  return points > 0 ? rateLimits({ points, pointsPerMs, store, pool }) : undefined;
}

/** Makes the function that creates the context of each request. */
function contexts({
  database,
  replica,
  points,
  writers,
  areBodiesOpen,
}: Pick<ServerOptions, "database" | "replica"> & {
  points: Points | undefined;
  writers: Writers;
  areBodiesOpen: boolean;
}) {
  return (request: FastifyRequest, signal: AbortSignal) => {
    const { id: requestId, viewer, ip: address } = request;
    const reading = replica && writers.readingOf(request);
    const source = replica && reading ? replica.readFor(reading) : database;
    const spender = { viewer, address };
    const budget = budgetOf(points, spender);
    return createContext({
      ...{ database: source, requestId, signal, viewer, areBodiesOpen, budget, reading },
      who: spenderName(spender),
    });
  };
}

/** Makes the plugin that lets requests in flight finish when the server stops, as long as their deadline allows. */
export function drainPlugin(app: FastifyInstance, deadlineMs: number) {
  return ApolloServerPluginDrainHttpServer({
    httpServer: app.server,
    stopGracePeriodMillis: deadlineMs + AFTER_DEADLINE_MS,
  });
}

const AFTER_DEADLINE_MS = 2_000;

/** Rejects if neither the database nor a replica can be reached. It is the default check behind `/readyz`. */
export async function checkDatabase({ pool }: DatabaseConnection, replica?: Replica): Promise<undefined> {
  await pool.query("SELECT 1").catch((error: unknown) => {
    if (!replica?.isFit()) throw error;
  });
}

// Subscriptions, which never end by themselves, are closed first. Then Apollo drains the HTTP server: closing Fastify
// before would cut off the requests in flight.
async function close(
  app: FastifyInstance,
  apollo: { stop(): Promise<void> },
  live: { close(): Promise<void> },
): Promise<void> {
  await live.close();
  await apollo.stop();
  await app.close();
}
