import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { createStatement } from "../../../src/editing/statements.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, BODY, documentWith, paraphrase, QUOTE, quotation } from "../../helpers/factories.ts";

const REFRAIN = `${"“We shall not be moved by the sea.” ".repeat(30)}The choir went home.`;

const desk = openDesk(
  documentWith(
    article("body", [paraphrase("must stay open")], { body: BODY }),
    article("bare", [quotation("We will build the pier again next year")]),
    article("other", [], { publishedAt: "2021-06-01" }),
    article("late", [], { publishedAt: "2021-09-01" }),
    article("refrain", [], { body: REFRAIN }),
  ),
  { sound: true },
);

const url = (name: string) => `https://news.example.org/${name}`;

/** Returns a direct quotation by Ada Brandt as an editor enters it. */
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

async function stored(id: number) {
  const { database } = desk;
  return database.prisma.statement.findUniqueOrThrow({
    where: { id },
    include: { appearances: { orderBy: { id: "asc" } }, tags: true, origin: true },
  });
}

describe("records", () => {
  test("statementCreate records a quotation at its place in the body, in the editor's name", async () => {
    const { id, appearanceId, isNew } = await desk.done(createStatement, given(QUOTE, { article: url("body") }));
    expect(isNew).toBe(true);
    const start = [...BODY.slice(0, BODY.indexOf(QUOTE))].length;
    expect(await stored(id)).toMatchObject({
      kind: "DIRECT",
      speakerStatus: "IDENTIFIED",
      saidAtBasis: "PUBLICATION",
      saidAtPrecision: "DAY",
      language: "en",
      status: "PUBLISHED",
      origin: { kind: "PERSON", name: "Ada" },
      appearances: [
        { id: appearanceId, position: 1, exact: QUOTE, startOffset: start, endOffset: start + QUOTE.length },
      ],
      tags: [{ basis: "STATED" }],
    });
    expect((await desk.lastChange()).map(({ action, table }) => `${action} ${table}`)).toEqual([
      "createStatement statement",
      "createStatement statement_tag",
      "createStatement appearance",
    ]);
  });

  test("statementCreate records when, by whom and to whom something was said, and takes null", async () => {
    const { id } = await desk.done(createStatement, {
      article: encodeGlobalId("Article", 1),
      kind: "INDIRECT",
      text: "Critics doubted it.",
      language: null,
      originalLanguage: "da",
      speaker: null,
      speakerStatus: "UNNAMED",
      saidAt: new Date("2021-05-06T21:30:00Z"),
      saidAtPrecision: "MONTH",
      topics: null,
      status: "PROPOSED",
      appearance: {
        text: "Her critics were not convinced.",
        kind: null,
        attributionText: "her critics",
        cue: "were not convinced",
        addressee: "the mayor",
        passage: { exact: "Her critics were not convinced", prefix: "🚢 ", suffix: null },
      },
    });
    expect(await stored(id)).toMatchObject({
      speakerId: null,
      speakerStatus: "UNNAMED",
      saidAt: new Date("2021-05-01T00:00:00Z"),
      saidAtPrecision: "MONTH",
      saidAtBasis: "STATED",
      originalLanguage: "da",
      status: "PROPOSED",
      tags: [],
      appearances: [
        {
          text: "Her critics were not convinced.",
          kind: "INDIRECT",
          attributionText: "her critics",
          cue: "were not convinced",
          addressee: "the mayor",
        },
      ],
    });
  });

  test("statementCreate records one more printing of a known statement and says so", async () => {
    const words = "We will build the pier again — next year!";
    const known = await desk.database.prisma.statement.findFirstOrThrow({ where: { text: { startsWith: "We will" } } });
    const { id, isNew } = await desk.done(
      createStatement,
      given(words, { article: url("other"), topics: ["fishing"] }),
    );
    expect({ id, isNew }).toEqual({ id: known.id, isNew: false });
    const { text, appearances, tags, origin } = await stored(id);
    expect({ text, printed: appearances.length, topics: tags.length }).toEqual({
      text: known.text,
      printed: 2,
      topics: 2,
    });
    // The origin is still the import, because the editor changed nothing in the statement.
    expect(origin.kind).toBe("IMPORT");
  });

  test("statementCreate records the same words far apart in time as two statements", async () => {
    const { isNew } = await desk.done(
      createStatement,
      given("We will build the pier again next year", { article: url("late") }),
    );
    expect(isNew).toBe(true);
  });

  test("statementCreate records similar words of the same editor as a statement of its own", async () => {
    const one = await desk.done(createStatement, given("The nets were empty for nine long weeks"));
    const two = await desk.done(createStatement, given("The nets were empty for nine long days"));
    expect(two.id).not.toBe(one.id);
    expect((await stored(one.id)).text).toBe("The nets were empty for nine long weeks");
  });

  test("statementCreate stores text as NFC, and code as text", async () => {
    const { id } = await desk.done(createStatement, given("<b>=1+1</b> Cafe\u0301 closes at nine sharp"));
    expect((await stored(id)).text).toBe("<b>=1+1</b> Café closes at nine sharp");
  });
});

