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

/** The API without HTTP, around a database of the test's own. */
export interface Api {
  database: Archive;
  /**
   * The ordinary executor's answer. The compiled one, where there is one, must be the same: every test proves it by the way.
   *
   * @param as who asks, where it is not the one whom the API was opened for
   */
  execute(query: string, variables?: Variables, as?: Viewer | null): Promise<ExecutionResult>;
  /** The data of an answer, which must have no errors. */
  ask(query: string, variables?: Variables, as?: Viewer | null): Promise<Answer>;
  /** What the one error of an answer says: its message and the argument that it names. */
  refusal(query: string, variables?: Variables): Promise<string>;
  /** The SQL statements that a query takes, by the names in their leading comments; Prisma's have none. */
  countSql(query: string, variables?: Variables): Promise<string[]>;
}

/** Whoever may edit, as a key of the name. */
export function editor(name = "Test Editor"): Viewer {
  return { name, role: "EDITOR", editor: { kind: "PERSON", name, version: "test" } };
}

/** Opens the API to an archive with the document; an editor asks unless told otherwise. */
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
  /** The compiled form's answer; undefined where a query is left to the ordinary executor. */
  const compiled = async (source: string, variables: Variables = {}, as = viewer) => {
    const document = parse(source);
    const operation = getOperationAST(document);
    // What changes the archive is done once, and never compiled.
    if (operation?.operation !== "query") return undefined;
    findRun(document, operation, variables); // The first time is not worth compiling.
    return findRun(document, operation, variables)?.(contextOf(as), variables);
  };
  const execute: Api["execute"] = async (source, variables, as) => {
    const answer = await ordinarily(source, variables, as);
    if (answer.data === undefined) return answer;
    const other = await compiled(source, variables, as);
    // Without data the server asks the ordinary executor after all.
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

/** An answer as clients see it. */
function plain({ data, errors }: ExecutionResult): Answer {
  return JSON.parse(JSON.stringify({ data, errors: errors?.map(({ message, path }) => ({ message, path })) }));
}
