import { describe, expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { labels, world } from "../helpers/world.ts";

const VERIFY = `query ($text: String!, $speaker: String) {
  verifyQuote(text: $text, speaker: $speaker) {
    wording
    attribution
    verdict
    matches {
      wording
      attribution
      verdict
      likeness
      parts { text change given }
      statement { text }
      appearance { passage { exact } }
    }
    matched { speakers { slug } unmatched }
  }
}`;

describe("verifyQuote", () => {
  const api = openApi(world);

  const verify = async (text: string, speaker?: string) => (await api.ask(VERIFY, { text, speaker })).verifyQuote;
  const wordingOf = async (text: string, speaker?: string) => (await verify(text, speaker)).wording;
  const partsOf = async (text: string) =>
    (await verify(text)).matches[0].parts.map(
      ({ text: words, change }: Record<string, string>) => `${change} ${words}`,
    );

  test.each([
    ["word for word", "The harbour fed us, and it will feed us again."],
    ["a part of it, word for word", "it will feed us again"],
    ["two words", "harbour fed"],
    ["a word", "harbour"],
    ["with quotation marks of another sort", "„The harbour fed us, and it will feed us again.“"],
    ["as one printing has it, parted by its cue", "“The harbour fed us,” she said, “and it will feed us again.”"],
  ])("verifyQuote returns EXACT: %s", async (_case, text) => {
    const { wording, attribution, matches } = await verify(text, "Ada Brandt");
    expect([wording, attribution]).toEqual(["EXACT", "CONFIRMED"]);
    expect(matches[0]).toMatchObject({ wording: "EXACT", attribution: "CONFIRMED", likeness: 1 });
    expect(matches[0].parts).toMatchObject([{ change: "SAME", given: null }]);
    expect(labels([matches[0].statement])).toEqual(["fed"]);
  });

  test.each([
    ["case and punctuation", "the harbour FED us and it will feed us again", "fed"],
    ["accents", "Die Fischer fordérten grossere Hauser", "de"],
    ["dotless i", "BALIKÇILAR IŞIK İSTEDİ", "tr"],
    ["Cyrillic yo and case", "А ЁЛКИ ОСТАНУТСЯ", "ru"],
  ])("verifyQuote returns NORMALISED: %s", async (_case, text, label) => {
    const { wording, attribution, matches } = await verify(text);
    expect([wording, attribution]).toEqual(["NORMALISED", null]);
    expect(labels([matches[0].statement])).toEqual([label]);
  });

  test("verifyQuote reads a script without spaces letter by letter", async () => {
    expect(await wordingOf("立即停火", "Mei Hua")).toBe("EXACT");
  });

  test("verifyQuote returns PARTIAL for words left out and put in", async () => {
    const { wording, matches } = await verify("The harbour always fed us, and surely it will feed us once again");
    expect(wording).toBe("PARTIAL");
    expect(matches[0].likeness).toBeCloseTo(10 / 13);
    expect(labels([matches[0].statement])).toEqual(["fed"]);
  });

  test("verifyQuote shows the differing words in parts", async () => {
    expect(await partsOf("The harbour always fed us")).toEqual(["SAME The harbour", "ADDED always", "SAME fed us"]);
    expect(await partsOf("There was a festival without rain")).toEqual([
      "SAME There was",
      "MISSING never",
      "SAME a festival without rain",
    ]);
    const { matches } = await verify("There was never a festival without sunshine");
    expect(matches[0].parts.at(-1)).toEqual({ text: "rain", change: "REPLACED", given: "sunshine" });
  });

  test("verifyQuote returns the nearest printing with its passage", async () => {
    const { matches } = await verify("“The harbour fed us,” she said, “and it will feed us again.”");
    expect(matches[0].appearance.passage.exact).toBe("“The harbour fed us,” she said, “and it will feed us again.”");
  });

  test("verifyQuote finds neither parts of words nor a few common words", async () => {
    expect(await wordingOf("arbour fed us")).not.toBe("EXACT");
    expect(await wordingOf("Completely other words about ships and weather", "Ada Brandt")).toBe("NONE");
    expect(await wordingOf("of the us")).toBe("NONE");
  });

  test("verifyQuote returns OTHER_SPEAKER for words of somebody else", async () => {
    const { wording, attribution, verdict, matches, matched } = await verify("The harbour fed us", "Olaf Grün");
    expect([wording, attribution, verdict]).toEqual(["EXACT", "OTHER_SPEAKER", "OTHER_SPEAKER"]);
    expect(matches[0]).toMatchObject({ wording: "EXACT", attribution: "OTHER_SPEAKER", verdict: "OTHER_SPEAKER" });
    expect(matched).toEqual({ speakers: [{ slug: "olaf-gruen" }], unmatched: [] });
  });

  test("verifyQuote returns SPEAKER_UNKNOWN for a statement without a speaker", async () => {
    expect(await verify("Nobody contradicted the mayor", "Ada Brandt")).toMatchObject({
      wording: "EXACT",
      attribution: "SPEAKER_UNKNOWN",
      verdict: "EXACT",
    });
  });

  test.each([
    ["nobody's", "Nobody Known"],
    ["misspelt", "Aida Brantd"],
    ["empty", ""],
  ])("verifyQuote returns NAME_UNKNOWN, never OTHER_SPEAKER, for a name that is %s", async (_case, name) => {
    const { wording, attribution, verdict, matches, matched } = await verify("The harbour fed us", name);
    expect([wording, attribution, verdict]).toEqual(["EXACT", "NAME_UNKNOWN", "EXACT"]);
    expect(matches[0].attribution).toBe("NAME_UNKNOWN");
    expect(matched.unmatched).toEqual([name]);
  });

  test.each(["Mayor Ada Brandt", "Brandt, Ada", "Ada Brandt (Harbour Party)", "Sen. Ada Brandt"])(
    "verifyQuote takes %s for Ada Brandt",
    async (name) => {
      const { wording, attribution } = await verify("The harbour fed us", name);
      expect([wording, attribution]).toEqual(["EXACT", "CONFIRMED"]);
    },
  );

  test("verifyQuote returns no attribution to a known speaker if it finds nothing", async () => {
    const quote = "Completely other words about ships and weather";
    expect(await verify(quote, "Ada Brandt")).toMatchObject({ wording: "NONE", attribution: null, matches: [] });
    expect(await verify(quote, "Nobody Known")).toMatchObject({ wording: "NONE", attribution: "NAME_UNKNOWN" });
  });

  test("verifyQuote finds a group's words by its member", async () => {
    const { wording, attribution } = await verify("The alliance wants the old pier to be opened", "Olaf Grün");
    expect([wording, attribution]).toEqual(["EXACT", "CONFIRMED"]);
  });

  test("verifyQuote ignores retracted and proposed statements", async () => {
    expect(await wordingOf("The boats were counted wrongly.")).toBe("NONE");
    expect(await wordingOf("The boats may be counted again.")).toBe("NONE");
  });

  test.each([
    ["empty", ""],
    ["only punctuation", "!?… “”"],
    ["301 words", "word ".repeat(301)],
  ])("verifyQuote refuses a text: %s", async (_case, text) => {
    expect(await api.refusal(VERIFY, { text })).toMatch(/`text` has 1 to 300 words/);
  });

  test.each([
    ["operators", 'harbour & ! | ( ) <-> :* "fed" us'],
    ["SQL", "'; DROP TABLE statement; -- harbour fed us"],
    ["NUL and lone surrogates", "the \0 harbour \ud800 fed us all"],
    ["300 words of 30 letters", `${"abcdefghijklmnopqrstuvwxyz".slice(0, 26)} `.repeat(300)],
    ["only common words", "it is as it is and that was that"],
    ["right to left with marks", "כל הדרכים מובילות \u202e אל הנמל"],
    ["emoji", "🚢 🚢 🚢 harbour 🚢 fed 🚢 us 🚢"],
  ])("verifyQuote accepts any text: %s", async (_case, text) => {
    expect(["EXACT", "NORMALISED", "PARTIAL", "NONE"]).toContain(await wordingOf(text));
  });
});
