import { beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { versionsOf } from "../../../src/editing/versions.ts";
import { record } from "../../../src/record/record.ts";
import { openApi } from "../../helpers/api.ts";
import { idsOf } from "../../helpers/archive.ts";
import { article, documentWith, IMPORT, paraphrase, statement } from "../../helpers/factories.ts";
import { codesOf } from "../../helpers/mutationCodes.ts";

const said = (exact: string) => ({ article: "https://news.example.org/talk", exact });
const turn = (exact: string, speaker: string, saidAt: string, rest: object = {}) =>
  statement(exact, { speaker, saidAt, ...rest });

/** An exchange of two speakers, told out of order; a rendering; and a proposal that answers too. */
const api = openApi({
  ...documentWith(
    article("talk", [
      turn("Will it open?", "ada-brandt", "2021-05-07T10:00:00Z"),
      turn("When, then?", "ada-brandt", "2021-05-07T10:02:00Z"),
      turn("In spring.", "olaf-gruen", "2021-05-07T10:03:00Z"),
      turn("It will.", "olaf-gruen", "2021-05-07T10:01:00Z"),
      turn("Es wird.", "olaf-gruen", "2021-05-07T10:01:00Z", { language: "de" }),
      turn("It may.", "olaf-gruen", "2021-05-07T10:01:30Z", { status: "PROPOSED" }),
      paraphrase("what nobody said", { status: "RETRACTED", statusReason: "Never said." }),
    ]),
  ),
  links: [
    { statement: said("In spring."), kind: "RESPONDS_TO", target: said("When, then?") },
    { statement: said("When, then?"), kind: "RESPONDS_TO", target: said("It will.") },
    { statement: said("It may."), kind: "RESPONDS_TO", target: said("Will it open?") },
    {
      statement: said("It will."),
      kind: "RESPONDS_TO",
      target: said("Will it open?"),
      note: "He nods.",
      judge: "Cleo",
    },
    { statement: said("Es wird."), kind: "TRANSLATES", target: said("It will.") },
    { statement: said("It will."), kind: "DENIES", target: said("It may.") },
  ],
});

const nodeOf = async (text: string, fields: string) => {
  const [id] = await idsOf(api.database, "Statement", [text]);
  const { statement: found } = await api.ask(`query ($id: ID!) { statement(by: { id: $id }) { ${fields} } }`, {
    id: encodeGlobalId("Statement", id),
  });
  return found;
};

test("an exchange between two speakers reads in order", async () => {
  const { responses } = await nodeOf(
    "Will it open?",
    "responses { text speaker { name } responses { text responses { text responses { text } } } }",
  );
  const after = (text: string, replies: object[] = []) => ({ text, responses: replies });
  const [reply] = responses.filter(({ text }: { text: string }) => text === "It will.");
  expect(reply).toEqual({
    ...after("It will.", [after("When, then?", [after("In spring.")])]),
    speaker: { name: "Olaf Grün" },
  });
  expect(await nodeOf("In spring.", "respondsTo { text respondsTo { text } }")).toEqual({
    respondsTo: [{ text: "When, then?", respondsTo: [{ text: "It will." }] }],
  });
});

test("a statement shows its links and those to it, each with who judged", async () => {
  const fields = "kind statement { text } target { text } note judgedBy assertedBy { name }";
  const { links, backlinks } = await nodeOf(
    "It will.",
    `links { ${fields} } backlinks(kind: [TRANSLATES]) { ${fields} }`,
  );
  const by = { note: null, judgedBy: null, assertedBy: { name: "test" } };
  const [answer] = links;
  expect(answer).toEqual({
    ...by,
    kind: "RESPONDS_TO",
    statement: { text: "It will." },
    target: { text: "Will it open?" },
    note: "He nods.",
    judgedBy: "Cleo",
  });
  expect(backlinks).toEqual([
    { ...by, kind: "TRANSLATES", statement: { text: "Es wird." }, target: { text: "It will." } },
  ]);
  expect(await nodeOf("It will.", "translations { text language } translationOf { text }")).toEqual({
    translations: [{ text: "Es wird.", language: "de" }],
    translationOf: [],
  });
  expect(await nodeOf("Es wird.", "translationOf { text } responses { text }")).toEqual({
    translationOf: [{ text: "It will." }],
    responses: [],
  });
});

test("the filter respondsTo finds the answers to any of several statements, by id and by URN", async () => {
  const first = await nodeOf("Will it open?", "id");
  const second = await nodeOf("When, then?", "urn");
  const { statements } = await api.ask(
    "query ($to: [ID!]) { statements(filter: { respondsTo: $to }, orderBy: { field: SAID_AT, direction: ASC }) { totalCount nodes { text } } }",
    { to: [first.id, second.urn] },
  );
  expect(statements).toEqual({ totalCount: 2, nodes: [{ text: "It will." }, { text: "In spring." }] });
});

describe("a statement that nobody vouches for", () => {
  const reader = async (text: string, fields: string) => {
    const [id] = await idsOf(api.database, "Statement", [text]);
    return api.ask(
      `query ($id: ID!) { statement(by: { id: $id }) { ${fields} } }`,
      { id: encodeGlobalId("Statement", id) },
      null,
    );
  };

  test("readers do not meet a proposed statement through links, and editors do", async () => {
    const fields = "responses { text } backlinks { statement { text } }";
    expect((await reader("Will it open?", fields)).statement).toEqual({
      responses: [{ text: "It will." }],
      backlinks: [{ statement: { text: "It will." } }],
    });
    expect((await nodeOf("Will it open?", fields)).responses).toEqual([{ text: "It will." }, { text: "It may." }]);
    expect((await reader("It will.", "links { kind }")).statement).toEqual({ links: [{ kind: "RESPONDS_TO" }] });
    expect((await nodeOf("It will.", "links { kind }")).links).toHaveLength(2);
  });
});

test("links of a statement as it was are those of today, between statements that existed then", async () => {
  const before = new Date();
  await record(
    api.database,
    {
      articles: [article("talk", [turn("Not at all.", "olaf-gruen", "2021-05-08")], { isPartial: true })],
      links: [{ statement: said("Not at all."), kind: "DENIES", target: said("In spring.") }],
    },
    { ...IMPORT, name: "later" },
  );
  const [id] = await idsOf(api.database, "Statement", ["In spring."]);
  const { statement: then } = await api.ask(
    `query ($id: ID!, $at: DateTime!) { statement(by: { id: $id }, asOf: $at) { backlinks { kind } links { kind target { text asOf } } respondsTo { text asOf } } }`,
    { id: encodeGlobalId("Statement", id), at: before.toISOString() },
  );
  const target = { text: "When, then?", asOf: before.toISOString() };
  expect(then).toEqual({ backlinks: [], links: [{ kind: "RESPONDS_TO", target }], respondsTo: [target] });
  expect(await nodeOf("In spring.", "backlinks { kind }")).toEqual({ backlinks: [{ kind: "DENIES" }] });
});

test("a page of statements reads the links of all of them in one SQL statement for each field", async () => {
  const names = await api.countSql("{ statements { nodes { links { kind } responses { id } } } }");
  expect(names.filter((name) => name.startsWith("statements.links."))).toHaveLength(2);
});

test.each(["-1", "101"])("a number of links that no page has is refused: %s", async (first) => {
  expect(await api.refusal(`{ statements(first: 1) { nodes { responses(first: ${first}) { id } } } }`)).toMatch(
    "`first`",
  );
});

describe("the mutations of links", () => {
  const SHOWN = "statement { id links { kind note } }";
  async function mutate(name: string, input: object) {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${SHOWN} userErrors { code field message } } }`;
    return (await api.ask(query, { input }))[name];
  }
  async function link(text: string, kind: string, target: string, rest: object = {}) {
    const [own] = await idsOf(api.database, "Statement", [text]);
    const [other] = await idsOf(api.database, "Statement", [target]);
    const [expectedVersion] = await versionsOf(api.database, "Statement", [own]);
    const ids = { id: encodeGlobalId("Statement", own), target: encodeGlobalId("Statement", other) };
    return { ...ids, expectedVersion, kind, ...rest };
  }
  const RETRACTED = "It was reported: what nobody said.";
  const plain = (rest: object = {}) => link("In spring.", "REPEATS", "It will.", rest);

  const provoked: Record<string, Record<string, () => Promise<object>>> = {
    statementLinkSet: {
      INVALID: async () => link("Will it open?", "RESPONDS_TO", "In spring."),
      KEY_REUSED: async () => plain({ idempotencyKey: "used" }),
      NOT_FOUND: async () => plain({ target: "x" }),
      CONFLICT: async () => plain({ expectedVersion: "x" }),
      WRONG_STATE: async () => link("In spring.", "DENIES", RETRACTED),
      CIRCULAR: async () => link("In spring.", "RESPONDS_TO", "In spring."),
    },
    statementLinkRemove: {
      INVALID: async () => plain({ reason: " " }),
      KEY_REUSED: async () => plain({ idempotencyKey: "used" }),
      NOT_FOUND: async () => plain(),
      CONFLICT: async () => plain({ expectedVersion: "x" }),
    },
  };

  beforeAll(async () => {
    await api.ask(
      `mutation { sourceCreate(input: { name: "Used", kind: OUTLET, idempotencyKey: "used" }) { userErrors { code } } }`,
    );
  });

  test.each(Object.keys(provoked))("the contract of %s names exactly the codes that are provoked here", (name) => {
    expect(Object.keys(provoked[name] ?? {}).sort()).toEqual(codesOf(name).sort());
  });

  const each = Object.entries(provoked).flatMap(([name, codes]) =>
    Object.entries(codes).map(([code, input]) => [name, code, input] as const),
  );
  test.each(each)("the mutation %s can fail with %s", async (name, code, input) => {
    const { userErrors, statement: shown } = await mutate(name, await input());
    expect(userErrors.map((error: { code: string }) => error.code)).toEqual([code]);
    expect(shown === null).toBe(code !== "CONFLICT");
  });

  test("a link is set, shown in the history, and removed", async () => {
    const set = await mutate("statementLinkSet", await plain({ note: "He says it twice." }));
    expect(set).toMatchObject({
      userErrors: [],
      statement: { links: [{}, { kind: "REPEATS", note: "He says it twice." }] },
    });
    const { history } = await nodeOf(
      "In spring.",
      "history(first: 1) { nodes { action changes { field before after } } }",
    );
    const target = await nodeOf("It will.", "id");
    expect(history.nodes).toEqual([
      {
        action: "statementLinkSet",
        changes: [
          { field: "links", before: [], after: [{ kind: "REPEATS", target: target.id, note: "He says it twice." }] },
        ],
      },
    ]);
    expect((await mutate("statementLinkRemove", await plain())).statement.links).toEqual([
      { kind: "RESPONDS_TO", note: null },
    ]);
  });

  test("readers do not learn from the history of a link to a proposed statement", async () => {
    await mutate("statementLinkSet", await link("In spring.", "DENIES", "It may.", { note: "a secret" }));
    const [id] = await idsOf(api.database, "Statement", ["In spring."]);
    const query = `query ($id: ID!) { statement(by: { id: $id }) { history { nodes { changes { after } } } } }`;
    const asked = { id: encodeGlobalId("Statement", id) };
    expect(JSON.stringify(await api.ask(query, asked))).toContain("a secret");
    expect(JSON.stringify(await api.ask(query, asked, null))).not.toContain("a secret");
  });
});
