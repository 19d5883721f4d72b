import { expect, test } from "@jest/globals";
import { execute, type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType, parse } from "graphql";
import { createContext } from "../../src/graphql/context.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openApi } from "../helpers/api.ts";
import { world } from "../helpers/world.ts";

const schema = loadSchema();

const api = openApi(world);

/** Selects a field with every leaf directly below it. */
function selectionOf({ name, type }: GraphQLField<unknown, unknown>): string {
  const below = getNamedType(type);
  if (!isObjectType(below)) return name;
  const leaves = Object.values(below.getFields()).filter((field) => !isObjectType(getNamedType(field.type)));
  return `${name} { __typename ${leaves.map((field) => field.name).join(" ")} }`;
}

/** Returns a query for each field of a type alone, below a statement. */
function fieldsOf(typeName: string, around: (selection: string) => string): [string, string][] {
  const fields = Object.values((schema.getType(typeName) as GraphQLObjectType).getFields());
  return fields
    .filter((field) => !getNamedType(field.type).name.endsWith("Connection"))
    .map((field) => [`${typeName}.${field.name}`, around(selectionOf(field))]);
}

/**
 * A page loads only what was selected, so each field is queried alone: everything that it needs must have been loaded.
 * Statements by id load everything.
 */
test.each([
  ...fieldsOf("Statement", (selection) => selection),
  ...fieldsOf("Appearance", (selection) => `firstAppearance { ${selection} }`),
  ...fieldsOf("Passage", (selection) => `firstAppearance { passage { ${selection} } }`),
  ...fieldsOf("Article", (selection) => `firstAppearance { article { ${selection} } }`),
])("the field %s reads the same on a page, below a parent and by id", async (_name, selection) => {
  const { statements } = await api.ask(`{ statements(first: 100) { nodes { key: id ${selection} } } }`);
  const ids = statements.nodes.map(({ key }: { key: string }) => key);
  expect(ids.length).toBeGreaterThan(3);
  const { nodes } = await api.ask(
    "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Statement { key: id SELECTION } } }".replace(
      "SELECTION",
      selection,
    ),
    { ids },
  );
  expect(statements.nodes).toEqual(nodes);
  const { speakers } = await api.ask(
    `{ speakers(first: 100) { nodes { statements { edges { node { key: id ${selection} } } } } } }`,
  );
  const byKey = new Map(nodes.map((node: { key: string }) => [node.key, node]));
  for (const { node } of speakers.nodes.flatMap(
    (speaker: { statements: { edges: { node: { key: string } }[] } }) => speaker.statements.edges,
  )) {
    expect(node).toEqual(byKey.get(node.key));
  }
});

test("a field of a merged fragment brings everything that its operation wants", async () => {
  const document = parse(`
    query Few { ...Page }
    query More { ...Page statements(first: 3) { nodes { text kind } } }
    fragment Page on Query { statements(first: 3) { nodes { id } } }`);
  const ask = async (operationName: string) => {
    const contextValue = createContext({ database: api.database, requestId: "test" });
    const { data } = await execute({ schema, document, operationName, contextValue });
    return (data as { statements: { nodes: object[] } }).statements.nodes[0];
  };
  expect(await ask("Few")).toEqual({ id: expect.any(String) });
  expect(await ask("More")).toEqual({ id: expect.any(String), text: expect.any(String), kind: expect.any(String) });
});
