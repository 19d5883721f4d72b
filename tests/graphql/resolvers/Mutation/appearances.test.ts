import { beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../../src/archive/globalIds.ts";
import { openApi } from "../../../helpers/api.ts";
import { globalIdsOf } from "../../../helpers/archive.ts";
import { article, BODY, documentWith, paraphrase, QUOTE, quotation } from "../../../helpers/factories.ts";
import { codesOf } from "../../../helpers/mutationCodes.ts";

const api = openApi(
  documentWith(
    article("body", [quotation(QUOTE), paraphrase("must stay open")], { body: BODY }),
    article("bare", [paraphrase("the ferry is late")]),
  ),
);

const url = (name: string) => `https://news.example.org/${name}`;
let [QUOTED, REPORTED] = ["", ""];
beforeAll(async () => {
  [QUOTED, REPORTED] = await globalIdsOf(api.database, "Appearance", [QUOTE, "It was reported: must stay open."]);
});

async function mutate(name: string, input: object) {
  const type = `${(name[0] as string).toUpperCase()}${name.slice(1)}Input!`;
  const shown =
    name === "appearanceDelete"
      ? "statement { id text appearances { totalCount } }"
      : "appearance { id version text cue statement { id text } passage { exact start } } candidates { exact prefix suffix start end }";
  const answer = await api.ask(
    `mutation ($input: ${type}) { ${name}(input: $input) { ${shown} userErrors { field message code } } }`,
    { input },
  );
  return answer[name];
}

async function seen(id: string | undefined) {
  const { node } = await api.ask(`query ($id: ID!) { node(id: $id) { ... on Appearance { version } } }`, { id });
  return { id, expectedVersion: node.version };
}

const given = (exact: string, rest: object = {}) => ({
  statement: encodeGlobalId("Statement", 3),
  article: url("body"),
  passage: { exact },
  ...rest,
});

test("a printing is added, changed with its statement, and removed again", async () => {
  const text = "The harbour fed us for three hundred years!";
  const { appearance } = await mutate("appearanceCreate", given("the old harbour", { cue: "said" }));
  expect(appearance).toMatchObject({ cue: "said", passage: { exact: "the old harbour" } });
  const changed = await mutate("appearanceUpdate", { ...(await seen(QUOTED)), text, attributionText: "she" });
  // Apart from punctuation, the statement already had these words, so they stay.
  expect(changed.appearance).toMatchObject({ text, statement: { text: QUOTE } });
  const { statement } = await mutate("appearanceDelete", await seen(appearance.id));
  expect(statement).toMatchObject({ id: encodeGlobalId("Statement", 3), appearances: { totalCount: 1 } });
});

test("words that occur more than once come back with their places, by one of which they are found", async () => {
  const { appearance, candidates, userErrors } = await mutate("appearanceCreate", given("harbour"));
  expect(appearance).toBeNull();
  expect(userErrors).toMatchObject([{ code: "AMBIGUOUS", field: ["passage"] }]);
  const places = [...BODY.matchAll(/harbour/g)].map(({ index }) => index);
  expect(candidates).toEqual(
    places.map((start) => ({
      exact: "harbour",
      prefix: BODY.slice(Math.max(0, start - 32), start),
      suffix: BODY.slice(start + 7, start + 7 + 32),
      start,
      end: start + 7,
    })),
  );
  const { exact, start } = candidates[1];
  expect((await mutate("appearanceCreate", given(exact, { passage: { exact, start } }))).userErrors).toEqual([]);
});

test("a payload shows the current printing on a conflict", async () => {
  const stale = { id: REPORTED, expectedVersion: "0123456789abcdef" };
  const updated = await mutate("appearanceUpdate", { ...stale, cue: "said" });
  expect(updated).toMatchObject({ appearance: { id: REPORTED }, userErrors: [{ code: "CONFLICT" }] });
  expect(updated.appearance.version).toBe((await seen(REPORTED)).expectedVersion);
  expect(await mutate("appearanceDelete", stale)).toMatchObject({
    statement: { id: encodeGlobalId("Statement", 2) },
    userErrors: [{ code: "CONFLICT" }],
  });
});

describe("every code that the schema declares is provoked, and no other", () => {
  const none = { id: encodeGlobalId("Appearance", 999), expectedVersion: "" };
  const stale = () => ({ id: REPORTED, expectedVersion: "" });
  const provocations: Record<string, Record<string, () => Promise<object> | object>> = {
    appearanceCreate: {
      INVALID: () => given(" "),
      NOT_FOUND: () => given("Friday", { article: url("none") }),
      TAKEN: () => given("must stay open", { statement: encodeGlobalId("Statement", 2) }),
      PASSAGE_NOT_FOUND: () => given("never printed"),
      AMBIGUOUS: () => given("harbour"),
    },
    appearanceUpdate: {
      INVALID: async () => ({ ...(await seen(REPORTED)), kind: "MIXED" }),
      NOT_FOUND: () => none,
      CONFLICT: stale,
      TAKEN: async () => ({ ...(await seen(REPORTED)), passage: { exact: QUOTE } }),
      PASSAGE_NOT_FOUND: async () => ({ ...(await seen(REPORTED)), passage: { exact: "never printed" } }),
      AMBIGUOUS: async () => ({ ...(await seen(REPORTED)), passage: { exact: "harbour" } }),
    },
    appearanceDelete: {
      INVALID: async () => ({ ...(await seen(REPORTED)), reason: "\u0007" }),
      NOT_FOUND: () => none,
      CONFLICT: stale,
      IN_USE: async () => seen(REPORTED),
    },
  };

  test.each(Object.entries(provocations))(
    "%s is refused with exactly the codes that the schema declares",
    async (name, inputs) => {
      for (const [code, inputOf] of Object.entries(inputs)) {
        const { userErrors } = await mutate(name, await inputOf());
        expect(userErrors.map((problem: { code: string }) => problem.code)).toEqual([code]);
      }
      const idempotencyKey = `of ${name}`;
      await mutate("appearanceUpdate", { ...(await seen(REPORTED)), cue: name, idempotencyKey });
      const other = name === "appearanceCreate" ? given("Friday") : { ...none };
      const { userErrors } = await mutate(name, { ...other, idempotencyKey });
      expect(userErrors).toMatchObject([{ code: "KEY_REUSED", field: ["idempotencyKey"] }]);
      expect([...Object.keys(inputs), "KEY_REUSED"].sort()).toEqual(codesOf(name));
    },
  );
});
