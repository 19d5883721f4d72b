import { beforeAll, describe, expect, test } from "@jest/globals";
import { type GraphQLInputObjectType, getNamedType, isEnumType, isInputObjectType, isNonNullType } from "graphql";
import { encodeGlobalId } from "../../../../src/archive/globalIds.ts";
import { loadSchema } from "../../../../src/graphql/schema.ts";
import { openApi } from "../../../helpers/api.ts";
import { expectSound } from "../../../helpers/archive.ts";
import { article, BODY, documentWith, paraphrase, QUOTE, quotation, topic } from "../../../helpers/factories.ts";
import { codesOf } from "../../../helpers/mutationCodes.ts";
import { NOUN_MUTATIONS, nounMutations } from "../../../helpers/nounMutations.ts";

const document = documentWith(
  article("one", [quotation(QUOTE), paraphrase("Her critics were not convinced")], { body: BODY }),
  article("two", [paraphrase("boats", { occasion: "regatta" })]),
);
const api = openApi({ ...document, topics: [...(document.topics ?? []), topic("Regatta", { kind: "EVENT" })] });

const { mutate, seen } = nounMutations(() => api);
const one = () => seen("article", "https://news.example.org/one");
const post = () => seen("source", "sandholm-post");
const ada = () => seen("speaker", "ada-brandt");
const harbour = () => seen("topic", "harbour");

/** Inputs that provoke each error code of each mutation of nouns. */
const provoked: Record<string, Record<string, () => Promise<object>>> = {
  sourceCreate: {
    INVALID: async () => ({ name: " ", kind: "OUTLET" }),
    KEY_REUSED: async () => ({ name: "Other Post", kind: "OUTLET", idempotencyKey: "used" }),
    TAKEN: async () => ({ name: "Sandholm Post", kind: "OUTLET" }),
  },
  sourceUpdate: {
    INVALID: async () => ({ ...(await post()), name: null }),
    KEY_REUSED: async () => ({ ...(await post()), idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await post()), id: encodeGlobalId("Source", 99) }),
    CONFLICT: async () => ({ ...(await post()), expectedVersion: "" }),
    TAKEN: async () => ({ ...(await post()), wikidataId: "Q900000090" }),
  },
  articleCreate: {
    INVALID: async () => ({ ...anArticle, wire: "sandholm-post" }),
    KEY_REUSED: async () => ({ ...anArticle, idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...anArticle, source: "x" }),
    TAKEN: async () => ({ ...anArticle, url: "https://news.example.org/two" }),
  },
  articleUpdate: {
    INVALID: async () => ({ ...(await one()), url: "x" }),
    KEY_REUSED: async () => ({ ...(await one()), idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await one()), wire: "x" }),
    CONFLICT: async () => ({ ...(await one()), expectedVersion: "x" }),
    TAKEN: async () => ({ ...(await one()), url: "https://news.example.org/two" }),
    PASSAGE_LOST: async () => ({ ...(await one()), body: "Nothing." }),
  },
  speakerCreate: {
    INVALID: async () => ({ name: "A group", kind: "GROUP" }),
    KEY_REUSED: async () => ({ name: "Jo", kind: "PERSON", idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ name: "A group", kind: "GROUP", members: ["ada-brandt", "x"] }),
    TAKEN: async () => ({ name: "Jo", kind: "PERSON", wikidataId: "Q900000091" }),
  },
  speakerUpdate: {
    INVALID: async () => ({ ...(await ada()), roles: [{ label: "A", startsOn: "2018-13" }] }),
    KEY_REUSED: async () => ({ ...(await ada()), idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await ada()), id: "ada-brandt" }),
    CONFLICT: async () => ({ ...(await ada()), expectedVersion: "x" }),
    TAKEN: async () => ({ ...(await ada()), wikidataId: "Q900000091" }),
    WRONG_STATE: async () => ({ id: encodeGlobalId("Speaker", await mergedId()), expectedVersion: "x" }),
    IN_USE: async () => ({ ...(await ada()), kind: "GROUP", members: ["olaf-gruen", "taken"] }),
  },
  topicCreate: {
    INVALID: async () => ({ name: "?", kind: "ISSUE" }),
    KEY_REUSED: async () => ({ name: "New", kind: "ISSUE", idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ name: "New", kind: "ISSUE", broader: ["x"] }),
    TAKEN: async () => ({ name: "Fishing", kind: "ISSUE" }),
  },
  topicUpdate: {
    INVALID: async () => ({ ...(await harbour()), kind: null }),
    KEY_REUSED: async () => ({ ...(await harbour()), idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await harbour()), id: (await ada()).id }),
    CONFLICT: async () => ({ ...(await harbour()), expectedVersion: "x" }),
    TAKEN: async () => ({ ...(await harbour()), wikidataId: "Q900000092" }),
    IN_USE: async () => ({ ...(await seen("topic", "regatta")), kind: "ISSUE" }),
  },
  topicMove: {
    INVALID: async () => ({ ...(await harbour()), broader: Array(51).fill("sandholm") }),
    KEY_REUSED: async () => ({ ...(await harbour()), broader: [], idempotencyKey: "used" }),
    NOT_FOUND: async () => ({ ...(await harbour()), broader: ["x"] }),
    CONFLICT: async () => ({ ...(await harbour()), broader: [], expectedVersion: "x" }),
    CIRCULAR: async () => ({ ...(await seen("topic", "sandholm")), broader: ["harbour"] }),
  },
};