describe("refuses", () => {
  test.each<[string, object, string]>([
    ["an article that is not there", { article: url("none") }, "NOT_FOUND article"],
    ["an id of something else for the article", { article: encodeGlobalId("Speaker", 1) }, "NOT_FOUND article"],
    ["an address with a NUL", { article: "\0" }, "NOT_FOUND article"],
    ["a speaker who is not there", { speaker: "nobody" }, "NOT_FOUND speaker"],
    ["a topic that is not there", { topics: ["harbour", "nothing"] }, "NOT_FOUND topics.1"],
    ["51 topics", { topics: Array.from({ length: 51 }, () => "harbour") }, "INVALID topics"],
    ["both a speaker and a reason for none", { speakerStatus: "UNKNOWN" }, "INVALID speaker"],
    ["neither", { speaker: null }, "INVALID speaker"],
    [
      "a speaker who is identified and not told",
      { speaker: null, speakerStatus: "IDENTIFIED" },
      "INVALID speakerStatus",
    ],
    ["what begins as retracted", { status: "RETRACTED" }, "INVALID status"],
    ["a precision of no date", { saidAtPrecision: "DAY" }, "INVALID saidAtPrecision"],
    ["a language that is none", { language: "not a tag" }, "INVALID language"],
    ["a mixed statement that quotes nothing", { kind: "MIXED" }, "INVALID text"],
    [
      "a direct one whose printing has other words",
      { appearance: { text: "Other words", passage: { exact: "x" } } },
      "INVALID text",
    ],
    [
      "a direct one whose printing is none",
      { appearance: { kind: "INDIRECT", passage: { exact: "x" } } },
      "INVALID kind",
    ],
    [
      "a context beyond 32 characters",
      { appearance: { passage: { exact: "x", prefix: "p".repeat(33) } } },
      "INVALID appearance.passage.prefix",
    ],
    ["a passage of blanks", { appearance: { passage: { exact: " " } } }, "INVALID appearance.passage.exact"],
    [
      "offsets where there is no body",
      { appearance: { passage: { exact: "x", start: 0 } } },
      "INVALID appearance.passage.start",
    ],
    [
      "a cue beyond 1,000 characters",
      { appearance: { cue: "c".repeat(1001), passage: { exact: "x" } } },
      "INVALID appearance.cue",
    ],
  ])("statementCreate refuses %s", async (_, rest, problem) => {
    expect(await desk.refused(createStatement, given("Something was said on the quay", rest))).toEqual([problem]);
  });

  test.each([
    ["blank", " "],
    ["beyond 20,000 characters", "x".repeat(20_001)],
    ["with control characters", "a\u0007b"],
    ["with NUL", "a\0b"],
    ["with half a character", "a\ud800b"],
  ])("statementCreate refuses a text that is %s", async (_, text) => {
    const input = given(text, { appearance: { text: "x", passage: { exact: "x" } } });
    expect(await desk.refused(createStatement, input)).toContain("INVALID text");
  });

  test("statementCreate refuses words that do not stand in the body, in this context, or there", async () => {
    const at = (passage: object) =>
      given(QUOTE, { article: url("body"), speaker: "olaf-gruen", appearance: { passage } });
    const problem = ["PASSAGE_NOT_FOUND appearance.passage"];
    expect(await desk.refused(createStatement, at({ exact: "never printed" }))).toEqual(problem);
    expect(await desk.refused(createStatement, at({ exact: QUOTE, prefix: "She lied: “" }))).toEqual(problem);
    expect(await desk.refused(createStatement, at({ exact: QUOTE, start: 3 }))).toEqual(problem);
    expect(await desk.refused(createStatement, at({ exact: QUOTE, start: 3_000_000 }))).toEqual(problem);
  });

  test("statementCreate refuses the same printing again, whoever recorded it", async () => {
    const own = given("The lighthouse is for sale to nobody");
    await desk.done(createStatement, own);
    expect(await desk.refused(createStatement, own)).toEqual(["TAKEN appearance.passage"]);
    const imported = given("We will build the pier again next year");
    expect(await desk.refused(createStatement, imported)).toEqual(["TAKEN appearance.passage"]);
    // Another speaker's words in the same place are another printing.
    await desk.done(createStatement, { ...own, speaker: "olaf-gruen" });
  });
});

