import { expect, test } from "@jest/globals";
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { admission } from "../../src/graphql/admission.ts";
import type { Viewer } from "../../src/keys/keys.ts";

const schema = buildSchema(`
  directive @auth(role: KeyRole!) on FIELD_DEFINITION
  directive @cost(weight: String!) on FIELD_DEFINITION
  enum KeyRole { READER EDITOR ADMIN }
  type Query { free: Int, dear: Int @cost(weight: "7"), edited: Int @auth(role: EDITOR) @cost(weight: "500") }
`);
const editor: Viewer = { name: "Ada", role: "EDITOR", editor: { kind: "PERSON", name: "Ada", version: "1" } };
const admit = admission(schema, { maximumCost: 100, isReadingOpen: true });

/** Returns the points that an operation costs, or the code with which it is refused. */
function pointsOf(text: string, viewer: Viewer | null = null): unknown {
  const document = parse(text);
  try {
    return admit(document, getOperationAST(document) as OperationDefinitionNode, {}, viewer);
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
}

test("an operation takes the points that it costs, at least one", () => {
  expect(pointsOf("{ dear }")).toBe(7);
  expect(pointsOf("{ free }")).toBe(1);
});

test("an operation's role is checked before its size, so that a stranger learns nothing of its cost", () => {
  expect(pointsOf("{ edited }")).toBe("UNAUTHENTICATED");
  expect(pointsOf("{ edited }", { ...editor, role: "READER" })).toBe("FORBIDDEN");
  expect(pointsOf("{ edited }", editor)).toBe("QUERY_TOO_COMPLEX");
});

test("an operation that is too large is refused whatever it costs", () => {
  expect(pointsOf(`{ ${"free ".repeat(21)} }`)).toBe("QUERY_TOO_COMPLEX");
});
