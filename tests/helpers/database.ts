import { randomBytes } from "node:crypto";
import pg from "pg";
import { type ConnectOptions, connect, type DatabaseConnection } from "../../src/database.ts";

/** A database of one test file's own, with the tables and nothing in them. */
export type TestDatabase = DatabaseConnection & { url: string; drop(): Promise<void> };

/** Clones the migrated template: some 50 ms. Call `drop` in afterAll. */
export async function cloneDatabase(options: Partial<ConnectOptions> = {}): Promise<TestDatabase> {
  const name = await createDatabase(process.env.ONRECORD_TEST_TEMPLATE);
  const url = databaseUrl(name);
  const connection = connectTo(url, options);
  const drop = async (): Promise<void> => {
    await connection.close();
    await dropDatabase(name);
  };
  return Object.assign(connection, { url, drop });
}

/** Connects to a database as the server would, with few connections. */
export function connectTo(url: string, options: Partial<ConnectOptions> = {}): DatabaseConnection {
  return connect({
    url,
    poolSize: 4,
    statementTimeoutMs: 10_000,
    applicationName: "onrecord test",
    onError: () => {},
    ...options,
  });
}

/** An empty database, or a copy of `template`. */
export async function createDatabase(template = "template1"): Promise<string> {
  const name = `onrecord_test_${randomBytes(6).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return name;
}

/** Drops the database, whoever is connected to it. */
export async function dropDatabase(name: string): Promise<void> {
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
}

/** The address of a database on the run's server. */
export function databaseUrl(name: string): string {
  const url = new URL(process.env.ONRECORD_TEST_SERVER ?? "");
  url.pathname = name;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(process.env.ONRECORD_TEST_SERVER);
  await client.connect();
  await client.query(statement);
  await client.end();
}
