import { beforeAll, expect, test } from "@jest/globals";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { loadSchema } from "../../src/graphql/schema.ts";
import { beginImport, finishImport, noteProgress } from "../../src/record/importRuns.ts";
import { openApi } from "../helpers/api.ts";
import { world } from "../helpers/world.ts";

const schema = loadSchema();
const query = schema.getQueryType() as GraphQLObjectType;

/** Every type that queries reach. Types that only mutations and subscriptions return are tested elsewhere. */
const objects = [...reachable(query)];

function reachable(type: GraphQLObjectType, known = new Set<GraphQLObjectType>()): Set<GraphQLObjectType> {
  known.add(type);
  for (const { type: fieldType } of Object.values(type.getFields())) {
    const below = getNamedType(fieldType);
    const types = isObjectType(below) ? [below] : isAbstractType(below) ? schema.getPossibleTypes(below) : [];
    for (const next of types) if (!known.has(next)) reachable(next, known);
  }
  return known;
}

const api = openApi(world);
beforeAll(async () => {
  const { id: originId } = await api.database.prisma.origin.findFirstOrThrow();
  const importId = await beginImport(api.database, "test", { sent: { by: "Ada", reason: "From the newsroom" } });
  const file = { name: "world", path: "world.jsonl", sha256: "0".repeat(64) };
  await noteProgress(api.database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
  await finishImport(api.database, importId, {});
  await propose(originId);
  await edit();
  await undoAnImport();
});

/** Undoes an import, so that the history shows one. */
async function undoAnImport(): Promise<void> {
  const importId = await beginImport(api.database, "test", { sent: { by: "Ada" } });
  const { id: originId } = await api.database.prisma.origin.create({ data: { kind: "IMPORT", name: "test gone" } });
  const file = { name: "gone", path: "gone.jsonl", sha256: "1".repeat(64) };
  await noteProgress(api.database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
  await finishImport(api.database, importId, {});
  await api.ask("mutation ($input: ImportUndoInput!) { importUndo(input: $input) { userErrors { code } } }", {
    input: { id: String(importId) },
  });
}

/** Makes a proposal that waits, and one that was reviewed. */
async function propose(reviewerId: number): Promise<void> {
  const { appearance, proposal } = api.database.prisma;
  const waiting = await appearance.findFirstOrThrow({ where: { statement: { status: "PROPOSED" } } });
  const reviewed = await appearance.findFirstOrThrow({
    where: { statement: { status: "PUBLISHED" }, startOffset: { gt: 0 } },
  });
  const found = {
    extractor: "test@1",
    confidence: 0.5,
    speakerName: "Ada Brandt",
    speakerKind: "PERSON" as const,
    evidence: "Ada Brandt",
    evidenceStart: 8,
    reasons: ["RESOLVED_MENTION" as const],
    speakers: [{ name: "Olaf Grün", kind: "PERSON", confidence: 0.2 }],
    extents: [{ exact: "The harbour fed us", start: 38, end: 56, confidence: 0.3 }],
  };
  const review = { pending: false, corrected: true, reviewerId, reviewedAt: new Date() };
  await proposal.create({ data: { ...found, appearanceId: waiting.id, articleId: waiting.articleId } });
  await proposal.create({ data: { ...found, ...review, appearanceId: reviewed.id, articleId: reviewed.articleId } });
}

/** Makes a history, and two speakers who may be the same. */
async function edit(): Promise<void> {
  const { speakers } = await api.ask("{ speakers(first: 1) { nodes { name } } }");
  const input = { ...speakers.nodes[0], slug: "another-one", kind: "PERSON", reason: "By another hand." };
  const made = await api.ask(
    "mutation ($input: SpeakerCreateInput!) { speakerCreate(input: $input) { speaker { id version } } }",
    { input },
  );
  const { id, version: expectedVersion } = made.speakerCreate.speaker;
  await api.ask("mutation ($input: SpeakerUpdateInput!) { speakerUpdate(input: $input) { userErrors { code } } }", {
    input: { id, expectedVersion, description: "To be taken back" },
  });
  const { revisions } = await api.ask("{ revisions(first: 1) { nodes { id } } }");
  const [{ id: revision }] = revisions.nodes;
  await api.ask("mutation ($input: UndoInput!) { undo(input: $input) { userErrors { code } } }", {
    input: { revision },
  });
}

/** Returns a selection of every field of a type, `depth` objects deep; connections and edges do not count. */
function everythingOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).map((field) => {
    const below = getNamedType(field.type);
    if (below.name === "Node") return `${field.name} { __typename id }`;
    if (!isObjectType(below)) return field.name;
    const isPart = /(Connection|Edge|PageInfo|Facets?|Timeline|TimelineSeries)$/.test(below.name);
    if (depth === 0 && !isPart) return "";
    return `${field.name}${argumentsFor(field)} ${everythingOf(below, isPart ? depth : depth - 1)}`;
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** Returns arguments that search every list that can be searched, so that snippets and matches are not empty. */
function argumentsFor({ name, args }: GraphQLField<unknown, unknown>): string {
  if (name === "verifyQuote") return `(text: "The harbour fed us, and it will feed them again.", speaker: "nobody")`;
  if (name === "speakerMergeSuggestions") return "(first: 10)";
  if (name === "timeline") return "(interval: YEAR, splitBy: SPEAKER)";
  const canSearch = name === "statements" && args.some((argument) => argument.name === "filter");
  return canSearch
    ? '(filter: { text: "-xyz", speaker: ["ada brandt", "nobody", "ada brant"], topic: ["Sandholm"], source: ["nord kurier"], status: [PUBLISHED, RETRACTED] })'
    : "";
}

/** Adds `Type.field` for everything in an answer that is not null and not an empty list. */
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

test("every field of every type returns something", async () => {
  const seen = new Set<string>();
  const { statements, articles, ...found } = await api.ask(`{
    statements(first: 100, filter: { status: [PUBLISHED, RETRACTED] }) { nodes { id firstAppearance { id } } }
    articles(first: 100) { nodes { id } } speakers(first: 100) { nodes { id } } topics(first: 100) { nodes { id } } sources(first: 100) { nodes { id } } propositions(first: 100) { nodes { id } }
    proposals { nodes { id } }
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
  for (const field of Object.values(query.getFields())) {
    const type = getNamedType(field.type);
    const given = argumentsFor(field);
    if (isObjectType(type) && (given !== "" || !field.args.some(isRequiredArgument)))
      note((await api.ask(`{ ${field.name}${given} ${everythingOf(type, 2)} }`))[field.name], seen);
  }
  note(
    (await api.ask('{ statements(first: 1, asOf: "2999-01-01") { nodes { __typename asOf } } }')).statements.nodes,
    seen,
  );
  const { propositions } = await api.ask(
    "{ propositions { nodes { positions { changes { __typename before { id } after { id } } } } } }",
  );
  note(propositions.nodes, seen);
  const judged = await api.ask(
    '{ statements(filter: { stance: { proposition: ["harbour-open"] } }) { matched { __typename propositions { slug } } } }',
  );
  note(
    JSON.parse(JSON.stringify(judged.statements.matched).replaceAll(`{"slug"`, `{"__typename":"Noun","slug"`)),
    seen,
  );
  const events = await api.ask("{ statements(first: 0) { facets { __typename occasions { count } } } }");
  note(
    JSON.parse(JSON.stringify(events.statements.facets).replaceAll('{"count"', '{"__typename":"Facet","count"')),
    seen,
  );
  for (const splitBy of ["TOPIC", "PUBLISHER", "KIND", 'POSITION, proposition: "harbour-open"']) {
    const { statements: split } = await api.ask(
      `{ statements(first: 0) { timeline(interval: YEAR, splitBy: ${splitBy}) { __typename series { __typename topic { slug } source { slug } kind position } } } }`,
    );
    note(JSON.parse(JSON.stringify(split.timeline).replaceAll('{"slug"', '{"__typename":"Noun","slug"')), seen);
  }
  const all = objects
    // Only requests over HTTP cost points; tests/http/rateLimits.test.ts covers those.
    .filter(({ name }) => name !== "Query" && name !== "RateLimit")
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  expect(all.filter((field) => !seen.has(field))).toEqual([]);
});

/** Returns values for a type, in turn, so that each enum value and each input field is used. */
function valuesFor(type: GraphQLInputType, name: string): string[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return ["[]", ...valuesFor(nullable.ofType, name).map((value) => `[${value}]`)];
  if (isEnumType(nullable)) return nullable.getValues().map((value) => value.name);
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const turns = fields.flatMap((field) =>
      valuesFor(field.type, field.name).map((value) => `${field.name}: ${value}`),
    );
    // Every order needs its field.
    return turns.map(
      (turn) =>
        `{ ${turn}${nullable.name.endsWith("Order") && !turn.startsWith("field:") ? ` field: ${valuesFor(fields[0]?.type as GraphQLInputType, "field")[0]}` : ""} }`,
    );
  }
  if (nullable.toString() === "Int") return ["0", "7"];
  if (nullable.toString() === "Float") return ["0", "0.5"];
  if (nullable.toString() === "Boolean") return ["true", "false"];
  if (/Date(Time)?$/.test(nullable.toString())) return ['"2021-05-07"'];
  return [name === "text" ? '"the old harbour"' : '"harbour"'];
}

test("every argument, every field of every input and every value of every enum is accepted", async () => {
  const owners: [GraphQLObjectType, (selection: string) => string][] = [
    [query, (selection) => `{ ${selection} }`],
    ...["Speaker", "Topic", "Proposition", "Source"].map((name): [GraphQLObjectType, (selection: string) => string] => [
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
          const needed = field.args
            .filter((other) => other !== argument && isRequiredArgument(other))
            .map((other) => `${other.name}: ${valuesFor(other.type, other.name)[0]}, `);
          const given = `${needed.join("")}${argument.name}: ${value}`;
          const selection = isLeafType(getNamedType(field.type)) ? "" : "{ __typename }";
          const { errors } = await api.execute(wrap(`${field.name}(${given}) ${selection}`));
          for (const { message } of errors ?? [])
            refused.push(`${type.name}.${field.name}(${argument.name}: ${value}): ${message}`);
        }
      }
    }
  }
  // Sorting by relevance needs a text, and a reason needs a topic; "harbour" is no cursor. Only these refusals are
  // expected.
  const isExpected = /RELEVANCE needs the filter|`filter.topicBasis` is about|is not a cursor that this API gave/;
  expect(refused.filter((line) => !isExpected.test(line))).toEqual([]);
});
