import { expect } from "@jest/globals";
import { type ExecutionResult, graphql } from "graphql";
import type pg from "pg";
import type { ArchiveDocument } from "../../src/archive/record/document.ts";
import { record } from "../../src/archive/record.ts";
import { createContext } from "../../src/graphql/context.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { cloneDatabase, type TestDatabase } from "./database.ts";
import { IMPORT } from "./documents.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asked for.
type Answer = any;

/** The API without HTTP, around a database of the test's own. */
export interface Api {
  database: TestDatabase;
  execute(query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** The data of an answer, which must have no errors. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** What the one error of an answer says: its message and the argument that it names. */
  refusal(query: string, variables?: Record<string, unknown>): Promise<string>;
  /** The SQL statements that a query takes, by the names in their leading comments; Prisma's have none. */
  countSql(query: string, variables?: Record<string, unknown>): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens the API on a database of its own with the document recorded. */
export async function openApi(document: ArchiveDocument = {}): Promise<Api> {
  const schema = loadSchema();
  const database = await cloneDatabase();
  const texts = recordSql(database.pool);
  await record(database, document, IMPORT);
  const execute: Api["execute"] = (source, variableValues) =>
    graphql({ schema, source, variableValues, contextValue: createContext({ database, requestId: "test" }) });
  const ask: Api["ask"] = async (query, variables) => {
    const { data, errors } = await execute(query, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  return {
    database,
    execute,
    ask,
    async refusal(query, variables) {
      const { errors } = await execute(query, variables);
      expect(errors).toHaveLength(1);
      return String(errors?.[0]?.message);
    },
    async countSql(query, variables) {
      texts.length = 0;
      await ask(query, variables);
      return texts.map((text) => /^\/\* (\S+) \*\//.exec(text)?.[1] ?? text);
    },
    close: () => database.drop(),
  };
}

/** Notes the text of every statement that any connection of the pool is sent, whoever sends it. */
function recordSql(pool: pg.Pool): string[] {
  const texts: string[] = [];
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [statement] = given as [string | { text: string }];
      texts.push(typeof statement === "string" ? statement : statement.text);
      return query(...given);
    }) as typeof client.query;
  });
  return texts;
}
