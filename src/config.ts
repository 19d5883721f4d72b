import { availableParallelism } from "node:os";
import { z } from "zod";

const ENVIRONMENTS = ["development", "production", "test"] as const;
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Everything that an operator may choose, with every default filled in. */
export interface Config {
  environment: (typeof ENVIRONMENTS)[number];
  host: string;
  port: number;
  /** A `postgres://` address, which may hold a password; undefined for the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** Where the embedded PostgreSQL keeps its data. */
  dataFolder: string;
  logLevel: (typeof LOG_LEVELS)[number];
  poolSize: number;
  statementTimeoutMs: number;
  requestDeadlineMs: number;
  compiledExecution: boolean;
  maxCost: number;
  /** The origins whose pages may read the answers in a browser; all when `*`. */
  corsOrigins: "*" | string[];
  /** What the hashes of keys are keyed with; undefined for the archive's own secret. */
  keySecret: string | undefined;
  /** Whether reading needs no key. */
  isReadingOpen: boolean;
  /** Whether an archive without articles gets the demo at the start. */
  demo: boolean;
}

/** The environment cannot be used as it is. Its message names every variable at fault and what to write instead. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const LONGEST_MS = 600_000;

const DATABASE_URL_SHAPE =
  "must look like postgres://user:password@host:5432/database (special characters of the password percent-encoded)";

const variables = z.object({
  NODE_ENV: oneOf(ENVIRONMENTS, "development"),
  // Fastify listens on every address of this name, IPv4 and IPv6: what is typed into a browser on this computer works,
  // and nobody else gets in until somebody says so. Containers set 0.0.0.0.
  HOST: z.string().default("localhost"),
  PORT: whole(0, 65_535, 4_000),
  DATABASE_URL: z.string().refine(isDatabaseUrl, DATABASE_URL_SHAPE).optional(),
  ONRECORD_DATA: z.string().default(".onrecord"),
  LOG_LEVEL: oneOf(LOG_LEVELS, "info"),
  // More connections than about twice the cores make PostgreSQL slower, not faster; one would let a transaction that
  // waits for a statement beside it wait for itself.
  ONRECORD_POOL_SIZE: whole(2, 500, Math.max(4, 2 * availableParallelism())),
  ONRECORD_STATEMENT_TIMEOUT: whole(1, LONGEST_MS, 10_000),
  ONRECORD_REQUEST_DEADLINE: whole(1, LONGEST_MS, 15_000),
  ONRECORD_MAX_COST: whole(1, 1_000_000, 5_000),
  ONRECORD_COMPILED: oneOf(["true", "false"], "true"),
  ONRECORD_CORS_ORIGINS: z
    .string()
    .refine(isOriginList, "must be * or origins with commas between, like https://example.org,http://localhost:3000")
    .default("*"),
  ONRECORD_KEY_SECRET: z.string().min(32, "must be at least 32 characters long, best random ones").optional(),
  ONRECORD_READ: oneOf(["open", "keys"], "open"),
  ONRECORD_DEMO: oneOf(["true", "false"], "true"),
});

/** Variables whose value must not stand in a log. */
const SECRET = new Set(["DATABASE_URL", "ONRECORD_KEY_SECRET"]);

/**
 * Reads the environment; a variable that is empty counts as not set.
 *
 * @throws ConfigError naming every bad variable at once
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => describe(String(issue.path[0]), issue.message, given)));
  }
  const { data } = parsed;
  return {
    environment: data.NODE_ENV,
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.ONRECORD_DATA,
    logLevel: data.LOG_LEVEL,
    poolSize: data.ONRECORD_POOL_SIZE,
    statementTimeoutMs: data.ONRECORD_STATEMENT_TIMEOUT,
    requestDeadlineMs: data.ONRECORD_REQUEST_DEADLINE,
    compiledExecution: data.ONRECORD_COMPILED === "true",
    maxCost: data.ONRECORD_MAX_COST,
    corsOrigins: data.ONRECORD_CORS_ORIGINS === "*" ? "*" : originsIn(data.ONRECORD_CORS_ORIGINS),
    keySecret: data.ONRECORD_KEY_SECRET,
    isReadingOpen: data.ONRECORD_READ === "open",
    demo: data.ONRECORD_DEMO === "true",
  };
}

function describe(name: string, expectation: string, given: Partial<Record<string, string>>): string {
  return `${name} ${expectation}${SECRET.has(name) ? "" : `, not ${JSON.stringify(given[name])}`}`;
}

function whole(least: number, most: number, preset: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  const range = z.number().min(least, error).max(most, error);
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(range).default(preset);
}

function oneOf<const Value extends string>(values: readonly Value[], preset: z.util.NoUndefined<Value>) {
  const list = values.join(", ").replace(/, ([^,]*)$/, " or $1");
  return z.enum(values, `must be ${list}`).default(preset);
}

function originsIn(list: string): string[] {
  return list.split(",").map((origin) => origin.trim());
}

function isOriginList(list: string): boolean {
  return list === "*" || originsIn(list).every((origin) => URL.canParse(origin) && new URL(origin).origin === origin);
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname, searchParams } = new URL(text);
  // A Unix socket's folder comes as ?host=/var/run/postgresql.
  return /^postgres(ql)?:$/.test(protocol) && (hostname !== "" || searchParams.has("host"));
}
