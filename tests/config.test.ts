import { availableParallelism } from "node:os";
import { describe, expect, test } from "@jest/globals";
import { ConfigError, loadConfig } from "../src/config.ts";

describe("loadConfig", () => {
  test("loadConfig fills in every default", () => {
    expect(loadConfig({})).toEqual({
      areBodiesOpen: false,
      areDocumentsTrusted: false,
      environment: "development",
      host: "localhost",
      port: 4000,
      databaseUrl: undefined,
      databaseDirectUrl: undefined,
      databaseReadUrl: undefined,
      replicaLagMs: 10_000,
      preparedStatements: true,
      dataFolder: ".onrecord",
      logLevel: "info",
      logFormat: "auto",
      poolSize: Math.max(4, 2 * availableParallelism()),
      statementTimeoutMs: 10_000,
      requestDeadlineMs: 15_000,
      compiledExecution: true,
      maxCost: 5_000,
      site: { siteName: "OnRecord", languages: ["en", "de", "ru", "ar", "tr"], colors: {}, logo: undefined },
      offersMcp: false,
      corsOrigins: "*",
      hsts: "max-age=31536000; includeSubDomains",
      keySecret: undefined,
      isReadingOpen: true,
      rateLimit: 600_000,
      pointsPerMs: 20,
      rateLimitStore: "memory",
      trustProxy: 0,
      oidc: undefined,
      live: {
        connections: 2_000,
        connectionsPerAddress: 100,
        operations: 20,
        keepAliveMs: 15_000,
        backlog: 10_000,
      },
      demo: true,
    });
  });

  test("loadConfig takes what is set", () => {
    expect(
      loadConfig({
        NODE_ENV: "production",
        HOST: "0.0.0.0",
        PORT: "0",
        DATABASE_URL: "postgresql://reader:secret@db.example:5433/archive?sslmode=require",
        DATABASE_DIRECT_URL: "postgresql://reader:secret@db.example:5432/archive",
        DATABASE_READ_URL: "postgresql://reader:secret@replica.example:5432/archive",
        ONRECORD_REPLICA_LAG: "3000",
        ONRECORD_PREPARED_STATEMENTS: "false",
        ONRECORD_DATA: "/var/lib/onrecord",
        LOG_LEVEL: "warn",
        LOG_FORMAT: "text",
        ONRECORD_POOL_SIZE: "12",
        ONRECORD_STATEMENT_TIMEOUT: "2500",
        ONRECORD_REQUEST_DEADLINE: "4000",
        ONRECORD_MAX_COST: "800",
        ONRECORD_COMPILED: "false",
        ONRECORD_CORS_ORIGINS: "https://newsroom.example, http://localhost:3000",
        ONRECORD_HSTS: "off",
        ONRECORD_KEY_SECRET: "a secret of thirty-two characters",
        ONRECORD_READ: "keys",
        ONRECORD_BODIES: "open",
        ONRECORD_DOCUMENTS: "trusted",
        ONRECORD_SITE_NAME: "Hafenarchiv",
        ONRECORD_SITE_LANGUAGES: "de, en",
        ONRECORD_SITE_COLORS: "accent=00528a/8ecbff, found=#cfe8ff/#123a5c",
        ONRECORD_MCP: "true",
        ONRECORD_RATE_LIMIT: "0",
        ONRECORD_POINTS_PER_MS: "0",
        ONRECORD_RATE_LIMIT_STORE: "postgres",
        ONRECORD_TRUST_PROXY: "loopback, 10.0.0.0/8",
        OIDC_ISSUER: "https://login.example/realms/newsroom",
        OIDC_AUDIENCE: "onrecord",
        OIDC_ROLES_CLAIM: "realm_access.roles",
        OIDC_CLIENT_ID: "onrecord-site",
        OIDC_CLIENT_SECRET: "a secret of the site",
        OIDC_SCOPES: "openid email",
        OIDC_NAME: "Newsroom account",
        ONRECORD_LIVE_CONNECTIONS: "10",
        ONRECORD_LIVE_CONNECTIONS_PER_ADDRESS: "5",
        ONRECORD_LIVE_OPERATIONS: "2",
        ONRECORD_LIVE_KEEP_ALIVE: "500",
        ONRECORD_LIVE_BACKLOG: "7",
        ONRECORD_DEMO: "false",
      }),
    ).toEqual({
      areBodiesOpen: true,
      areDocumentsTrusted: true,
      environment: "production",
      host: "0.0.0.0",
      port: 0,
      databaseUrl: "postgresql://reader:secret@db.example:5433/archive?sslmode=require",
      databaseDirectUrl: "postgresql://reader:secret@db.example:5432/archive",
      databaseReadUrl: "postgresql://reader:secret@replica.example:5432/archive",
      replicaLagMs: 3_000,
      preparedStatements: false,
      dataFolder: "/var/lib/onrecord",
      logLevel: "warn",
      logFormat: "text",
      poolSize: 12,
      statementTimeoutMs: 2_500,
      requestDeadlineMs: 4_000,
      compiledExecution: false,
      maxCost: 800,
      site: {
        siteName: "Hafenarchiv",
        languages: ["de", "en"],
        colors: { accent: { light: "#00528a", dark: "#8ecbff" }, found: { light: "#cfe8ff", dark: "#123a5c" } },
        logo: undefined,
      },
      offersMcp: true,
      corsOrigins: ["https://newsroom.example", "http://localhost:3000"],
      hsts: undefined,
      keySecret: "a secret of thirty-two characters",
      isReadingOpen: false,
      rateLimit: 0,
      pointsPerMs: 0,
      rateLimitStore: "postgres",
      trustProxy: "loopback, 10.0.0.0/8",
      oidc: {
        issuer: "https://login.example/realms/newsroom",
        audience: "onrecord",
        rolesClaim: "realm_access.roles",
        client: {
          clientId: "onrecord-site",
          clientSecret: "a secret of the site",
          scopes: "openid email",
          name: "Newsroom account",
        },
      },
      live: { connections: 10, connectionsPerAddress: 5, operations: 2, keepAliveMs: 500, backlog: 7 },
      demo: false,
    });
  });

  test("loadConfig takes an empty variable for one that is not set", () => {
    expect(loadConfig({ PORT: "", DATABASE_URL: "", LOG_LEVEL: "", HOST: "" })).toEqual(loadConfig({}));
  });

  test("a client of a provider is public and named after the provider's host, unless settings say otherwise", () => {
    const given = { OIDC_ISSUER: "https://login.example/x", OIDC_AUDIENCE: "onrecord", OIDC_CLIENT_ID: "site" };
    const expected = { clientId: "site", clientSecret: undefined, scopes: "openid profile", name: "login.example" };
    expect(loadConfig(given).oidc?.client).toEqual(expected);
  });

  test.each<[Record<string, string>, string]>([
    [{ OIDC_CLIENT_ID: "site" }, "OIDC_CLIENT_ID must be set only together with OIDC_ISSUER"],
    [{ OIDC_CLIENT_SECRET: "hunter2" }, "OIDC_CLIENT_SECRET must be set only together with OIDC_CLIENT_ID"],
    [{ OIDC_SCOPES: "profile" }, 'OIDC_SCOPES must be scopes separated by spaces, openid among them, not "profile"'],
  ])("the client's settings %j are refused", (given, problem) => {
    const [told = ""] = problemsOf(given);
    expect(told).toContain(problem);
    expect(told).not.toContain("hunter2");
  });

  test("loadConfig names every bad variable at once with what to write instead", () => {
    const bad = {
      NODE_ENV: "prod",
      PORT: "65536",
      LOG_LEVEL: "loud",
      ONRECORD_POOL_SIZE: "many",
      ONRECORD_COMPILED: "yes",
      ONRECORD_CORS_ORIGINS: "newsroom.example",
      ONRECORD_READ: "closed",
      ONRECORD_TRUST_PROXY: "everybody",
      OIDC_ISSUER: "login.example",
    };
    expect(problemsOf(bad)).toEqual([
      'NODE_ENV must be development, production or test, not "prod"',
      'PORT must be a whole number from 0 to 65535, not "65536"',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud"',
      'ONRECORD_POOL_SIZE must be a whole number from 2 to 500, not "many"',
      'ONRECORD_COMPILED must be true or false, not "yes"',
      'ONRECORD_CORS_ORIGINS must be * or origins separated by commas, like https://example.org,http://localhost:3000, not "newsroom.example"',
      'ONRECORD_READ must be open or keys, not "closed"',
      'OIDC_ISSUER must be the address of an OpenID Connect provider, as in `iss`, without a user and a password, not "login.example"',
      'ONRECORD_TRUST_PROXY must be the number of proxies in front of the server, or their addresses separated by commas, not "everybody"',
      "OIDC_AUDIENCE must be set together with OIDC_ISSUER, and only then",
    ]);
  });

  test.each([
    ["ONRECORD_RAED", "did you mean ONRECORD_READ?"],
    ["ONRECRD_READ", "did you mean ONRECORD_READ?"],
    ["ON_RECORD_READ", "did you mean ONRECORD_READ?"],
    ["onrecord_read", "did you mean ONRECORD_READ?"],
    ["Onrecord_Data", "did you mean ONRECORD_DATA?"],
    ["ONRECORD_RATELIMIT", "did you mean ONRECORD_RATE_LIMIT?"],
    ["ONRECORD_CORS_ORIGIN", "did you mean ONRECORD_CORS_ORIGINS?"],
    ["ONRECORD_DATABASE_URL", "did you mean DATABASE_URL?"],
    ["ONRECORD_PORT", "did you mean PORT?"],
    ["ONRECORD_LOGLEVEL", "did you mean LOG_LEVEL?"],
    ["ONRECORD_WEATHER", ".env.example lists all settings."],
  ])("the unknown variable %s is refused: %s", (name, advice) => {
    expect(problemsOf({ [name]: "hunter2" })).toEqual([`${name} is not a setting: ${advice}`]);
  });

  test("ignores an unknown variable that is empty, and those that Kubernetes sets for a service", () => {
    const environment = {
      ONRECORD_OLD: "",
      ONRECORD_SERVICE_HOST: "10.0.0.1",
      ONRECORD_SERVICE_PORT_HTTP: "4000",
      ONRECORD_PORT: "tcp://10.0.0.1:4000",
      ONRECORD_PORT_4000_TCP_ADDR: "10.0.0.1",
      ONRECORD_DATABASE_SERVICE_HOST: "10.0.0.2",
      ONRECORD_DATABASE_PORT: "tcp://10.0.0.2:5432",
    };
    expect(loadConfig(environment)).toEqual(loadConfig({}));
  });

  test.each(["max-age=0", "max-age=300; includeSubDomains", "max-age=63072000; includeSubDomains; preload"])(
    "the HSTS header %p is taken",
    (ONRECORD_HSTS) => {
      expect(loadConfig({ ONRECORD_HSTS }).hsts).toBe(ONRECORD_HSTS);
    },
  );

  test.each(["on", "max-age", "max-age=1\r\nx-evil: 1", "max-age=1; other"])(
    "the HSTS header %p is refused",
    (value) => {
      expect(problemsOf({ ONRECORD_HSTS: value })).toHaveLength(1);
    },
  );

  test("loadConfig puts every problem into the error's message", () => {
    expect(() => loadConfig({ PORT: "x", LOG_LEVEL: "y" })).toThrow(/PORT.*\n.*LOG_LEVEL/);
  });

  test.each(["-1", "1.5", "0x10", "1e3", " 80", "80 ", "٨٠", "999999999999999999999"])(
    "loadConfig refuses the port %p",
    (PORT) => {
      expect(problemsOf({ PORT })).toEqual([
        `PORT must be a whole number from 0 to 65535, not ${JSON.stringify(PORT)}`,
      ]);
    },
  );

  test.each([
    "mysql://root:hunter2@localhost/archive",
    "postgres://root:hunter2@:5432/archive",
    "postgres://root:hunter2#x@localhost/archive",
    "root:hunter2@localhost",
    "localhost:5432",
  ])("loadConfig refuses the address %p without showing its password", (DATABASE_URL) => {
    const [problem, ...others] = problemsOf({ DATABASE_URL });
    expect(problem).toContain("DATABASE_URL must look like postgres://user:password@host:5432/database");
    expect(problem).not.toContain("hunter2");
    expect(others).toEqual([]);
  });

  test("loadConfig refuses a provider with a password without showing it", () => {
    const given = { OIDC_ISSUER: "https://onrecord:hunter2@login.example", OIDC_AUDIENCE: "onrecord" };
    expect(problemsOf(given)).toEqual([
      "OIDC_ISSUER must be the address of an OpenID Connect provider, as in `iss`, without a user and a password",
    ]);
  });

  test("loadConfig refuses a secret that is too short without showing it", () => {
    expect(problemsOf({ ONRECORD_KEY_SECRET: "hunter2" })).toEqual([
      "ONRECORD_KEY_SECRET must be at least 32 characters long, preferably random ones",
    ]);
  });

  test.each(["1", "10.0.0.1", "10.0.0.0/8", "loopback,fd00::/8", "uniquelocal"])(
    "loadConfig trusts the proxies %p",
    (proxies) => {
      expect(problemsOf({ ONRECORD_TRUST_PROXY: proxies })).toEqual([]);
    },
  );

  test.each(["true", "-1", "100", "10.0.0.0/33", "10.0.0.0/8/8", "::/129", "proxy.example", ",", "10.0.0"])(
    "loadConfig refuses the proxies %p",
    (proxies) => {
      expect(problemsOf({ ONRECORD_TRUST_PROXY: proxies })).toHaveLength(1);
    },
  );

  test.each([
    "postgres://localhost/archive",
    "postgresql:///archive?host=/var/run/postgresql",
    "postgres://a:%23b@[::1]:1/c",
  ])("loadConfig takes the address %p", (DATABASE_URL) => {
    expect(loadConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });
});

function problemsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}
