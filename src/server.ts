import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { type Config, loadConfig } from "./config.ts";
import type { DatabaseConnection } from "./database.ts";
import { createApollo } from "./graphql/apollo.ts";
import { oidc } from "./graphql/authentication/oidc.ts";
import { authentication } from "./graphql/authentication.ts";
import { createContext } from "./graphql/context.ts";
import { budgetOf, type Points } from "./graphql/rateLimit.ts";
import { loadSchema } from "./graphql/schema.ts";
import { openSubscriptions } from "./graphql/subscriptions.ts";
import { createApp } from "./http/app.ts";
import { authenticateRequests } from "./http/authentication.ts";
import { setCacheHeaders } from "./http/caching.ts";
import { mountExports } from "./http/exports.ts";
import { mountGraphql } from "./http/graphql.ts";
import { type CheckReadiness, mountHealth } from "./http/health.ts";
import { mountLive } from "./http/live.ts";
import { openLogStream } from "./http/logStream.ts";
import { mountMetrics } from "./http/metrics.ts";
import { mountPage } from "./http/page.ts";
import { rateLimits, spenderName } from "./http/rateLimits.ts";
import { operationPlugin } from "./http/requestLog.ts";
import { mountSchemaText } from "./http/schemaText.ts";

export interface ServerOptions {
  /** Settings left out have the values of an empty environment, except that there is no rate limit. */
  config: Partial<Config> &
    Pick<Config, "environment" | "logLevel" | "requestDeadlineMs" | "compiledExecution" | "maxCost">;
  database: DatabaseConnection;
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
  const { database, schema = loadSchema() } = options;
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
  };
  const { compiledExecution } = config;
  const apollo = createApollo({
    ...settings,
    compiledExecution,
    plugins: [operationPlugin, drainPlugin(app, deadlineMs)],
  });
  await apollo.start();
  const { keySecret, live: limits } = config;
  const points = openLimits(config, database);
  const authenticate = authentication({ database, keySecret, readToken: config.oidc && oidc(config.oidc), points });
  const subscriptions = openSubscriptions({ ...settings, database, backlog: limits.backlog, points });
  authenticateRequests(app, { authenticate, isReadingOpen });
  setCacheHeaders(app);
  const live = mountLive(app, { subscriptions, authenticate, limits, corsOrigins, trustProxy });
  const droppedLines = () => ("dropped" in stream ? stream.dropped() : 0);
  mountMetrics(app, { pool: database.pool, live: live.counts, droppedLines });
  mountHealth(app, options.checkReadiness ?? (() => checkDatabase(database)));
  mountSchemaText(app, schema);
  mountPage(app);
  mountExports(app, { database, deadlineMs, points });
  const createContext = contexts(database, points);
  await mountGraphql(app, apollo, { createContext, deadlineMs });
  await app.ready();
  return { app, close: () => close(app, apollo, live) };
}

/** Makes the function that counts points; undefined without a limit. */
function openLimits({ rateLimit: points, pointsPerMs, rateLimitStore: store }: Config, { pool }: DatabaseConnection) {
  return points > 0 ? rateLimits({ points, pointsPerMs, store, pool }) : undefined;
}

/** Makes the function that creates the context of each request. */
function contexts(database: DatabaseConnection, points: Points | undefined) {
  return ({ id: requestId, viewer, ip: address }: FastifyRequest, signal: AbortSignal) => {
    const spender = { viewer, address };
    const budget = budgetOf(points, spender);
    return createContext({ database, requestId, signal, viewer, budget, who: spenderName(spender) });
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

/** Rejects if the database cannot be reached. It is the default check behind `/readyz`. */
export async function checkDatabase({ pool }: DatabaseConnection): Promise<undefined> {
  await pool.query("SELECT 1");
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
