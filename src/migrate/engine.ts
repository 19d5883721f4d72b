import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** Node has it; the type library that declares it is the browser's, which would let a stray `window` pass. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>;
};

/** PostgreSQL's one-byte `"char"`, used by its catalogs only. */
const CATALOG_CHAR = 18;

let instantiation: Promise<void> | undefined;

/** The package is written for bundlers that can import a .wasm file; Node needs it instantiated by hand, once. */
async function instantiate(): Promise<void> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(await readFile(script.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": Object.fromEntries(Object.entries(bindings).map(patient)),
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

/** The engine never clears the timer with which it waits 10 s for its lock: the process need not wait with it. */
function patient([name, binding]: [string, unknown]): [string, unknown] {
  if (!name.startsWith("__wbg_setTimeout")) {
    return [name, binding];
  }
  return [name, (callback: () => void, delay: number) => setTimeout(callback, delay).unref()];
}

/**
 * Prisma's own schema engine as WebAssembly, so that no binary need be downloaded, at work on one session.
 *
 * @param session an open session; everything the engine does happens in it, hence within its transaction if it has one
 * @param onScriptError told PostgreSQL's own error when a migration's script fails, which the engine does not pass on
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
      // Prisma's version splits the script at every semicolon, also within a function's body or a text.
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

/** PrismaPg insists on a pool: this one has no connection of its own and hands everything to the session. */
function poolOf(session: pg.Client): pg.Pool {
  const pool = new pg.Pool();
  const query = async (statement: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
    const result = await session.query(statement);
    for (const field of result.fields) {
      // The adapter does not know the type and refuses it: it passes as a uuid until `relabelled` corrects that.
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
