import { rm } from "node:fs/promises";
import pg from "pg";
import { startEmbedded } from "../../src/embedded.ts";
import { migrate } from "../../src/migrate.ts";
import { partition } from "../../src/partition/convert.ts";
import { removeLeftovers, temporaryFolder } from "./ownServer.ts";

const TEMPLATE = `onrecord_template_${process.pid}`;

/** The function that cleans up at the end of the run. */
export type Clearance = { onrecordClearance?: () => Promise<void> };

/**
 * Starts one PostgreSQL for the whole run, with one migrated database that the tests clone (helpers/database.ts). If
 * ONRECORD_TEST_DATABASE_URL is set, uses that server; its role must be allowed to create databases. With
 * ONRECORD_TEST_PARTITIONS, that database is partitioned (`onrecord partition`).
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env.ONRECORD_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startThrowAway();
  process.env.ONRECORD_TEST_SERVER = server.url;
  process.env.ONRECORD_TEST_TEMPLATE = TEMPLATE;
  (globalThis as Clearance).onrecordClearance = async () => {
    await execute(server.url, `DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await server.stop();
  };
  await execute(server.url, `CREATE DATABASE ${TEMPLATE}`);
  const template = new URL(server.url);
  template.pathname = TEMPLATE;
  await migrate(template.href, { log: () => {} });
  const into = Number(process.env.ONRECORD_TEST_PARTITIONS ?? 0);
  if (into > 0) await partitionTemplate(template.href, into);
}

async function partitionTemplate(url: string, into: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await partition(client, { into, log: () => {} });
  await client.end();
}

async function startThrowAway(): Promise<{ url: string; stop: () => Promise<void> }> {
  await removeLeftovers();
  const folder = await temporaryFolder();
  const { url, stop } = await startEmbedded({ folder, log: () => {}, throwAway: true });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
