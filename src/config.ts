import { existsSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { type EnvironmentFile, readEnvironmentText } from "./config/environmentFile.ts";
import type { SiteSettings } from "./config/site.ts";
import { unknownVariables } from "./config/unknown.ts";
import { type ENVIRONMENTS, type LOG_FORMATS, type LOG_LEVELS, listIn, variables } from "./config/variables.ts";

/** Everything that an operator may choose, with every default filled in. */
export interface Config {
  environment: (typeof ENVIRONMENTS)[number];
  host: string;
  port: number;
  /** A `postgres://` address, which may hold a password; undefined for the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** The address of PostgreSQL itself if `databaseUrl` is that of a connection pooler; undefined if they are the same. */
  databaseDirectUrl: string | undefined;
  /** The address of a streaming replica from which requests read; undefined for none. */
  databaseReadUrl: string | undefined;
  /** The most milliseconds by which that replica may be behind. */
  replicaLagMs: number;
  /** Whether sessions of the database keep the plans of frequent statements. */
  preparedStatements: boolean;
  /** Where the embedded PostgreSQL keeps its data. */
  dataFolder: string;
  logLevel: (typeof LOG_LEVELS)[number];
  logFormat: (typeof LOG_FORMATS)[number];
  poolSize: number;
  statementTimeoutMs: number;
  requestDeadlineMs: number;
  compiledExecution: boolean;
  maxCost: number;
  /** The origins whose pages may read the answers in a browser; all when `*`. */
  corsOrigins: "*" | string[];
  /** The header `Strict-Transport-Security`; undefined to send none. */
  hsts: string | undefined;
  /** The secret with which the hashes of keys are made; undefined for the archive's own. */
  keySecret: string | undefined;
  /** Whether reading needs no key. */
  isReadingOpen: boolean;
  /** Whether everybody may read the bodies of articles; otherwise only editors may. */
  areBodiesOpen: boolean;
  /** Whether only the site's own documents are run, which requests name by `documentId`. */
  areDocumentsTrusted: boolean;
  /** The site's name, languages, colours and logo. */
  site: SiteSettings;
  /** Whether `/mcp` offers the archive's tools to assistants. */
  offersMcp: boolean;
  live: LiveLimits;
  /** The points that a key, or an address without a key, may spend in a minute; 0 for no limit. */
  rateLimit: number;
  /** The price in points of a millisecond for which an operation holds a connection to the database. */
  pointsPerMs: number;
  rateLimitStore: "memory" | "postgres";
  /** The proxies in front of the server that are trusted: how many, or their addresses. */
  trustProxy: number | string;
  /** The provider whose tokens are accepted besides keys; undefined for keys only. */
  oidc: { issuer: string; audience: string; rolesClaim: string; client?: OidcClient | undefined } | undefined;
  /** Whether an archive without articles is filled with the demo when the server starts. */
  demo: boolean;
}

/** The archive as a client of the provider, with which people sign in to the site. */
export interface OidcClient {
  clientId: string;
  /** Undefined for a public client. */
  clientSecret: string | undefined;
  /** Separated by spaces. */
  scopes: string;
  /** The provider's name, as people read it. */
  name: string;
}

/** The limits of the live feed. */
export interface LiveLimits {
  /** WebSockets and event streams at once. */
  connections: number;
  connectionsPerAddress: number;
  /** Subscriptions at once over one WebSocket. */
  operations: number;
  /** The interval in milliseconds after which each connection is probed. */
  keepAliveMs: number;
  /** The number of statements that a reader may lag behind before it is dropped. */
  backlog: number;
}

/** An environment that cannot be used. The message names every variable at fault and what to write instead. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** Variables whose value must never be logged. The same holds for any address with a password before its @. */
const SECRET = new Set([
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "DATABASE_READ_URL",
  "ONRECORD_KEY_SECRET",
  "OIDC_CLIENT_SECRET",
]);

/**
 * Adds the variables of the file `.env` in the working directory, if there is one, to the environment. A variable that is
 * set already keeps its value.
 *
 * @throws ConfigError if the file cannot be read
 */
export function loadEnvironmentFile(): void {
  if (!existsSync(".env")) return;
  const { variables: given, problems } = readFileOfVariables();
  if (problems.length > 0) throw new ConfigError(problems);
  for (const [name, value] of Object.entries(given)) process.env[name] ??= value;
}

function readFileOfVariables(): EnvironmentFile {
  try {
    return readEnvironmentText(readFileSync(".env"), Object.keys(variables.shape));
  } catch (error) {
    throw new ConfigError([`.env cannot be read: ${(error as Error).message}`]);
  }
}

/**
 * Reads the environment. An empty variable counts as not set.
 *
 * @throws ConfigError naming every bad variable at once
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const { data, error } = variables.safeParse(given);
  const bad = (error?.issues ?? []).map(({ path, message }) => describeProblem(String(path[0]), message, given));
  const problems = [...bad, ...unknownVariables(given, Object.keys(variables.shape))];
  if (!data || problems.length > 0) throw new ConfigError(problems);
  return {
    environment: data.NODE_ENV,
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    databaseDirectUrl: data.DATABASE_DIRECT_URL,
    databaseReadUrl: data.DATABASE_READ_URL,
    replicaLagMs: data.ONRECORD_REPLICA_LAG,
    preparedStatements: data.ONRECORD_PREPARED_STATEMENTS === "true",
    dataFolder: data.ONRECORD_DATA,
    logLevel: data.LOG_LEVEL,
    logFormat: data.LOG_FORMAT,
    poolSize: data.ONRECORD_POOL_SIZE,
    statementTimeoutMs: data.ONRECORD_STATEMENT_TIMEOUT,
    requestDeadlineMs: data.ONRECORD_REQUEST_DEADLINE,
    compiledExecution: data.ONRECORD_COMPILED === "true",
    maxCost: data.ONRECORD_MAX_COST,
    corsOrigins: data.ONRECORD_CORS_ORIGINS === "*" ? "*" : listIn(data.ONRECORD_CORS_ORIGINS),
    hsts: data.ONRECORD_HSTS === "off" ? undefined : data.ONRECORD_HSTS,
    keySecret: data.ONRECORD_KEY_SECRET,
    rateLimit: data.ONRECORD_RATE_LIMIT,
    pointsPerMs: data.ONRECORD_POINTS_PER_MS,
    rateLimitStore: data.ONRECORD_RATE_LIMIT_STORE,
    trustProxy: /^\d+$/.test(data.ONRECORD_TRUST_PROXY) ? Number(data.ONRECORD_TRUST_PROXY) : data.ONRECORD_TRUST_PROXY,
    oidc: readOidc(data),
    isReadingOpen: data.ONRECORD_READ === "open",
    areBodiesOpen: data.ONRECORD_BODIES === "open",
    areDocumentsTrusted: data.ONRECORD_DOCUMENTS === "trusted",
    site: {
      siteName: data.ONRECORD_SITE_NAME,
      languages: listIn(data.ONRECORD_SITE_LANGUAGES),
      colors: data.ONRECORD_SITE_COLORS ?? {},
      logo: data.ONRECORD_SITE_LOGO,
    },
    offersMcp: data.ONRECORD_MCP === "true",
    live: {
      connections: data.ONRECORD_LIVE_CONNECTIONS,
      connectionsPerAddress: data.ONRECORD_LIVE_CONNECTIONS_PER_ADDRESS,
      operations: data.ONRECORD_LIVE_OPERATIONS,
      keepAliveMs: data.ONRECORD_LIVE_KEEP_ALIVE,
      backlog: data.ONRECORD_LIVE_BACKLOG,
    },
    demo: data.ONRECORD_DEMO === "true",
  };
}

function describeProblem(name: string, expectation: string, given: Partial<Record<string, string>>): string {
  const isTold = given[name] !== undefined && !SECRET.has(name) && !given[name].includes("@");
  return `${name} ${expectation}${isTold ? `, not ${JSON.stringify(given[name])}` : ""}`;
}

function readOidc(data: z.output<typeof variables>): Config["oidc"] {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_ROLES_CLAIM: rolesClaim } = data;
  if (issuer === undefined || audience === undefined) return undefined;
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_SCOPES: scopes, OIDC_NAME } = data;
  const name = OIDC_NAME ?? new URL(issuer).host;
  const client = clientId === undefined ? undefined : { clientId, clientSecret, scopes, name };
  return { issuer, audience, rolesClaim, client };
}
