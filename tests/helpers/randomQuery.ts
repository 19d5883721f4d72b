import type fc from "fast-check";
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** Picks one of several values, each with the same probability. */
export type Choose = <Value>(values: readonly Value[]) => Value;

/** A valid query with its variables. */
export interface RandomQuery {
  query: string;
  variables: Record<string, unknown>;
}

/** Texts for arguments, some of which exist in the archive: by the argument's name, and for all arguments. */
export interface Vocabulary {
  texts: readonly string[];
  byName: Record<string, readonly string[]>;
}

interface Writing {
  schema: GraphQLSchema;
  pick: Choose;
  vocabulary: Vocabulary;
  variables: Record<string, unknown>;
  declared: string[];
}

const NUMBERS = [0, 1, 2, 3, 5, 20, 100, -1, 101, 2_147_483_647, -2_147_483_648];
const INSTANTS = [
  "2021-05-07",
  "2021-05-07T12:00:00Z",
  "2021-06-01T00:00:00.5+14:00",
  "0001-01-01",
  "9999-12-31T23:59:59.999Z",
  "2018-02-28",
];

/** Writes a valid query over the whole schema, at most `depth` levels deep. */
export function writeQuery(schema: GraphQLSchema, pick: Choose, vocabulary: Vocabulary, depth: number): RandomQuery {
  const writing: Writing = { schema, pick, vocabulary, variables: {}, declared: [] };
  const selections = writeSelections(writing, schema.getQueryType() as GraphQLNamedType, depth);
  const header = writing.declared.length > 0 ? `query (${writing.declared.join(", ")}) ` : "";
  return { query: header + selections, variables: writing.variables };
}

/** Returns a `Choose` that fast-check controls, so that failing queries are shrunk. */
export function pickBy(generate: fc.GeneratorValue, check: typeof fc): Choose {
  return (values) => values[generate(check.nat, { max: values.length - 1 })] as (typeof values)[number];
}

function writeSelections(writing: Writing, type: GraphQLNamedType, depth: number): string {
  if (isAbstractType(type)) {
    const possible = writing.pick(writing.schema.getPossibleTypes(type));
    return `{ __typename ... on ${possible.name} ${writeSelections(writing, possible, depth)} }`;
  }
  if (!isObjectType(type)) throw new Error(`${type.name} has no fields`);
  const fields = Object.values(type.getFields()).filter(({ type: of }) => depth > 1 || isLeafType(getNamedType(of)));
  if (fields.length === 0) return "{ __typename }";
  const chosen = Array.from({ length: writing.pick([1, 2, 3]) }, () => writing.pick(fields));
  // Each field has an alias, because the same field twice with different arguments would not merge.
  return `{ ${chosen.map((field, i) => writeField(writing, field, `${field.name}${i}`, depth)).join(" ")} }`;
}

function writeField(writing: Writing, field: GraphQLField<unknown, unknown>, alias: string, depth: number): string {
  const given = field.args.filter((argument) => isNonNullType(argument.type) || writing.pick([true, false, false]));
  const args = given.map((argument) => `${argument.name}: ${writeArgument(writing, argument)}`);
  const below = getNamedType(field.type as GraphQLOutputType);
  const selections = isLeafType(below) ? "" : ` ${writeSelections(writing, below, depth - 1)}`;
  return `${alias}: ${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}${selections}`;
}

function writeArgument(writing: Writing, argument: GraphQLArgument): string {
  const value = makeValue(writing, argument.type, argument.name);
  if (writing.pick([true, false])) return literal(argument.type, value);
  const name = `v${writing.declared.length}`;
  writing.declared.push(`$${name}: ${argument.type}`);
  writing.variables[name] = value;
  return `$${name}`;
}

/** Returns a value that fits the type, as JSON. */
function makeValue(writing: Writing, given: GraphQLInputType, name: string): unknown {
  const { pick, vocabulary } = writing;
  if (!isNonNullType(given) && pick([1, 2, 3, 4, 5, 6, 7, 8, 9]) === 9) return null;
  const type = getNullableType(given);
  if (isListType(type))
    return Array.from({ length: pick([0, 1, 1, 2, 3]) }, () => makeValue(writing, type.ofType, name));
  if (isInputObjectType(type)) return objectOf(writing, type);
  if (isEnumType(type)) return pick(type.getValues()).name;
  if (type.name === "Int") return pick(NUMBERS);
  if (type.name === "Float") return pick([0, 0.5, 1, 2]);
  if (type.name === "Boolean") return pick([true, false]);
  if (type.name === "DateTime" || type.name === "PartialDateTime") return pick(INSTANTS);
  if (type.name === "PartialDate") return pick(["2021", "2021-05", "2021-05-07", "0001", "2021-02-31"]);
  return pick([...(vocabulary.byName[name] ?? []), ...(vocabulary.byName[name] ?? []), ...vocabulary.texts]);
}

function objectOf(writing: Writing, type: GraphQLInputObjectType): Record<string, unknown> {
  const fields = Object.values(type.getFields());
  const chosen = type.isOneOf
    ? [writing.pick(fields)]
    : fields.filter((field) => isNonNullType(field.type) || writing.pick([true, false, false]));
  const valueFor = ({ type: of, name }: GraphQLInputField) =>
    makeValue(writing, type.isOneOf ? new GraphQLNonNull(of) : of, name);
  return Object.fromEntries(chosen.map((field) => [field.name, valueFor(field)]));
}

function literal(type: GraphQLInputType, value: unknown): string {
  if (value === null) return "null";
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (isListType(type)) return `[${(value as unknown[]).map((item) => literal(type.ofType, item)).join(", ")}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return quoted(value);
  const fields = type.getFields();
  const written = Object.entries(value as object).map(
    ([name, inner]) => `${name}: ${literal(fields[name]?.type as GraphQLInputType, inner)}`,
  );
  return `{ ${written.join(", ")} }`;
}

/** Returns a string as GraphQL writes it. A lone surrogate becomes U+FFFD, because a document cannot contain it. */
function quoted(value: unknown): string {
  return JSON.stringify(typeof value === "string" ? value.replace(/\p{Cs}/gu, "\ufffd") : value);
}
