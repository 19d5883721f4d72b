import { describe, expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { labels, world } from "../helpers/world.ts";

const VERIFY = `query ($text: String!, $speaker: String) {
  verifyQuote(text: $text, speaker: $speaker) {
    verdict
    matches { verdict likeness statement { text } }
    matched { speakers { slug } unmatched }
  }
}`;

describe("verifyQuote", () => {
  const api = openApi(world);

  const verify = async (text: string, speaker?: string) => (await api.ask(VERIFY, { text, speaker })).verifyQuote;
  const verdictOn = async (text: string, speaker?: string) => (await verify(text, speaker)).verdict;

  test.each([
    ["word for word", "The harbour fed us, and it will feed us again."],
    ["a part of it, word for word", "it will feed us again"],
    ["with quotation marks of another sort", "„The harbour fed us, and it will feed us again.“"],
    ["as one printing has it, parted by its cue", "“The harbour fed us,” she said, “and it will feed us again.”"],
  ])("verifyQuote returns EXACT: %s", async (_case, text) => {
    const { verdict, matches } = await verify(text, "Ada Brandt");
    expect(verdict).toBe("EXACT");
    expect(matches[0]).toMatchObject({ verdict: "EXACT", likeness: 1 });
    expect(labels([matches[0].statement])).toEqual(["fed"]);
  });

  test.each([
    ["case and punctuation", "the harbour FED us and it will feed us again", "fed"],
    ["accents", "Die Fischer fordérten grossere Hauser", "de"],
    ["dotless i", "BALIKÇILAR IŞIK İSTEDİ", "tr"],
    ["Cyrillic yo and case", "А ЁЛКИ ОСТАНУТСЯ", "ru"],
  ])("verifyQuote returns NORMALISED: %s", async (_case, text, label) => {
    const { verdict, matches } = await verify(text);
    expect(verdict).toBe("NORMALISED");
    expect(labels([matches[0].statement])).toEqual([label]);
  });

  test("verifyQuote reads a script without spaces letter by letter", async () => {
    expect(await verdictOn("立即停火", "Mei Hua")).toBe("EXACT");
  });

  test("verifyQuote returns PARTIAL for words left out and put in", async () => {
    const { verdict, matches } = await verify("The harbour always fed us, and surely it will feed us once again");
    expect(verdict).toBe("PARTIAL");
    expect(matches[0].likeness).toBeCloseTo(10 / 13);
    expect(labels([matches[0].statement])).toEqual(["fed"]);
  });

  test("verifyQuote finds nothing within a word or by a few common words", async () => {
    expect(await verdictOn("arbour fed us")).not.toBe("EXACT");
    expect(await verdictOn("Completely other words about ships and weather", "Ada Brandt")).toBe("NONE");
    expect(await verdictOn("!!! of the", undefined).catch(String)).toMatch(/3 to 300/);
  });

  test("verifyQuote returns OTHER_SPEAKER for the words of somebody else", async () => {
    const { verdict, matches, matched } = await verify("The harbour fed us", "Olaf Grün");
    expect(verdict).toBe("OTHER_SPEAKER");
    expect(matches[0]).toMatchObject({ verdict: "OTHER_SPEAKER", likeness: 1 });
    expect(matched).toEqual({ speakers: [{ slug: "olaf-gruen" }], unmatched: [] });
  });

  test("verifyQuote finds a member's words by the group's name and says which name nobody bears", async () => {
    expect(await verdictOn("The alliance wants the old pier to be opened", "Olaf Grün")).toBe("EXACT");
    expect((await verify("The harbour fed us", "Nobody Known")).matched.unmatched).toEqual(["Nobody Known"]);
  });

  test("verifyQuote ignores statements that are retracted or proposed", async () => {
    expect(await verdictOn("The boats were counted wrongly.")).toBe("NONE");
    expect(await verdictOn("The boats may be counted again.")).toBe("NONE");
  });

  test.each([
    ["empty", ""],
    ["only punctuation", "!?… “”"],
    ["two words", "harbour fed"],
    ["301 words", "word ".repeat(301)],
  ])("verifyQuote refuses %s", async (_case, text) => {
    expect(await api.refusal(VERIFY, { text })).toMatch(/`text` has 3 to 300 words/);
  });

  test.each([
    ["operators", 'harbour & ! | ( ) <-> :* "fed" us'],
    ["SQL", "'; DROP TABLE statement; -- harbour fed us"],
    ["NUL and lone surrogates", "the \0 harbour \ud800 fed us all"],
    ["300 words of 30 letters", `${"abcdefghijklmnopqrstuvwxyz".slice(0, 26)} `.repeat(300)],
    ["only common words", "it is as it is and that was that"],
    ["right to left with marks", "כל הדרכים מובילות \u202e אל הנמל"],
    ["emoji", "🚢 🚢 🚢 harbour 🚢 fed 🚢 us 🚢"],
  ])("verifyQuote takes the text as it is: %s", async (_case, text) => {
    expect(["EXACT", "NORMALISED", "PARTIAL", "NONE"]).toContain(await verdictOn(text));
  });
});