const anArticle = {
  url: "https://news.example.org/three",
  headline: "Three",
  publishedAt: "2021-06-01",
  language: "en",
  source: "sandholm-post",
};
const mergedId = async () =>
  (await api.database.prisma.speaker.findFirstOrThrow({ where: { mergedIntoId: { not: null } } })).id;

describe("every code that a mutation of nouns can answer with", () => {
  beforeAll(async () => {
    await mutate("sourceCreate", { name: "Taken", kind: "OUTLET", wikidataId: "Q900000090", idempotencyKey: "used" });
    await mutate("speakerCreate", { name: "Taken", kind: "PERSON", wikidataId: "Q900000091" });
    await mutate("topicCreate", { name: "Taken", kind: "ISSUE", wikidataId: "Q900000092" });
    await mutate("speakerCreate", { name: "Merged", kind: "PERSON" });
    const input = { ...(await seen("speaker", "merged")), into: "taken" };
    await api.ask("mutation ($input: SpeakerMergeInput!) { speakerMerge(input: $input) { userErrors { code } } }", {
      input,
    });
  });

  test.each(Object.keys(NOUN_MUTATIONS))(
    "the contract of %s names exactly the codes that are provoked here",
    (name) => {
      expect(Object.keys(provoked[name] ?? {}).sort()).toEqual(codesOf(name).sort());
    },
  );

  const each = Object.entries(provoked).flatMap(([name, codes]) =>
    Object.entries(codes).map(([code, input]) => [name, code, input] as const),
  );
  test.each(each)("the mutation %s can fail with %s", async (name, code, input) => {
    const { userErrors, ...shown } = await mutate(name, await input());
    expect(userErrors.map((error: { code: string }) => error.code)).toEqual([
      code,
      ...userErrors.slice(1).map(() => code),
    ]);
    const [noun] = Object.values(shown);
    // Only a conflict returns the stored noun.
    expect(noun === null).toBe(code !== "CONFLICT");
  });
});

describe("whatever stands in an input, no fault comes of it", () => {
  const nasty = [
    "\0",
    "\u0001",
    "\ud800",
    "",
    " ",
    "'; DROP TABLE source; --",
    "<script>",
    "=1+1",
    "\u202e",
    "e\u0301",
    "x".repeat(30_000),
  ];
  const dates = ["0001-01-01", "9999-12-31T23:59:59.999Z", "2021-02-29T00:00:00Z", "2021-06-31"];
  const samples = {
    DateTime: dates,
    PartialDate: ["0000", "2021-13", "9999-12-31"],
    Boolean: [true],
    ID: nasty,
    String: nasty,
  };

  const fields = loadSchema().getMutationType()?.getFields() ?? {};

  /** Returns values for a field of an input, including nested ones. */
  function valuesOf(type: unknown): unknown[] {
    const named = getNamedType(type as GraphQLInputObjectType);
    if (isEnumType(named)) return [named.getValues()[0]?.name];
    const isList = String(type).includes("[");
    const own = isInputObjectType(named)
      ? Object.values(named.getFields()).flatMap((field) =>
          valuesOf(field.type).map((value) => ({
            ...(field.name in minimal(named) ? {} : minimal(named)),
            [field.name]: value,
          })),
        )
      : (samples[named.name as keyof typeof samples] ?? []);
    return isList ? own.map((value) => [value]) : own;
  }

  const minimal = (type: GraphQLInputObjectType) =>
    Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, "x"]),
    );

  const whole: Record<string, () => Promise<object>> = {
    sourceCreate: async () => ({ name: "Nasty", kind: "OUTLET" }),
    sourceUpdate: post,
    articleCreate: async () => anArticle,
    articleUpdate: one,
    speakerCreate: async () => ({ name: "Nasty", kind: "PERSON" }),
    speakerUpdate: ada,
    topicCreate: async () => ({ name: "Nasty", kind: "ISSUE" }),
    topicUpdate: harbour,
    topicMove: async () => ({ ...(await harbour()), broader: [] }),
  };

  test.each(Object.keys(NOUN_MUTATIONS))("no text in an input causes a fault: %s", async (name) => {
    const type = getNamedType(fields[name]?.args[0]?.type) as GraphQLInputObjectType;
    const inputType = `${type.name}!`;
    const query = `mutation ($input: ${inputType}) { ${name}(input: $input) { userErrors { code field message } } }`;
    const answers: { code: string | undefined; answered: boolean }[] = [];
    for (const field of Object.values(type.getFields())) {
      for (const value of valuesOf(field.type)) {
        const input = { ...(await whole[name]?.()), [field.name]: value };
        const { data, errors } = await api.execute(query, { input });
        answers.push({ code: errors?.[0]?.message, answered: Boolean(data) });
      }
    }
    expect(answers.length).toBeGreaterThan(20);
    // The scalar refuses an invalid date before the mutation runs.
    expect(answers.filter(({ code }) => code && !/Not (an instant|a date)/.test(code))).toEqual([]);
    await expectSound(api.database);
  });
});