describe("words that stand more than once", () => {
  const words = "We shall not be moved by the sea.";
  const at = (passage: object) =>
    given(words, { article: url("refrain"), appearance: { text: words, passage: { exact: words, ...passage } } });

  test("ambiguous words are refused with the first twenty places and their context", async () => {
    const { problems, details } = await desk.run(createStatement, at({}));
    expect(problems).toMatchObject([{ code: "AMBIGUOUS", field: ["appearance", "passage"] }]);
    expect(problems[0]?.message).toContain("20 or more places");
    expect(details.candidates).toHaveLength(20);
    const points = [...REFRAIN];
    for (const { exact, prefix, suffix, start, end } of details.candidates ?? []) {
      expect(points.slice(start, end).join("")).toBe(exact);
      expect(points.slice(Math.max(0, start - 32), start).join("")).toBe(prefix);
      expect(points.slice(end, end + 32).join("")).toBe(suffix);
    }
  });

  test("ambiguous words are found by their context or by where they start", async () => {
    const last = await desk.done(createStatement, at({ suffix: "” The choir" }));
    const { details } = await desk.run(createStatement, at({}));
    const third = await desk.done(createStatement, at({ start: details.candidates?.[2]?.start }));
    const starts = [await stored(last.id), await stored(third.id)].flatMap(({ appearances }) =>
      appearances.map(({ startOffset }) => startOffset),
    );
    // The same words by the same speaker on the same day are one statement, printed twice.
    expect(last.id).toBe(third.id);
    expect(new Set(starts)).toEqual(new Set([REFRAIN.lastIndexOf("We shall"), 73]));
    expect(await desk.refused(createStatement, at({ start: 73 }))).toEqual(["TAKEN appearance.passage"]);
  });

  test("ambiguous words are counted in code points", async () => {
    const input = { article: url("body"), kind: "INDIRECT", text: "t", speakerStatus: "UNKNOWN" };
    const { details } = await desk.run(createStatement, { ...input, appearance: { passage: { exact: "on" } } });
    const points = [...BODY];
    expect(details.candidates?.length).toBeGreaterThan(1);
    for (const { start, end } of details.candidates ?? []) expect(points.slice(start, end).join("")).toBe("on");
    expect(details.candidates?.at(-1)?.start).toBe([...BODY.slice(0, BODY.lastIndexOf("on"))].length);
  });
});

test("statementCreate with one idempotency key records one statement and answers the same twice", async () => {
  const input = given("The ferry will not sail on Sundays any more");
  const first = await desk.run(createStatement, input, { idempotencyKey: "once" });
  expect(await desk.run(createStatement, input, { idempotencyKey: "once" })).toEqual(first);
  const { problems } = await desk.run(createStatement, given("Something else altogether was said"), {
    idempotencyKey: "once",
  });
  expect(problems).toMatchObject([{ code: "KEY_REUSED" }]);
});
