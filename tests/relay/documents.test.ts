import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  buildSchema,
  type DirectiveNode,
  extendSchema,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  KnownArgumentNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";

/**
 * The documents of compiler.test.ts, validated against the schema by graphql-js with Relay's directives added; and the
 * schema, checked for what Relay's runtime needs. Only the compiler can check its own transforms.
 */
const folder = join(import.meta.dirname, "documents");
const documents = readdirSync(folder).map((file) => ({
  file,
  document: parse(readFileSync(join(folder, file), "utf8")),
}));
const server = buildSchema(readFileSync(join(import.meta.dirname, "../../schema.graphql"), "utf8"));
const client = extendSchema(
  server,
  parse(`
    directive @argumentDefinitions on FRAGMENT_DEFINITION
    directive @arguments on FRAGMENT_SPREAD
    directive @refetchable(queryName: String!) on FRAGMENT_DEFINITION
    directive @connection(key: String!) on FIELD
  `),
);

/**
 * The rules that Relay's way of declaring a fragment's variables breaks: graphql-js calls these arguments and variables
 * unknown.
 */
const relaysOwn = [KnownArgumentNamesRule, NoUndefinedVariablesRule, NoUnusedVariablesRule, NoUnusedFragmentsRule];
const rules = specifiedRules.filter((rule) => !relaysOwn.includes(rule));
const objects = Object.values(server.getTypeMap()).filter(isObjectType);
const connections = objects.filter(({ name }) => name.endsWith("Connection"));

const fieldsOf = (type: GraphQLObjectType) =>
  Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));

const isRefetchable = ({ name }: DirectiveNode) => name.value === "refetchable";

test.each(documents)("the document $file asks only for fields that the schema has", ({ document }) => {
  expect(validate(client, document, rules)).toEqual([]);
});

test("a document with unknown fields is refused", () => {
  const [error] = validate(client, parse("query WrongPageQuery { statements { slogan } }"), rules);
  expect(error?.message).toContain("slogan");
});

describe("what Relay's runtime needs of a schema", () => {
  test("each type with a refetching query is a Node or the root", () => {
    const refetched = documents.flatMap(({ document }) =>
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.directives?.some(isRefetchable)
          ? [definition.typeCondition.name.value]
          : [],
      ),
    );
    expect(refetched.length).toBeGreaterThan(2);
    const nodes = objects.filter((type) => type.getInterfaces().some(({ name }) => name === "Node"));
    const known = ["Query", ...nodes.map(({ name }) => name)];
    expect(refetched.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("a node is fetched by its id and has it", () => {
    const { node } = server.getQueryType()?.getFields() ?? {};
    expect([String(node?.type), String(node?.args[0]?.name), String(node?.args[0]?.type)]).toEqual([
      "Node",
      "id",
      "ID!",
    ]);
    const type = server.getType("Node");
    expect(isInterfaceType(type) && String(type.getFields().id?.type)).toBe("ID!");
  });

  test("page info describes both ends of a page", () => {
    expect(fieldsOf(server.getType("PageInfo") as GraphQLObjectType)).toMatchObject({
      hasNextPage: "Boolean!",
      hasPreviousPage: "Boolean!",
      startCursor: "String",
      endCursor: "String",
    });
  });

  test("each connection has page info, and edges with a cursor and a node", () => {
    expect(connections.length).toBeGreaterThan(5);
    for (const connection of connections) {
      expect(fieldsOf(connection).pageInfo).toBe("PageInfo!");
      const edge = getNamedType(connection.getFields().edges?.type) as GraphQLObjectType;
      expect(fieldsOf(edge).cursor).toBe("String!");
      expect(isObjectType(getNamedType(edge.getFields().node?.type))).toBe(true);
    }
  });

  test("each list of a connection pages both ways", () => {
    const lists = objects.flatMap((type) =>
      Object.values(type.getFields()).filter((field) => connections.includes(getNamedType(field.type) as never)),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { args } of lists) {
      expect(args.map(({ name }) => name)).toEqual(expect.arrayContaining(["first", "after", "last", "before"]));
    }
  });
});
