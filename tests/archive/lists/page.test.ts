import { expect, test } from "@jest/globals";
import { type GraphQLArgument, type GraphQLField, getDirectiveValues, isObjectType } from "graphql";
import { DEFAULT_PAGE, LARGEST_PAGE } from "../../../src/archive/lists/page.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";

const schema = loadSchema();
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) ? Object.values<GraphQLField<unknown, unknown>>(type.getFields()) : [],
);
const describedArgument = (field: GraphQLField<unknown, unknown>, name: string) =>
  field.args.find((argument: GraphQLArgument) => argument.name === name)?.description;
const paged = fields.filter((field) => describedArgument(field, "after") && describedArgument(field, "last"));

test("the schema describes the page sizes that the constants hold", () => {
  expect(paged.length).toBeGreaterThan(15);
  for (const field of paged) {
    expect(describedArgument(field, "first")).toContain(`0 to ${LARGEST_PAGE}; ${DEFAULT_PAGE} by default.`);
    expect(describedArgument(field, "last")).toContain(`0 to ${LARGEST_PAGE};`);
  }
  const { speakerMergeSuggestions, nodes } = schema.getQueryType()?.getFields() ?? {};
  expect(speakerMergeSuggestions?.args[0]).toMatchObject({
    description: `The number of pairs to return: 0 to ${LARGEST_PAGE}.`,
    defaultValue: DEFAULT_PAGE,
  });
  expect(nodes?.args[0]?.description).toBe(`At most ${LARGEST_PAGE} global ids.`);
  const touched = fields.find(({ description }) => description?.startsWith("The objects that it changed"));
  expect(touched?.description).toContain(`at most ${LARGEST_PAGE},`);
  expect(schema.description).toContain(`A page has ${DEFAULT_PAGE} entries by default and ${LARGEST_PAGE} at most.`);
});

test("a page without a size costs what the default size costs", () => {
  const directive = schema.getDirective("listSize");
  const sizes = paged.map(({ astNode }) => directive && astNode && getDirectiveValues(directive, astNode)?.assumedSize);
  expect(new Set(sizes)).toEqual(new Set([DEFAULT_PAGE]));
});
