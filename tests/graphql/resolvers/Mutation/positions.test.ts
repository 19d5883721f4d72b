import { beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../../src/archive/globalIds.ts";
import { versionsOf } from "../../../../src/editing/versions.ts";
import { openApi } from "../../../helpers/api.ts";
import { article, documentWith, paraphrase, proposition } from "../../../helpers/factories.ts";
import { codesOf } from "../../../helpers/mutationCodes.ts";

const api = openApi({
  ...documentWith(
    article("one", [
      paraphrase("let it stay", { stances: [{ proposition: "harbour-open", position: "SUPPORTS" }] }),
      paraphrase("a few words"),
      paraphrase("the pier creaks", {
        stances: [
          { proposition: "harbour-open", position: "OPPOSES", judge: "finder@1", status: "PROPOSED" },
          { proposition: "harbour-open", position: "NEUTRAL", judge: "finder@2", status: "PROPOSED" },
        ],
      }),
      paraphrase("what nobody said", { status: "RETRACTED", statusReason: "Never said." }),
    ]),
  ),
  propositions: [
    proposition("The harbour stays open", { slug: "harbour-open" }),
    proposition("Fees rise", { wikidataId: "Q900000040" }),
    proposition("Boats are bought"),
  ],
});

const SHOWN: Record<string, string> = {
  propositionCreate: "proposition { id slug name topics { slug } }",
  propositionUpdate: "proposition { id slug name }",
  propositionDelete: "deletedId proposition { id }",
  propositionMerge: "proposition { id slug } stanceCount",
  stanceSet: "statement { id stances { position note judgedBy assertedBy { name } } }",
  stanceAccept: "statement { id stances { position status judgedBy assertedBy { name } } }",
  stanceReject: "statement { id stances(status: [REJECTED]) { position status judgedBy assertedBy { name } } }",
  stanceRemove: "statement { id stances { position } }",
};

async function mutate(name: string, input: object) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${SHOWN[name]} userErrors { code field message } } }`;
  return (await api.ask(query, { input }))[name];
}

async function seen(slug: string) {
  const { proposition: found } = await api.ask(
    "query ($slug: String!) { proposition(by: { slug: $slug }) { id version } }",
    { slug },
  );
  return { id: found.id as string, expectedVersion: found.version as string };
}

async function said(words: string) {
  const { statements } = await api.ask(
    "{ statements(filter: { status: [PUBLISHED, RETRACTED] }) { nodes { id version text } } }",
  );
  const found = statements.nodes.find(({ text }: { text: string }) => text.includes(words));
  return { id: found.id as string, expectedVersion: found.version as string, proposition: "harbour-open" };
}

const open = () => seen("harbour-open");
/** A merged proposition itself, which its slug no longer finds. */
const merged = async () => {
  const { id } = await api.database.prisma.proposition.findUniqueOrThrow({ where: { slug: "merged" } });
  const [expectedVersion] = await versionsOf(api.database, "Proposition", [id]);
  return { id: encodeGlobalId("Proposition", id), expectedVersion };
};

type Provoked = Record<string, () => Promise<object>>;
const provoked: Record<string, Provoked> = {
  propositionCreate: {
    INVALID: async () => ({ name: "?" }),
    KEY_REUSED: async () => ({ name: "New", idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ name: "New", topics: ["x"] }),
    TAKEN: async () => ({ name: "Fees rise" }),
  },
  propositionUpdate: {
    INVALID: async () => ({ ...(await open()), name: null }),
    KEY_REUSED: async () => ({ ...(await open()), idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await open()), topics: ["x"] }),
    CONFLICT: async () => ({ ...(await open()), expectedVersion: "x" }),
    TAKEN: async () => ({ ...(await open()), wikidataId: "Q900000040" }),
    WRONG_STATE: merged,
  },
  propositionDelete: {
    INVALID: async () => ({ ...(await open()), reason: " " }),
    KEY_REUSED: async () => ({ ...(await open()), idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await open()), id: "x" }),
    CONFLICT: async () => ({ ...(await open()), expectedVersion: "x" }),
    IN_USE: open,
  },
  propositionMerge: {
    INVALID: async () => ({ ...(await open()), into: "fees-rise", reason: " " }),
    KEY_REUSED: async () => ({ ...(await open()), into: "fees-rise", idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await open()), into: "x" }),
    CONFLICT: async () => ({ ...(await open()), expectedVersion: "x", into: "fees-rise" }),
    WRONG_STATE: async () => ({ ...(await open()), into: "harbour-open" }),
  },
  stanceSet: {
    INVALID: async () => ({ ...(await said("a few words")), position: "CONDITIONAL" }),
    KEY_REUSED: async () => ({ ...(await said("a few words")), position: "OPPOSES", idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await said("a few words")), proposition: "x", position: "OPPOSES" }),
    CONFLICT: async () => ({ ...(await said("a few words")), expectedVersion: "x", position: "OPPOSES" }),
    WRONG_STATE: async () => ({ ...(await said("what nobody said")), position: "OPPOSES" }),
  },
  stanceAccept: {
    INVALID: async () => ({ ...(await said("the pier creaks")), by: "finder@1", reason: " " }),
    KEY_REUSED: async () => ({ ...(await said("the pier creaks")), by: "finder@1", idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await said("the pier creaks")), by: "finder@9" }),
    CONFLICT: async () => ({ ...(await said("the pier creaks")), by: "finder@1", expectedVersion: "x" }),
    WRONG_STATE: async () => ({ ...(await said("let it stay")), by: "test" }),
  },
  stanceReject: {
    INVALID: async () => ({ ...(await said("the pier creaks")), by: "finder@1", reason: " " }),
    KEY_REUSED: async () => ({
      ...(await said("the pier creaks")),
      by: "finder@1",
      reason: "No.",
      idempotencyKey: "used",
    }),
    NOT_FOUND: async () => ({ ...(await said("the pier creaks")), by: "finder@9", reason: "No." }),
    CONFLICT: async () => ({ ...(await said("the pier creaks")), by: "finder@1", reason: "No.", expectedVersion: "x" }),
    WRONG_STATE: async () => ({ ...(await said("let it stay")), by: "test", reason: "No." }),
  },
  stanceRemove: {
    INVALID: async () => ({ ...(await said("let it stay")), reason: " " }),
    KEY_REUSED: async () => ({ ...(await said("let it stay")), idempotencyKey: "used" }),
    NOT_FOUND: async () => said("let it stay"),
    CONFLICT: async () => ({ ...(await said("let it stay")), expectedVersion: "x" }),
  },
};

describe("every code that a mutation of propositions and stances can answer with", () => {
  beforeAll(async () => {
    await mutate("propositionCreate", { name: "Used", idempotencyKey: "used" });
    await mutate("propositionCreate", { name: "Merged" });
    await mutate("propositionMerge", { ...(await seen("merged")), into: "fees-rise" });
  });

  test.each(Object.keys(SHOWN))("the contract of %s names exactly the codes that are provoked here", (name) => {
    expect(Object.keys(provoked[name] ?? {}).sort()).toEqual(codesOf(name).sort());
  });

  const each = Object.entries(provoked).flatMap(([name, codes]) =>
    Object.entries(codes).map(([code, input]) => [name, code, input] as const),
  );
  test.each(each)("the mutation %s can fail with %s", async (name, code, input) => {
    const { userErrors, ...shown } = await mutate(name, await input());
    expect(userErrors.map((error: { code: string }) => error.code)).toEqual([code]);
    const noun = shown.proposition ?? shown.statement;
    expect(noun === null || noun === undefined).toBe(code !== "CONFLICT");
  });
});

describe("the payloads", () => {
  test("a stance is set, shown with whose it is, and removed", async () => {
    const set = await mutate("stanceSet", {
      ...(await said("a few words")),
      position: "CONDITIONAL",
      note: "if fish come",
    });
    expect(set).toMatchObject({
      userErrors: [],
      statement: {
        stances: [
          { position: "CONDITIONAL", note: "if fish come", judgedBy: null, assertedBy: { name: "Test Editor" } },
        ],
      },
    });
    const removed = await mutate("stanceRemove", await said("a few words"));
    expect(removed).toMatchObject({ userErrors: [], statement: { stances: [] } });
  });

  test("proposed stances are shown to editors who ask for them, and counted once they are accepted", async () => {
    const PROPOSED = "filter: { stance: { status: [PROPOSED] } }";
    const waiting = async () =>
      (await api.ask(`{ statements(${PROPOSED}) { nodes { stances(status: [PROPOSED]) { judgedBy status } } } }`))
        .statements.nodes;
    expect(await waiting()).toEqual([
      {
        stances: [
          { judgedBy: "finder@1", status: "PROPOSED" },
          { judgedBy: "finder@2", status: "PROPOSED" },
        ],
      },
    ]);
    const rejected = await mutate("stanceReject", {
      ...(await said("the pier creaks")),
      by: "finder@2",
      reason: "It creaks.",
    });
    const editor = { name: "Test Editor" };
    expect(rejected).toMatchObject({
      userErrors: [],
      statement: {
        stances: [{ position: "NEUTRAL", status: "REJECTED", judgedBy: "finder@2", assertedBy: editor }],
      },
    });
    const accepted = await mutate("stanceAccept", { ...(await said("the pier creaks")), by: "finder@1" });
    expect(accepted).toMatchObject({
      userErrors: [],
      statement: {
        stances: [{ position: "OPPOSES", status: "PUBLISHED", judgedBy: "finder@1", assertedBy: editor }],
      },
    });
    expect(await waiting()).toEqual([]);
  });

  test("a deleted proposition is named by its id, and its history stays", async () => {
    const target = await seen("boats-are-bought");
    expect(await mutate("propositionDelete", target)).toEqual({
      deletedId: target.id,
      proposition: null,
      userErrors: [],
    });
    const { revisions } = await api.ask(
      "query ($id: ID!) { revisions(filter: { node: $id }) { nodes { action changes { field before after } nodes { id } } } }",
      { id: target.id },
    );
    expect(revisions.nodes).toEqual([
      {
        action: "propositionDelete",
        nodes: [],
        changes: expect.arrayContaining([
          { field: "name", before: "Boats are bought", after: null },
          { field: "names", before: [{ name: "Boats are bought", language: null }], after: [] },
        ]),
      },
    ]);
  });

  test("the old slug and id of a merged proposition lead to the one kept", async () => {
    const target = await open();
    const payload = await mutate("propositionMerge", { ...target, into: "fees-rise" });
    expect(payload).toEqual({
      proposition: expect.objectContaining({ slug: "fees-rise" }),
      stanceCount: 3,
      userErrors: [],
    });
    const { bySlug, node } = await api.ask(
      'query ($id: ID!) { bySlug: proposition(by: { slug: "harbour-open" }) { slug } node(id: $id) { ... on Proposition { slug } } }',
      { id: target.id },
    );
    expect([bySlug, node]).toEqual([{ slug: "fees-rise" }, { slug: "fees-rise" }]);
  });

  test("a position that does not exist is no input", async () => {
    const message = await api.refusal(
      `mutation { stanceSet(input: { id: "x", expectedVersion: "x", proposition: "x", position: FOR }) { userErrors { code } } }`,
    );
    expect(message).toContain('Value "FOR" does not exist in "StancePosition" enum.');
  });
});
