import { describe, expect, test } from "@jest/globals";
import { findWords, readCorrection } from "../../../../web/pages/review/readCorrection.ts";

// The body begins at 100; a face counts as one code point and two units of JavaScript.
const passage = {
  before: "The mayor 🙂 said. It is late. She said ",
  exact: "it is late 🙂 in\n\nthe year",
  after: ", and then: it is late.",
  start: 100 + [..."The mayor 🙂 said. It is late. She said "].length,
};
const { start } = passage;

describe("findWords", () => {
  test.each([
    ["the passage itself", "it is late 🙂 in the year", { start, end: start + [...passage.exact].length }],
    ["a part of it, whatever the line ends", "in\r\n the", { start: start + 13, end: start + 20 }],
    ["of two places, the nearer one", "it is late", { start, end: start + 10 }],
    ["the text before", "The mayor 🙂 said", { start: 100, end: 116 }],
    ["the text after", "and then", { start: start + 27, end: start + 35 }],
    ["across the end of the passage", "year, and", { start: start + 21, end: start + 30 }],
    ["signs that patterns have a meaning for", "late.", { start: 124, end: 129 }],
  ])("%s is found, in code points", (_, words, extent) => {
    expect(findWords(words, passage)).toEqual(extent);
  });

  test.each(["it was late", ".*", "IT IS LATE 🙂"])("the words “%s” are not found", (words) => {
    expect(findWords(words, passage)).toBeNull();
  });
});

describe("readCorrection", () => {
  const read = (fields: string) => readCorrection(new URLSearchParams(fields), passage);

  test("a form that was left as it stands corrects nothing", () => {
    const fields = new URLSearchParams({ words: passage.exact.replaceAll("\n", "\r\n"), extent: "typed", kind: "" });
    expect(readCorrection(fields, passage)).toEqual({
      ...{ extent: undefined, kind: undefined, speaker: undefined, reason: undefined },
      topics: { slugs: [], names: [] },
    });
  });

  test.each([
    ["speaker=as-proposed", undefined],
    ["speaker=slug:lena-orlov", { slug: "lena-orlov" }],
    ["speaker=other&otherSpeaker=+Lena+Orlov+&newSpeaker=x", { name: "Lena Orlov" }],
    ["speaker=new&newSpeaker=Jo+Lund&otherSpeaker=x", { newName: "Jo Lund" }],
    ["speaker=UNNAMED", { status: "UNNAMED" }],
    ["speaker=UNKNOWN", { status: "UNKNOWN" }],
    ["speaker=anything+else", undefined],
  ])("the field %s is read", (fields, speaker) => {
    expect(read(fields).speaker).toEqual(speaker);
  });

  test("a passage that is chosen counts before the words that are typed", () => {
    expect(read("extent=12-40&words=it+is+late").extent).toEqual({ start: 12, end: 40 });
    expect(read("extent=typed&words=it+is+late").extent).toEqual({ start, end: start + 10 });
    expect(read("extent=12-x&words=nothing+such").extent).toBeNull();
  });

  test("topics that stay come by their slugs, and others by their names, separated as the language does", () => {
    expect(read("topic=a&topic=b&moreTopics=+Port+Varn;;bridges؛قناة").topics).toEqual({
      slugs: ["a", "b"],
      names: ["Port Varn", "bridges", "قناة"],
    });
  });

  test("only kinds that there are, are read", () => {
    expect([read("kind=MIXED").kind, read("kind=SUNG").kind]).toEqual(["MIXED", undefined]);
  });
});
