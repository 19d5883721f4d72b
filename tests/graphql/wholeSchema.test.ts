import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { beginImport, noteProgress } from "../../src/archive/imports.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { type Api, openApi } from "../helpers/api.ts";
import { world } from "../helpers/world.ts";

const schema = loadSchema();

/** What can be asked of the archive. What mutations and subscriptions answer besides is seen by the tests of each. */
const objects = reachableFrom(schema.getQueryType() as GraphQLObjectType);

function reachableFrom(root: GraphQLObjectType): GraphQLObjectType[] {
  const reached = new Set<GraphQLObjectType>();
  const visit = (type: unknown) => {
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) visit(possible);
    if (!isObjectType(type) || reached.has(type)) return;
    reached.add(type);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  visit(root);
  return [...reached];
}

let api: Api;
beforeAll(async () => {
  api = await openApi(world);
  const { id: originId } = await api.database.prisma.origin.findFirstOrThrow();
  const importId = await beginImport(api.database, "test", {});
  const file = { name: "world", path: "world.jsonl", sha256: "0".repeat(64) };
  await noteProgress(api.database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
  await describeAndTakeBack();
});
afterAll(() => api.close());

/** Makes a history: a speaker is described by an editor, and the change is taken back. */
async function describeAndTakeBack(): Promise<void> {
  const { speaker } = await api.ask('{ speaker(by: { slug: "olaf-gruen" }) { id version } }');
  const { speakerUpdate } = await api.ask(
    `mutation ($id: ID!, $version: String!) {
      speakerUpdate(input: { id: $id, expectedVersion: $version, description: "Fisherman", reason: "To tell him apart." }) {
        speaker { history(first: 1) { nodes { id } } }
      }
    }`,
    { id: speaker.id, version: speaker.version },
  );
  const [revision] = speakerUpdate.speaker.history.nodes;
  await api.ask("mutation ($id: ID!) { undo(input: { revision: $id }) { revision { id } } }", { id: revision.id });
}

/** Everything that can be asked of a type, `depth` objects deep; what only holds a list together counts as no level. */
function everythingOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).map((field) => {
    const below = getNamedType(field.type);
    if (below.name === "Node") return `${field.name} { __typename id }`;
    if (!isObjectType(below)) return field.name;
    const isPart = /(Connection|Edge|PageInfo)$/.test(below.name);
    if (depth === 0 && !isPart) return "";
    return `${field.name}${argumentsFor(field)} ${everythingOf(below, isPart ? depth : depth - 1)}`;
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** Where a list can be searched it is, so that snippets and what was matched have something to tell. */
function argumentsFor({ name, args }: GraphQLField<unknown, unknown>): string {
  if (name === "verifyQuote") return '(text: "The harbour fed us", speaker: "Ada Brandt")';
  const canSearch = name === "statements" && args.some((argument) => argument.name === "filter");
  return canSearch
    ? '(filter: { text: "-xyz", speaker: ["ada brandt", "nobody"], topic: ["Sandholm"], source: ["nord kurier"], status: [PUBLISHED, RETRACTED] })'
    : "";
}

/** Notes `Type.field` for everything in an answer that is there: not null, and no empty list. */
function note(answer: unknown, seen: Set<string>): void {
  if (Array.isArray(answer)) for (const item of answer) note(item, seen);
  else if (typeof answer === "object" && answer !== null) {
    const { __typename, ...fields } = answer as { __typename: string };
    for (const [field, value] of Object.entries(fields)) {
      if (value !== null && !(Array.isArray(value) && value.length === 0)) seen.add(`${__typename}.${field}`);
      note(value, seen);
    }
  }
}

test("every field of every type tells something", async () => {
  const seen = new Set<string>();
  const { statements, articles, ...found } = await api.ask(`{
    statements(first: 100, filter: { status: [PUBLISHED, RETRACTED] }) { nodes { id firstAppearance { id } } }
    articles(first: 100) { nodes { id } } speakers(first: 100) { nodes { id } } topics(first: 100) { nodes { id } } sources(first: 100) { nodes { id } }
  }`);
  const ids = [statements, articles, ...Object.values(found)].flatMap(({ nodes }) =>
    nodes.flatMap((node: { id: string; firstAppearance?: { id: string } }) => [
      node.id,
      ...(node.firstAppearance ? [node.firstAppearance.id] : []),
    ]),
  );
  for (const type of objects.filter((object) => object.getInterfaces().length > 0)) {
    note(
      (
        await api.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} ${everythingOf(type, 2)} } }`, {
          ids,
        })
      ).nodes,
      seen,
    );
  }
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const needsMore = argumentsFor(field) === "" && field.args.some(isRequiredArgument);
    if (needsMore) continue;
    const type = getNamedType(field.type) as GraphQLObjectType;
    note((await api.ask(`{ ${field.name}${argumentsFor(field)} ${everythingOf(type, 2)} }`))[field.name], seen);
  }
  // There is a limit only over HTTP (tests/http/rateLimits.test.ts).
  const all = objects
    .filter(({ name }) => !["Query", "RateLimit"].includes(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  expect(all.filter((field) => !seen.has(field))).toEqual([]);
});

/** Values that fit a type, one after another so that each enum value and each input field has its turn. */
function valuesFor(type: GraphQLInputType, name: string): string[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return ["[]", ...valuesFor(nullable.ofType, name).map((value) => `[${value}]`)];
  if (isEnumType(nullable)) return nullable.getValues().map((value) => value.name);
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const turns = fields.flatMap((field) =>
      valuesFor(field.type, field.name).map((value) => `${field.name}: ${value}`),
    );
    // An order has a field that must be there.
    return turns.map(
      (turn) =>
        `{ ${turn}${nullable.name.endsWith("Order") && !turn.startsWith("field:") ? ` field: ${valuesFor(fields[0]?.type as GraphQLInputType, "field")[0]}` : ""} }`,
    );
  }
  if (nullable.toString() === "Int") return ["0", "7"];
  if (nullable.toString() === "DateTime") return ['"2021-05-07"'];
  return ['"harbour"'];
}

/** What must stand beside the argument that has its turn. */
const beside: Record<string, string> = {
  "statement.asOf": 'by: { id: "harbour" }',
  "verifyQuote.speaker": 'text: "The harbour fed us"',
};

test("every argument, every field of every input and every value of every enum is taken", async () => {
  const owners: [GraphQLObjectType, (selection: string) => string][] = [
    [schema.getQueryType() as GraphQLObjectType, (selection) => `{ ${selection} }`],
    ...["Speaker", "Topic", "Source"].map((name): [GraphQLObjectType, (selection: string) => string] => [
      schema.getType(name) as GraphQLObjectType,
      (selection) => `{ ${name.toLowerCase()}s(first: 1) { nodes { ${selection} } } }`,
    ]),
    ...["Article", "Statement"].map((name): [GraphQLObjectType, (selection: string) => string] => [
      schema.getType(name) as GraphQLObjectType,
      (selection) => `{ ${name.toLowerCase()}s(first: 1) { nodes { ${selection} } } }`,
    ]),
  ];
  const refused: string[] = [];
  for (const [type, wrap] of owners) {
    for (const field of Object.values(type.getFields())) {
      for (const argument of field.args) {
        for (const value of valuesFor(argument.type, argument.name)) {
          const others = beside[`${field.name}.${argument.name}`] ?? "";
          const { errors } = await api.execute(
            wrap(`${field.name}(${argument.name}: ${value} ${others}) { __typename }`),
          );
          for (const { message } of errors ?? [])
            refused.push(`${type.name}.${field.name}(${argument.name}: ${value}): ${message}`);
        }
      }
    }
  }
  // Relevance needs something to be relevant to, and a reason a topic; "harbour" is no cursor and no quote. Nothing else may be refused.
  const isExpected =
    /RELEVANCE needs the filter|`filter.topicBasis` is about|is not a cursor that this API gave|`text` has 3 to 300 words/;
  expect(refused.filter((line) => !isExpected.test(line))).toEqual([]);
});
