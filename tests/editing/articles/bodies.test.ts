import { beforeEach, describe, expect, test } from "@jest/globals";
import { updateArticle } from "../../../src/editing/articles.ts";
import { record } from "../../../src/record/record.ts";
import { clear } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, BODY, documentWith, IMPORT, paraphrase, QUOTE, quotation } from "../../helpers/factories.ts";

const desk = openDesk({}, { sound: true });
const { database } = desk;

const spans = [
  { role: "SPEAKER" as const, exact: "she", suffix: " said" },
  { role: "CONTENT" as const, exact: "The harbour fed us" },
  { role: "CUE" as const, exact: "said", prefix: "she " },
];
const quoted = quotation(QUOTE, { appearance: { passage: { exact: QUOTE, spans } } });
const again = paraphrase("It will feed us for another hundred");
const critics = paraphrase("Her critics were not convinced", { speaker: "olaf-gruen" });

const open = async (body: string | undefined, ...statements: Parameters<typeof article>[1]) => {
  await clear(database);
  await record(database, documentWith(article("one", statements, { body })), IMPORT);
};

const seen = () => desk.seen("Article", 1);
const fates = async (body: string | null) => {
  const { passages } = await desk.done(updateArticle, { ...(await seen()), body });
  return passages.map(({ fate }) => fate);
};
const places = async () =>
  (await database.prisma.appearance.findMany({ orderBy: { position: "asc" } })).map((row) => row.startOffset);
const spanPlaces = async () =>
  (await database.prisma.appearanceSpan.findMany({ orderBy: { startOffset: "asc" } })).map(
    ({ startOffset, text }) => `${startOffset} ${text}`,
  );

describe("in a changed body", () => {
  beforeEach(() => open(BODY, quoted, again, critics));

  test("a passage in a changed body stays or moves with its spans, and the answer says which", async () => {
    const before = await places();
    // Inserts one code point of two UTF-16 units after the first passage and its spans.
    expect(await fates(BODY.replace("It will feed", "🚢It will feed"))).toEqual(["UNCHANGED", "MOVED", "MOVED"]);
    expect(await places()).toEqual([before[0], Number(before[1]) + 1, Number(before[2]) + 1]);
    expect(await fates(`🚢${BODY.replace("It will feed", "🚢It will feed")}`)).toEqual(["MOVED", "MOVED", "MOVED"]);
    expect(await places()).toEqual(before.map((place, i) => Number(place) + (i === 0 ? 1 : 2)));
    expect(await spanPlaces()).toEqual(["71 The harbour fed us", "116 she", "120 said"]);
  });

  test("a passage whose surroundings alone differ stays in its place", async () => {
    expect(await fates(BODY.replace("another hundred.", "another hundred!"))).toEqual([
      "UNCHANGED",
      "UNCHANGED",
      "UNCHANGED",
    ]);
    expect(await database.prisma.appearance.findFirst({ where: { position: 1 } })).toMatchObject({
      suffix: expect.stringContaining("!"),
    });
  });

  test("a passage's spans move to the next place of the same role", async () => {
    // The body moves by the distance between two spans of one role, so that each takes the other's key.
    const twice = [
      { role: "CONTENT" as const, exact: "The harbour " },
      { role: "CONTENT" as const, exact: "fed us for t" },
    ];
    await open(BODY, quotation(QUOTE, { appearance: { passage: { exact: QUOTE, spans: twice } } }));
    expect(await fates(`12 letters. ${BODY}`)).toEqual(["MOVED"]);
    expect(await spanPlaces()).toEqual(["82 The harbour ", "94 fed us for t"]);
  });

  test("a lost passage makes the whole update fail, and the answer gives the fate of each", async () => {
    const body = BODY.replace("Her critics were not convinced", "Nobody spoke");
    const input = { ...(await seen()), body: `Friday. ${body}`, headline: "Not to stay" };
    const { answer, problems, details } = await desk.run(updateArticle, input);
    expect(answer).toBeNull();
    expect(problems).toEqual([
      {
        code: "PASSAGE_LOST",
        field: ["body"],
        message:
          "The passage “Her critics were not convinced” would be lost: “Her critics were not convinced” does not appear in the body.",
      },
    ]);
    expect(details.passages).toEqual([
      { appearanceId: 1, fate: "MOVED" },
      { appearanceId: 2, fate: "MOVED" },
      { appearanceId: 3, fate: "GONE" },
    ]);
    expect(await database.prisma.article.findFirst()).toMatchObject({ body: BODY, headline: "On one" });
  });

  test.each<[string, "GONE" | "AMBIGUOUS", string]>([
    [
      "words that stand twice now, in other surroundings",
      "GONE",
      `A. ${QUOTE}. B. ${QUOTE}. C. It will feed us for another hundred. Her critics were not convinced`,
    ],
    ["words that the same person says twice now", "AMBIGUOUS", `News. ${BODY}\n\n${BODY}`],
    ["a span that has gone its own way", "GONE", BODY.replace("” she said", "” said she")],
    ["words in another's mouth", "GONE", BODY.replace("Mayor Ada Brandt", "Mayor Olaf Grün")],
    ["words of which another person tells", "GONE", BODY.replace("” she said", "” he said")],
    ["words in other letters", "GONE", BODY.replace("Her critics", "her critics")],
    ["nothing of it left", "GONE", "Nothing."],
  ])("a passage is lost: %s (%s)", async (_, fate, body) => {
    const { problems, details } = await desk.run(updateArticle, { ...(await seen()), body });
    expect(new Set(problems.map(({ code, field }) => `${code} ${field}`))).toEqual(new Set(["PASSAGE_LOST body"]));
    expect(details.passages?.map((passage) => passage.fate)).toContain(fate);
  });

  test("a passage in other typography is found, with its spans, and has the body's words", async () => {
    const body = BODY.replace("not convinced", "not\u00a0 convinced")
      .replace("“The harbour fed us", "«The harbour fed\u00a0us")
      .replace("years,”", "years,»");
    expect(await fates(`News. ${body}`)).toEqual(["MOVED", "MOVED", "MOVED"]);
    const exact = (await database.prisma.appearance.findMany({ orderBy: { position: "asc" } })).map((row) => row.exact);
    expect(exact).toEqual([
      QUOTE.replace("fed us", "fed\u00a0us"),
      "It will feed us for another hundred",
      "Her critics were not\u00a0 convinced",
    ]);
    expect(await spanPlaces()).toEqual(["76 The harbour fed\u00a0us", "121 she", "125 said"]);
  });

  test("words that two people say stay with each when their sentences are exchanged", async () => {
    const [ada, olaf] = ["“No,” said Ada Brandt.", "“No,” said Olaf Grün."];
    const no = (speaker: string, suffix: string) =>
      quotation("No", { speaker, appearance: { passage: { exact: "No", suffix } } });
    await open(`${ada} ${olaf}`, no("ada-brandt", ",” said Ada"), no("olaf-gruen", ",” said Olaf"));
    expect(await fates(`${olaf} ${ada}`)).toEqual(["MOVED", "MOVED"]);
    expect(await places()).toEqual([23, 1]);
    expect(await desk.refused(updateArticle, { ...(await seen()), body: `${olaf} “Yes,” said Ada Brandt.` })).toEqual([
      "PASSAGE_LOST body",
    ]);
  });

  test("a passage is found by context on one side", async () => {
    const two = `Ada said it at noon: ${QUOTE}. At night she asked whether ${QUOTE}. Nobody knew.`;
    await open(two, quotation(QUOTE, { appearance: { passage: { exact: QUOTE, prefix: "asked whether " } } }));
    expect(await fates(two.replace("Nobody knew.", "Everybody knew."))).toEqual(["UNCHANGED"]);
    expect(await fates(`So: ${two.replace("Nobody knew.", "Somebody knew.")}`)).toEqual(["MOVED"]);
  });

  test("two printings by one speaker do not become one", async () => {
    const two = `One. Ada said: ${QUOTE}. Two. Ada said: ${QUOTE}.`;
    const at = (prefix: string) => quotation(QUOTE, { appearance: { passage: { exact: QUOTE, prefix } } });
    await open(two, at("One. Ada said: "), at("Two. Ada said: "));
    const input = { ...(await seen()), body: `One. Ada said: ${QUOTE}. Two. Nothing.` };
    const { problems, details } = await desk.run(updateArticle, input);
    expect(problems).toMatchObject([
      { code: "PASSAGE_LOST", message: expect.stringContaining("another printing of it is there") },
      ...problems.slice(1),
    ]);
    expect(details.passages?.map(({ fate }) => fate)).toContain("AMBIGUOUS");
  });

  test("a body in another normal form is the same", async () => {
    expect(await fates(BODY.normalize("NFD"))).toEqual([]);
  });
});

