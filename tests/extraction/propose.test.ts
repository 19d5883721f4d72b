import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readModel } from "../../src/extraction/model.ts";
import { type Proposal, type ProposeOptions, propose } from "../../src/extraction/propose.ts";
import { packageRoot } from "../../src/packageRoot.ts";

const model = readModel(readFileSync(join(packageRoot(), "models/en.model")));
const proposalsOf = (text: string, options: Partial<ProposeOptions> = {}) =>
  propose(text, { model, ...options }).proposals;

/** The words at the places of a proposal. */
const wordsAt = (text: string, spans: Proposal["content"]) =>
  spans.map(({ start, end }) => [...text].slice(start, end).join(""));

describe("proposals", () => {
  const TEXT =
    "Bridge to stay shut\n\nThe harbour bridge will stay shut until May, Mayor Lena Orlov said on Tuesday.\n\n“We will not gamble with people’s lives,” she told reporters. “The steel is tired.”";

  test("each has its kind, its words, its parts with their places, and its speaker", () => {
    expect(proposalsOf(TEXT)).toEqual([
      {
        kind: "INDIRECT",
        text: "The harbour bridge will stay shut until May",
        content: [{ start: 21, end: 64 }],
        cue: [{ start: 83, end: 87 }],
        source: [{ start: 66, end: 82 }],
        mention: "Mayor Lena Orlov",
        speaker: { status: "NAMED", name: "Lena Orlov", kind: "PERSON", evidence: null },
        otherSpeakers: [],
        otherExtents: [],
        confidence: expect.any(Number),
      },
      {
        kind: "DIRECT",
        text: "We will not gamble with people’s lives. The steel is tired.",
        content: [expect.anything(), expect.anything()],
        cue: [expect.anything()],
        source: [expect.anything()],
        mention: "she",
        speaker: { status: "NAMED", name: "Lena Orlov", kind: "PERSON", evidence: { start: 72, end: 82 } },
        otherSpeakers: [],
        otherExtents: [],
        confidence: expect.any(Number),
      },
    ]);
    const [, direct] = proposalsOf(TEXT) as [Proposal, Proposal];
    expect(wordsAt(TEXT, direct.content)).toEqual(["We will not gamble with people’s lives,", "The steel is tired."]);
    expect([wordsAt(TEXT, direct.source), wordsAt(TEXT, direct.cue)]).toEqual([["she"], ["told"]]);
  });

  test("a pronoun that may mean two people names the other, too", () => {
    const text = readFileSync(join(packageRoot(), "tests/fixtures/extraction/summit.txt"), "utf8");
    const found = proposalsOf(text).find((proposal) => proposal.text.startsWith("If we can announce"));
    expect(found).toMatchObject({ mention: "he", speaker: { name: "Tarek Aldemir" } });
    expect(found?.otherSpeakers).toEqual([{ name: "Ilya Morosan", confidence: expect.any(Number) }]);
    expect(found?.otherSpeakers[0]?.confidence).toBeLessThan(0.5);
  });

  test("words that two cues claim are proposed once, with the other extent", () => {
    const text =
      "The mayor said that Lena Orlov had promised that the bridge would open in May and that the ferry would run until then.";
    const found = proposalsOf(text, { minScore: 0 });
    const places = found.map(({ content }) => [content[0]?.start, content.at(-1)?.end].join());
    for (const { otherExtents, content } of found) {
      for (const { start, end, confidence } of otherExtents) {
        expect(text.slice(start, end)).toMatch(/^\S.*\S$/);
        expect([start, end]).not.toEqual([content[0]?.start, content.at(-1)?.end]);
        expect(places).not.toContain([start, end].join());
        expect(confidence).toBeLessThanOrEqual(1);
      }
    }
    expect(found.flatMap(({ otherExtents }) => otherExtents).length).toBeGreaterThan(0);
  });

  test("a lowest score leaves out the others", () => {
    expect(proposalsOf(TEXT, { minScore: 1 })).toEqual([]);
    expect(proposalsOf(TEXT, { minScore: 0 }).length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    [
      "The battleground states that matter most are Ostrin and Velmora, as in other swing states that nobody counts.",
      [],
    ],
    ["The report states that the pier was never closed to the public.", ["The report"]],
    ["Tomas Reyl, who said the plan was a farce, walked out.", ["Tomas Reyl"]],
  ])("states are no cue, and “who” is whom it stands for: %s", (text, mentions) => {
    const { proposals } = propose(text, { model, language: "en" });
    expect(proposals.map(({ mention }) => mention)).toEqual(mentions);
  });

  test("rules propose without a model, and say so", () => {
    const { extractor, proposals } = propose(TEXT, { model: null });
    expect(extractor).toBe("rules@1");
    expect(proposals.map(({ mention }) => mention)).toEqual(["Mayor Lena Orlov", "she"]);
  });

  test("the same text always has the same proposals", () => {
    expect(propose(TEXT, { model })).toEqual(propose(TEXT, { model }));
  });
});

const SAID = "“The old pier belongs to everybody,” Lena Orlov said on Tuesday.";
const many = (times: number, text: string) => Array.from({ length: times }, () => text).join("");

describe("bad input", () => {
  test.each<[string, string, (proposals: readonly Proposal[]) => void]>([
    ["an empty text has no proposals", "", (proposals) => expect(proposals).toEqual([])],
    ["spaces alone have none", " \n\n\t ", (proposals) => expect(proposals).toEqual([])],
    [
      "control characters do not disturb the places",
      `\u0000\u0007\ufeff${SAID}`,
      (proposals) => expect(proposals[0]?.content[0]?.start).toBe(4),
    ],
    [
      "binary data have none",
      Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)).toString("latin1"),
      (proposals) => expect(proposals.length).toBeLessThan(5),
    ],
    [
      "a quotation that is never closed ends with its paragraph",
      `“The old pier belongs to everybody, Lena Orlov said.\n\nThe sea rose.`,
      (proposals) => expect(proposals.every(({ text }) => !text.includes("sea"))).toBe(true),
    ],
    [
      "headlines alone are not all statements",
      "Bridge closed\nPier sold\nMayor resigns\nFerry late again",
      (proposals) => expect(proposals).toEqual([]),
    ],
    [
      "Windows' line ends part paragraphs",
      `Bridge closed\r\n\r\n${SAID}\r\n`,
      (proposals) => expect(proposals.map(({ text }) => text)).toEqual(["The old pier belongs to everybody"]),
    ],
    [
      "a text that looks like mark-up is only text",
      "{q|“The old pier belongs to everybody,”} {s|Lena Orlov} {c|said} on Tuesday.",
      (proposals) => expect(proposals.every(({ text }) => text.length > 0)).toBe(true),
    ],
    [
      "HTML is only text",
      `<p onclick="alert(1)">${SAID}</p>`,
      (proposals) => expect(proposals.some(({ text }) => text === "The old pier belongs to everybody")).toBe(true),
    ],
  ])("strange texts are read: %s", (_rule, text, check) => {
    check(proposalsOf(text));
  });

  test("emoji count as one character in every place", () => {
    const text = "🙂🙂 A note.\n\n“The old pier 🌊 belongs to everybody 👍🏽 here,” Lena Orlov said on Tuesday. 🙂";
    const [proposal] = proposalsOf(text) as [Proposal];
    expect(wordsAt(text, proposal.content)[0]).toBe("The old pier 🌊 belongs to everybody 👍🏽 here,");
    expect([wordsAt(text, proposal.source), wordsAt(text, proposal.cue)]).toEqual([["Lena Orlov"], ["said"]]);
  });

  test("every paragraph a quotation: each is proposed, to the speaker before or to nobody", () => {
    const text = `${SAID}\n\n${many(300, "“We have said so every year since the flood.”\n\n")}`;
    const proposals = proposalsOf(text);
    expect(proposals).toHaveLength(301);
    expect(new Set(proposals.slice(1).map(({ text: words }) => words))).toEqual(
      new Set(["We have said so every year since the flood."]),
    );
  });

  test("“he said” 500 times is done, with a place for each", () => {
    const text = many(500, "He said that the pier was old. ");
    const proposals = proposalsOf(text);
    expect(proposals).toHaveLength(500);
    expect(new Set(proposals.map(({ speaker }) => speaker.status))).toEqual(new Set(["UNKNOWN"]));
  });

  // Work that grows with the square of the length would take minutes. (Modules of a test run some times as slowly as elsewhere.)
  test.each([
    ["a text of 5 MB", many(70_000, "The fish was sold at the pier before noon, and the boats left again.\n")],
    ["a line of 1 MB without an end", many(170_000, "fish, ")],
    ["a long line of “he said”", many(1_000, "he said that it was so, ")],
    ["quotation marks alone", many(40_000, '“ " ’ ')],
    ["brackets and dashes alone", many(40_000, "— ( [ ")],
    ["one word of 1 MB", many(1_000_000, "a")],
  ])("%s is read to its end", (_what, text) => {
    const { proposals } = propose(text, { model });
    expect(proposals.every(({ content }) => content.every(({ end }) => end <= text.length))).toBe(true);
  });

  test("any text is read, and every place is within it", () => {
    const piece = fc.constantFrom(
      "“",
      "”",
      '"',
      "’",
      "he said",
      "Lena Orlov",
      ", ",
      ". ",
      "\n\n",
      "that it rained",
      ":",
      " — ",
      "🙂",
      "according to",
      "\ud800",
      "«",
      "NAME:",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join(" ");
        const { length } = [...text];
        for (const { content, cue, source } of proposalsOf(text, { minScore: 0, language: "en" })) {
          for (const { start, end } of [...content, ...cue, ...source])
            expect(start >= 0 && start < end && end <= length).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("other languages", () => {
  test.each([
    [
      "de",
      "Bürgermeisterin Lena Orlov: „Die alte Brücke gehört allen Menschen in dieser Stadt und wird nicht verkauft.“ Der Rat stimmte am Dienstag zu, und die Fähre fährt wieder.",
    ],
    [
      "zh-Hans",
      "市长说：“这座旧码头属于这里的每一个人，我们不会把它卖给任何人。” 渡轮今天又停运了，居民们在雨中等待了很长时间，没有人知道原因。",
    ],
    [
      "ar",
      "قالت العمدة: “هذا الرصيف القديم ملك للجميع ولن نبيعه لأحد مهما حدث في هذه المدينة”. توقفت العبارة اليوم مرة أخرى وانتظر السكان طويلا تحت المطر.",
    ],
  ])("%s has no model: only quotations are proposed, with right places", (language, text) => {
    const found = propose(text, { model, minScore: 0 });
    expect([found.language, found.extractor]).toEqual([language, "rules@1"]);
    for (const { content, text: words } of found.proposals) expect(wordsAt(text, content)).toEqual([words]);
    expect(found.proposals).toHaveLength(1);
  });
});
