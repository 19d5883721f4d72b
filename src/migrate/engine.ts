import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** Declared here because only the browser's type library declares it, and that would also allow a stray `window`. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>;
};

/** PostgreSQL's one-byte type `"char"`, which only its catalogs use. */
const CATALOG_CHAR = 18;

let instantiation: Promise<void> | undefined;

/** Instantiates the engine, once: the package is written for bundlers that import .wasm files, which Node 20 cannot. */
async function instantiate(): Promise<void> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(await readFile(script.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": Object.fromEntries(Object.entries(bindings).map(patient)),
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

/** Keeps the engine's timers from holding up the end of the process: it never clears the one for its lock's 10 s. */
function patient([name, binding]: [string, unknown]): [string, unknown] {
  if (!name.startsWith("__wbg_setTimeout")) {
    return [name, binding];
  }
  return [name, (callback: () => void, delay: number) => setTimeout(callback, delay).unref()];
}

/**
 * Opens Prisma's schema engine on one session. It runs as WebAssembly, so no binary has to be downloaded.
 *
 * @param session an open session; the engine does everything in it, so also within its open transaction
 * @param onScriptError called with PostgreSQL's error if a migration's script fails; the engine does not pass it on
 */
export async function openEngine(
  session: pg.Client,
  onScriptError: (error: pg.DatabaseError) => void,
): Promise<SchemaEngine> {
  instantiation ??= instantiate();
  await instantiation;
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterFactory(session, onScriptError)),
  );
}

function adapterFactory(
  session: pg.Client,
  onScriptError: (error: pg.DatabaseError) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(poolOf(session));
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    return Object.assign(adapter, {
      queryRaw: relabelled(adapter),
      // Prisma's own version splits the script at every semicolon, even inside a function's body or a string.
      executeScript: async (script: string) => {
        await session.query(script).catch((error: pg.DatabaseError) => {
          onScriptError(error);
          throw error;
        });
      },
    });
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: async () => factory.connectToShadowDb(),
  };
}

/** The engine locks for a session, which a connection pooler keeps; the transaction in which it works must do. */
const SESSION_LOCK = /pg_advisory_lock(?=\()/;

/** Returns the pool that PrismaPg requires: it has no connections and passes every statement to the session. */
function poolOf(session: pg.Client): pg.Pool {
  const pool = new pg.Pool();
  const query = async (given: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
    const statement = { ...given, text: given.text.replace(SESSION_LOCK, "pg_advisory_xact_lock") };
    const result = await session.query(statement);
    for (const field of result.fields) {
      // The adapter refuses this type, which it does not know. So it is called a uuid until `relabelled` corrects that.
      if (field.dataTypeID === CATALOG_CHAR) {
        field.dataTypeID = pg.types.builtins.UUID;
      }
    }
    return result;
  };
  return Object.assign(pool, { query });
}

function relabelled(adapter: SqlDriverAdapter): SqlDriverAdapter["queryRaw"] {
  const queryRaw = adapter.queryRaw.bind(adapter);
  return async (statement) => {
    const result = await queryRaw(statement);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
}
