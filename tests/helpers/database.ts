import { randomBytes } from "node:crypto";
import { afterEach, beforeEach } from "@jest/globals";
import pg from "pg";
import { type ConnectOptions, connect, type DatabaseConnection } from "../../src/database.ts";

/**
 * Connects to a database as the server would, but with few connections, and with longer timeouts for a busy machine.
 */
export function connectTo(url: string, options: Partial<ConnectOptions> = {}): DatabaseConnection {
  return connect({
    url,
    poolSize: 4,
    statementTimeoutMs: 120_000,
    connectionTimeoutMs: 120_000,
    applicationName: "onrecord test",
    onError: () => {},
    ...options,
  });
}

/** Returns the address of a database without tables, which each test of the file finds empty. */
export function openEmptyDatabase(): string {
  const name = newName();
  beforeEach(() => createDatabase(name, "template1"));
  afterEach(() => dropDatabase(name));
  return databaseUrl(name);
}

/** Returns a name that no other database of the run has. */
export function newName(): string {
  return `onrecord_test_${randomBytes(6).toString("hex")}`;
}

/** Creates a database as a copy of another: by default of the migrated template, in about 50 ms. */
export async function createDatabase(name: string, template = process.env.ONRECORD_TEST_TEMPLATE): Promise<void> {
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
}

/** Drops the database, even if clients are connected. */
export async function dropDatabase(name: string): Promise<void> {
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
}

/** Returns the address of a database on the run's server. */
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
