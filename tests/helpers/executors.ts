import { expect } from "@jest/globals";
import { type DocumentNode, type ExecutionResult, execute, getOperationAST, parse, validate } from "graphql";
import { compiledRuns } from "../../src/graphql/compiled.ts";
import { smallSchema } from "../fixtures/smallSchema.ts";

export const schema = smallSchema();
type Variables = Record<string, unknown>;

export function operationOf(document: DocumentNode) {
  const operation = getOperationAST(document);
  if (operation == null) throw new Error("one operation was expected");
  return operation;
}

/** Runs the compiled form of a document; null if it is not compiled. An operation is compiled at its second request. */
export async function compiled(text: string, variables: Variables = {}): Promise<ExecutionResult | null> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const findRun = compiledRuns(schema);
  expect(findRun(document, operationOf(document), variables)).toBeNull();
  return (await findRun(document, operationOf(document), variables)?.({}, variables)) ?? null;
}

export async function interpreted(text: string, variables: Variables = {}): Promise<ExecutionResult> {
  return execute({ schema, document: parse(text), variableValues: variables, contextValue: {} });
}

/** Returns an answer as JSON with its errors sorted by path, because errors of sibling fields come in any order. */
export function plain({ data, errors }: ExecutionResult) {
  const shown = errors?.map((error) => error.toJSON());
  const path = (error: { path?: readonly unknown[] }) => JSON.stringify(error.path);
  return JSON.parse(JSON.stringify({ data, errors: shown?.sort((a, b) => path(a).localeCompare(path(b))) }));
}

/** Expects that the document is compiled, and that both executors return the same answer to it. */
export async function expectEqualAnswers(text: string, variables: Variables = {}): Promise<void> {
  const answer = await compiled(text, variables);
  expect(answer).not.toBeNull();
  expect(plain(answer as ExecutionResult)).toEqual(plain(await interpreted(text, variables)));
}
