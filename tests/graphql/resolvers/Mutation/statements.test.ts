import { beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../../src/archive/globalIds.ts";
import { openApi } from "../../../helpers/api.ts";
import { globalIdsOf } from "../../../helpers/archive.ts";
import { article, BODY, documentWith, paraphrase, QUOTE, quotation } from "../../../helpers/factories.ts";
import { codesOf } from "../../../helpers/mutationCodes.ts";

const KNOWN = "We will build the pier again next year";

const api = openApi(
  documentWith(
    article("body", [paraphrase("must stay open"), quotation(QUOTE, { speaker: "olaf-gruen" })], { body: BODY }),
    article("bare", [
      quotation(KNOWN),
      paraphrase("the ferry is late", { status: "PROPOSED" }),
      paraphrase("the pier is old", { status: "PROPOSED" }),
      paraphrase("the pier is old", { speaker: "olaf-gruen", text: "The pier is past its time." }),
    ]),
    article("other", []),
  ),
);

const url = (name: string) => `https://news.example.org/${name}`;
let [REPORTED, PROPOSED, DOUBTED, OLD] = ["", "", "", ""];
beforeAll(async () => {
  [REPORTED, PROPOSED, DOUBTED, OLD] = await globalIdsOf(api.database, "Statement", [
    "It was reported: must stay open.",
    "It was reported: the ferry is late.",
    "It was reported: the pier is old.",
    "The pier is past its time.",
  ]);
});

const PAYLOADS: Record<string, string> = {
  statementCreate: "statement { id text } appearance { kind passage { exact start } } candidates { prefix start end }",
  statementsImport: "outcomes { isNew statement { text } userErrors { field code } }",
};

async function mutate(name: string, input: object) {
  const type = `${(name[0] as string).toUpperCase()}${name.slice(1)}Input!`;
  const shown =
    PAYLOADS[name] ?? "statement { id text kind status statusReason version topics { slug } speaker { slug } }";
  const answer = await api.ask(
    `mutation ($input: ${type}) { ${name}(input: $input) { ${shown} userErrors { field message code } } }`,
    { input },
  );
  return answer[name];
}

async function seen(id: string | undefined) {
  const { node } = await api.ask(`query ($id: ID!) { node(id: $id) { ... on Statement { version } } }`, { id });
  return { id, expectedVersion: node.version };
}

function given(text: string, rest: object = {}) {
  return {
    article: url("bare"),
    kind: "DIRECT",
    text,
    speaker: "ada-brandt",
    topics: ["harbour"],
    appearance: { passage: { exact: text } },
    ...rest,
  };
}

describe("answers with what it is now", () => {
  test("statementCreate returns the statement with its printing", async () => {
    expect(await mutate("statementCreate", given(QUOTE, { article: url("body"), saidAt: "2021-05-06" }))).toMatchObject(
      {
        statement: { text: QUOTE },
        appearance: { kind: "DIRECT", passage: { exact: QUOTE, start: BODY.indexOf(QUOTE) } },
        candidates: [],
        userErrors: [],
      },
    );
  });

  test("statementUpdate returns a statement that is found by its new words and no longer by the old", async () => {
    const { statement } = await mutate("statementUpdate", {
      ...(await seen(REPORTED)),
      text: "The mayor wants the quay kept accessible.",
      speaker: "olaf-gruen",
    });
    expect(statement).toMatchObject({
      text: "The mayor wants the quay kept accessible.",
      speaker: { slug: "olaf-gruen" },
    });
    const find = async (text: string) =>
      (await api.ask(`query ($text: String) { statements(filter: { text: $text }) { nodes { id } } }`, { text }))
        .statements.nodes;
    expect(await find("accessible")).toEqual([{ id: REPORTED }]);
    expect(await find('"must stay open"')).toEqual([]);
    const byTopic = await api.ask(
      `{ statements(filter: { topic: ["Sandholm"], speaker: ["Olaf Grün"] }) { nodes { id } } }`,
    );
    expect(byTopic.statements.nodes).toContainEqual({ id: REPORTED });
  });

  test("statementRetract leaves a statement that is found by id with its reason, but in no list unless asked for", async () => {
    const { statement } = await mutate("statementRetract", { ...(await seen(OLD)), reason: "Nobody said so." });
    expect(statement).toMatchObject({ status: "RETRACTED", statusReason: "Nobody said so." });
    const answer = await api.ask(
      `query ($id: ID!) {
        statement(by: { id: $id }) { status statusReason }
        statements { nodes { id } }
        topic(by: { slug: "harbour" }) { statements { nodes { id } } }
        speaker(by: { slug: "olaf-gruen" }) { statements { nodes { id } } }
        article(by: { url: "${url("bare")}" }) { statements { nodes { id } } }
        asked: statements(filter: { status: [RETRACTED] }) { nodes { id } }
      }`,
      { id: OLD },
    );
    expect(answer.statement).toEqual({ status: "RETRACTED", statusReason: "Nobody said so." });
    const lists = [answer.statements, answer.topic.statements, answer.speaker.statements, answer.article.statements];
    for (const { nodes } of lists) expect(nodes).not.toContainEqual({ id: OLD });
    expect(answer.asked.nodes).toEqual([{ id: OLD }]);
    expect((await mutate("statementRestore", await seen(OLD))).statement).toMatchObject({
      status: "PUBLISHED",
      statusReason: null,
    });
  });

  test("statementPublish and statementReject decide on proposals", async () => {
    expect((await mutate("statementPublish", await seen(PROPOSED))).statement.status).toBe("PUBLISHED");
    const rejected = await mutate("statementReject", { ...(await seen(DOUBTED)), reason: "No source." });
    expect(rejected.statement).toMatchObject({ status: "REJECTED", statusReason: "No source." });
  });

  test("statementTag and statementUntag return the statement with its topics", async () => {
    const tagged = await mutate("statementTag", { id: REPORTED, topics: ["fishing"] });
    expect(tagged.statement.topics).toEqual([{ slug: "fishing" }, { slug: "harbour" }]);
    const untagged = await mutate("statementUntag", { id: REPORTED, topics: ["fishing", "harbour"] });
    expect(untagged.statement.topics).toEqual([]);
  });

  test("statementsImport returns what became of each statement", async () => {
    const statements = [
      given("A new thing was said on the quay", { article: url("other") }),
      given(KNOWN, { article: url("other") }),
      given("x", { article: "nowhere" }),
    ];
    expect(await mutate("statementsImport", { statements, reason: "The morning's papers" })).toEqual({
      outcomes: [
        { isNew: true, statement: { text: "A new thing was said on the quay" }, userErrors: [] },
        { isNew: false, statement: { text: KNOWN }, userErrors: [] },
        { isNew: false, statement: null, userErrors: [{ field: ["article"], code: "NOT_FOUND" }] },
      ],
      userErrors: [],
    });
  });

  test("a payload on a conflict shows the current statement, and nothing after other problems", async () => {
    const stale = { id: REPORTED, expectedVersion: "0123456789abcdef" };
    const { statement, userErrors } = await mutate("statementUpdate", { ...stale, text: "Late." });
    expect(userErrors).toMatchObject([{ code: "CONFLICT", field: ["expectedVersion"] }]);
    expect(statement.version).toBe((await seen(REPORTED)).expectedVersion);
    expect((await mutate("statementUpdate", { ...(await seen(REPORTED)), text: "" })).statement).toBeNull();
  });
});

describe("every code that the schema declares is provoked, and no other", () => {
  const stale = () => ({ id: REPORTED, expectedVersion: "" });
  const none = { id: encodeGlobalId("Statement", 999), expectedVersion: "" };
  const provocations: Record<string, Record<string, () => Promise<object> | object>> = {
    statementCreate: {
      INVALID: () => given(""),
      NOT_FOUND: () => given("Nobody said this on the quay", { speaker: "nobody" }),
      TAKEN: () => given(KNOWN),
      PASSAGE_NOT_FOUND: () => given("Nobody printed this at all", { article: url("body") }),
      AMBIGUOUS: () => given("harbour", { article: url("body") }),
    },
    statementUpdate: {
      INVALID: async () => ({ ...(await seen(REPORTED)), kind: "DIRECT" }),
      NOT_FOUND: () => none,
      CONFLICT: stale,
      TAKEN: async () => ({ ...(await seen(OLD)), speaker: "ada-brandt" }),
    },
    statementRetract: {
      INVALID: async () => ({ ...(await seen(REPORTED)), reason: " " }),
      NOT_FOUND: () => ({ ...none, reason: "r" }),
      CONFLICT: () => ({ ...stale(), reason: "r" }),
      WRONG_STATE: async () => ({ ...(await seen(DOUBTED)), reason: "r" }),
    },
    statementRestore: {
      INVALID: async () => ({ ...(await seen(DOUBTED)), reason: "" }),
      NOT_FOUND: () => none,
      CONFLICT: stale,
      WRONG_STATE: async () => seen(REPORTED),
    },
    statementPublish: {
      INVALID: async () => ({ ...(await seen(DOUBTED)), reason: "" }),
      NOT_FOUND: () => none,
      CONFLICT: stale,
      WRONG_STATE: async () => seen(REPORTED),
    },
    statementReject: {
      INVALID: async () => ({ ...(await seen(DOUBTED)), reason: "" }),
      NOT_FOUND: () => ({ ...none, reason: "r" }),
      CONFLICT: () => ({ ...stale(), reason: "r" }),
      WRONG_STATE: async () => ({ ...(await seen(REPORTED)), reason: "r" }),
    },
    statementTag: {
      INVALID: () => ({ id: REPORTED, topics: [] }),
      NOT_FOUND: () => ({ id: REPORTED, topics: ["nothing"] }),
    },
    statementUntag: {
      INVALID: () => ({ id: REPORTED, topics: [] }),
      NOT_FOUND: () => ({ id: REPORTED, topics: ["nothing"] }),
    },
  };

  test.each(Object.entries(provocations))(
    "%s is refused with exactly the codes that the schema declares",
    async (name, inputs) => {
      const provoked: string[] = [];
      for (const [code, inputOf] of Object.entries(inputs)) {
        const { userErrors } = await mutate(name, await inputOf());
        expect(userErrors.map((problem: { code: string }) => problem.code)).toEqual([code]);
        provoked.push(code);
      }
      const known = { id: REPORTED, expectedVersion: "", topics: ["harbour"] };
      const repeated = name === "statementCreate" ? given("Said on the quay and kept") : known;
      const reasoned = ["statementRetract", "statementReject"].includes(name) ? { reason: "r" } : {};
      expect(await reuse(name, { ...pick(name, repeated), ...reasoned })).toBe("KEY_REUSED");
      expect([...provoked, "KEY_REUSED"].sort()).toEqual(codesOf(name));
    },
  );

  test("statementsImport is refused with exactly the codes that the schema declares", async () => {
    const inputs = Object.entries(provocations.statementCreate ?? {});
    const statements = await Promise.all(inputs.map(async ([, inputOf]) => inputOf()));
    const { outcomes } = await mutate("statementsImport", { statements });
    const provoked = outcomes.map(({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code);
    expect(provoked).toEqual(inputs.map(([code]) => code));
    expect(await reuse("statementsImport", { statements: [] })).toBe("KEY_REUSED");
    expect([...provoked, "KEY_REUSED"].sort()).toEqual(codesOf("statementsImport"));
    const many = Array.from({ length: 501 }, () => given("x"));
    const { userErrors } = await mutate("statementsImport", { statements: many });
    expect(userErrors).toMatchObject([{ code: "INVALID", field: ["statements"] }]);
  });

  /** Returns the fields of an input that a mutation accepts. */
  function pick(name: string, input: Record<string, unknown>): object {
    const { topics, expectedVersion, ...rest } = input;
    if (name === "statementCreate") return input;
    return /tag$/i.test(name) ? { ...rest, topics } : { ...rest, expectedVersion };
  }

  /** Returns the error code of a request that reuses the key of another, completed request. */
  async function reuse(name: string, input: object): Promise<string> {
    const idempotencyKey = `of ${name}`;
    const first = await mutate("statementTag", { id: REPORTED, topics: ["harbour"], idempotencyKey });
    expect(first.userErrors).toEqual([]);
    const { userErrors } = await mutate(name, { ...input, reason: "Another request", idempotencyKey });
    return userErrors[0]?.code;
  }
});