describe("a body", () => {
  test("a body that is added gives passages their places and is refused if one has none", async () => {
    await open(undefined, quotation(QUOTE), critics);
    expect(await desk.refused(updateArticle, { ...(await seen()), body: QUOTE })).toEqual(["PASSAGE_LOST body"]);
    expect(await fates(BODY)).toEqual(["MOVED", "MOVED"]);
    expect(await places()).toEqual([70, 166]);
  });

  test("a body that is removed leaves passages their words and removes their spans", async () => {
    await open(BODY, quoted, critics);
    expect(await fates(null)).toEqual(["UNCHANGED", "UNCHANGED"]);
    expect(await places()).toEqual([null, null]);
    expect(await spanPlaces()).toEqual([]);
    const [first] = await database.prisma.appearance.findMany({ orderBy: { position: "asc" } });
    expect(first).toMatchObject({ exact: QUOTE, prefix: expect.stringContaining("stay open. “") });
    expect(await fates(BODY)).toEqual(["MOVED", "MOVED"]);
  });

  test("a body of two million characters is read once for all its 500 passages", async () => {
    const word = (i: number) => `W${i.toString(36)}.`;
    const body = `🚢 ${Array.from({ length: 280_000 }, (_, i) => word(i)).join(" ")}`;
    const statements = Array.from({ length: 500 }, (_, i) => paraphrase(word(i * 555)));
    await open(body, ...statements);
    const input = { ...(await seen()), body: `News. ${body}` };
    const used = process.cpuUsage();
    const { passages } = await desk.done(updateArticle, input);
    // Counting each passage anew from the start of the body took 17 seconds of processor time.
    expect(process.cpuUsage(used).user / 1_000).toBeLessThan(8_000);
    expect(passages.map(({ fate }) => fate)).toEqual(Array(500).fill("MOVED"));
  });
});
