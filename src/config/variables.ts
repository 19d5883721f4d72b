import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { readSiteColors, readSiteLogo, SITE_LANGUAGES, UnusableSetting } from "./site.ts";

/** The values of `NODE_ENV`. */
export const ENVIRONMENTS = ["development", "production", "test"] as const;
/** The values of `LOG_LEVEL`, the gravest first. */
export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** The values of `LOG_FORMAT`: `auto` is text on a terminal and JSON elsewhere. */
export const LOG_FORMATS = ["auto", "json", "text"] as const;

const LONGEST_MS = 600_000;

const HSTS = /^(?:off|max-age=\d{1,10}(?:; includeSubDomains)?(?:; preload)?)$/;

/** A name that people read. */
const ONE_LINE = /^(?=\S)[^\p{C}\p{Zl}\p{Zp}]{1,60}(?<=\S)$/u;

const DATABASE_URL_SHAPE =
  "must look like postgres://user:password@host:5432/database (special characters of the password percent-encoded)";

/** The environment variables, each with the form it must have and its default. */
export const variables = z
  .object({
    NODE_ENV: oneOf(ENVIRONMENTS, "development"),
    // Fastify listens on every address of this name, IPv4 and IPv6, so a browser on this computer reaches it either way and
    // other computers do not reach it until the operator says so. Containers set 0.0.0.0.
    HOST: z.string().default("localhost"),
    PORT: whole(0, 65_535, 4_000),
    DATABASE_URL: z.string().refine(isDatabaseUrl, DATABASE_URL_SHAPE).optional(),
    DATABASE_DIRECT_URL: z.string().refine(isDatabaseUrl, DATABASE_URL_SHAPE).optional(),
    DATABASE_READ_URL: z.string().refine(isDatabaseUrl, DATABASE_URL_SHAPE).optional(),
    ONRECORD_REPLICA_LAG: whole(1, LONGEST_MS, 10_000),
    ONRECORD_PREPARED_STATEMENTS: oneOf(["true", "false"], "true"),
    ONRECORD_DATA: z.string().default(".onrecord"),
    LOG_LEVEL: oneOf(LOG_LEVELS, "info"),
    LOG_FORMAT: oneOf(LOG_FORMATS, "auto"),
    // More connections than about twice the cores make PostgreSQL slower, not faster. With a single one, a transaction that
    // waits for a statement on another connection would wait for itself.
    ONRECORD_POOL_SIZE: whole(2, 500, Math.max(4, 2 * availableParallelism())),
    ONRECORD_STATEMENT_TIMEOUT: whole(1, LONGEST_MS, 10_000),
    ONRECORD_REQUEST_DEADLINE: whole(1, LONGEST_MS, 15_000),
    ONRECORD_MAX_COST: whole(1, 1_000_000, 5_000),
    ONRECORD_COMPILED: oneOf(["true", "false"], "true"),
    ONRECORD_CORS_ORIGINS: z
      .string()
      .refine(isOriginList, "must be * or origins separated by commas, like https://example.org,http://localhost:3000")
      .default("*"),
    ONRECORD_HSTS: z
      .string()
      .regex(HSTS, "must be off, or a header like max-age=31536000; includeSubDomains")
      .default("max-age=31536000; includeSubDomains"),
    ONRECORD_KEY_SECRET: z.string().min(32, "must be at least 32 characters long, preferably random ones").optional(),
    ONRECORD_READ: oneOf(["open", "keys"], "open"),
    ONRECORD_BODIES: oneOf(["editors", "open"], "editors"),
    ONRECORD_DOCUMENTS: oneOf(["any", "trusted"], "any"),
    ONRECORD_SITE_NAME: z
      .string()
      .regex(ONE_LINE, "must be a name of at most 60 characters, in one line")
      .default("OnRecord"),
    ONRECORD_SITE_LANGUAGES: z
      .string()
      .refine(
        isLanguageList,
        `must be languages of the interface (${SITE_LANGUAGES.join(", ")}), separated by commas, each once`,
      )
      .default(SITE_LANGUAGES.join(",")),
    ONRECORD_SITE_COLORS: read(readSiteColors),
    ONRECORD_SITE_LOGO: read(readSiteLogo),
    ONRECORD_MCP: oneOf(["true", "false"], "false"),
    ONRECORD_LIVE_CONNECTIONS: whole(0, 100_000, 2_000),
    ONRECORD_LIVE_CONNECTIONS_PER_ADDRESS: whole(0, 100_000, 100),
    ONRECORD_LIVE_OPERATIONS: whole(1, 1_000, 20),
    // Below the minute after which most proxies close silent connections.
    ONRECORD_LIVE_KEEP_ALIVE: whole(100, LONGEST_MS, 15_000),
    ONRECORD_LIVE_BACKLOG: whole(1, 1_000_000, 10_000),
    OIDC_ISSUER: z
      .string()
      .refine(
        isProvider,
        "must be the address of an OpenID Connect provider, as in `iss`, without a user and a password",
      )
      .optional(),
    OIDC_AUDIENCE: z.string().optional(),
    OIDC_ROLES_CLAIM: z.string().default("roles"),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_SCOPES: z
      .string()
      .regex(
        /^(?=(?:.* )?openid(?: |$))[!#-[\]-~]+(?: [!#-[\]-~]+)*$/,
        "must be scopes separated by spaces, openid among them",
      )
      .default("openid profile"),
    OIDC_NAME: z.string().regex(ONE_LINE, "must be a name of at most 60 characters, in one line").optional(),
    // About two of the dearest operations a second, or sixty headline queries: people and front ends stay far below.
    ONRECORD_RATE_LIMIT: whole(0, 1_000_000_000, 600_000),
    // 600,000 points are then half a minute of one connection in each minute.
    ONRECORD_POINTS_PER_MS: whole(0, 1_000_000, 20),
    ONRECORD_RATE_LIMIT_STORE: oneOf(["memory", "postgres"], "memory"),
    ONRECORD_TRUST_PROXY: z
      .string()
      .refine(isProxies, "must be the number of proxies in front of the server, or their addresses separated by commas")
      .default("0"),
    ONRECORD_DEMO: oneOf(["true", "false"], "true"),
  })
  .refine(({ OIDC_ISSUER, OIDC_AUDIENCE }) => (OIDC_ISSUER === undefined) === (OIDC_AUDIENCE === undefined), {
    path: ["OIDC_AUDIENCE"],
    error: "must be set together with OIDC_ISSUER, and only then",
    // Reported together with all other problems.
    when: () => true,
  })
  .refine(({ OIDC_ISSUER, OIDC_CLIENT_ID }) => OIDC_CLIENT_ID === undefined || OIDC_ISSUER !== undefined, {
    path: ["OIDC_CLIENT_ID"],
    error: "must be set only together with OIDC_ISSUER",
    when: () => true,
  })
  .refine(
    ({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }) => OIDC_CLIENT_SECRET === undefined || OIDC_CLIENT_ID !== undefined,
    {
      path: ["OIDC_CLIENT_SECRET"],
      error: "must be set only together with OIDC_CLIENT_ID",
      when: () => true,
    },
  );

function whole(least: number, most: number, preset: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  const range = z.number().min(least, error).max(most, error);
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(range).default(preset);
}

function oneOf<const Value extends string>(values: readonly Value[], preset: z.util.NoUndefined<Value>) {
  const list = values.join(", ").replace(/, ([^,]*)$/, " or $1");
  return z.enum(values, `must be ${list}`).default(preset);
}

/** A text that a function understands, or refuses with the reason. */
function read<Value>(understand: (text: string) => Value) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return understand(text);
      } catch (error) {
        if (!(error instanceof UnusableSetting)) throw error;
        context.addIssue({ code: "custom", message: error.message });
        return z.NEVER;
      }
    })
    .optional();
}

function isLanguageList(list: string): boolean {
  const tags = listIn(list);
  return tags.every((tag) => SITE_LANGUAGES.includes(tag)) && new Set(tags).size === tags.length;
}

/** Returns the entries of a list separated by commas. */
export function listIn(list: string): string[] {
  return list.split(",").map((entry) => entry.trim());
}

function isOriginList(list: string): boolean {
  return list === "*" || listIn(list).every((origin) => URL.canParse(origin) && new URL(origin).origin === origin);
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname, searchParams } = new URL(text);
  // The folder of a Unix socket is given as ?host=/var/run/postgresql.
  return /^postgres(ql)?:$/.test(protocol) && (hostname !== "" || searchParams.has("host"));
}

function isProvider(text: string): boolean {
  return /^https?:\/\/[^@]+$/.test(text) && URL.canParse(text);
}

/** Whether Fastify accepts the list: a number of hops, or addresses, ranges of addresses and names for usual ranges. */
function isProxies(list: string): boolean {
  return /^\d{1,2}$/.test(list) || list.split(",").every((each) => isProxy(each.trim()));
}

function isProxy(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined) return ["loopback", "linklocal", "uniquelocal"].includes(text);
  return more.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}
