import { expect } from "@jest/globals";
import { type ExecutionResult, getOperationAST, graphql, parse } from "graphql";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { compiledRuns } from "../../src/graphql/compiled.ts";
import { createContext } from "../../src/graphql/context.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import type { Viewer } from "../../src/keys/keys.ts";
import { type Archive, type ArchiveOptions, openArchive } from "./archive.ts";
import { recordSql } from "./sqlCount.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asked for.
type Answer = any;

type Variables = Record<string, unknown>;

/** The API on the test's database, without HTTP. */
export interface Api {
  database: Archive;
  /**
   * Returns the ordinary executor's answer, after checking that the compiled executor, if it handles the query, gives
   * the same.
   *
   * @param as the viewer, if not the one for whom the API was opened
   */
  execute(query: string, variables?: Variables, as?: Viewer | null): Promise<ExecutionResult>;
  /** Returns the data of an answer without errors; fails if there are errors. */
  ask(query: string, variables?: Variables, as?: Viewer | null): Promise<Answer>;
  /** Returns the message of an answer's only error, and the argument that it names. */
  refusal(query: string, variables?: Variables): Promise<string>;
  /** Counts the SQL statements of a query by the names in their first lines; Prisma's have no name. */
  countSql(query: string, variables?: Variables): Promise<string[]>;
}

/** Returns the viewer of an editor's key with this name. */
export function editor(name = "Test Editor"): Viewer {
  return { name, role: "EDITOR", editor: { kind: "PERSON", name, version: "test" } };
}

/** Opens the API to an archive with the document; the viewer is an editor by default. */
export function openApi(
  document?: ArchiveDocument,
  { viewer = editor(), ...options }: ArchiveOptions & { viewer?: Viewer | null } = {},
): Api {
  const schema = loadSchema();
  const database = openArchive({ document, ...options });
  const texts = recordSql(database.pool);
  const findRun = compiledRuns(schema);
  const contextOf = (as: Viewer | null) => createContext({ database, requestId: "test", viewer: as });
  const ordinarily = (source: string, variableValues: Variables = {}, as = viewer) =>
    graphql({ schema, source, variableValues, contextValue: contextOf(as) });
  /** Returns the compiled form's answer; undefined if the query is left to the ordinary executor. */
  const compiled = async (source: string, variables: Variables = {}, as = viewer) => {
    const document = parse(source);
    const operation = getOperationAST(document);
    // A mutation must run only once, and is never compiled.
    if (operation?.operation !== "query") return undefined;
    findRun(document, operation, variables); // An operation is not compiled the first time.
    return findRun(document, operation, variables)?.(contextOf(as), variables);
  };
  const execute: Api["execute"] = async (source, variables, as) => {
    const answer = await ordinarily(source, variables, as);
    if (answer.data === undefined) return answer;
    const other = await compiled(source, variables, as);
    // An answer without data makes the server run the ordinary executor as well.
    if (other?.data !== undefined) expect(plain(other)).toEqual(plain(answer));
    return answer;
  };
  const ask: Api["ask"] = async (query, variables, as) => {
    const { data, errors } = await execute(query, variables, as);
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
      expect((await ordinarily(query, variables)).errors).toBeUndefined();
      return texts.map((text) => /^\s*\/\* (\S+) \*\//.exec(text)?.[1] ?? text);
    },
  };
}

/** Returns an answer as clients receive it. */
function plain({ data, errors }: ExecutionResult): Answer {
  return JSON.parse(JSON.stringify({ data, errors: errors?.map(({ message, path }) => ({ message, path })) }));
}
