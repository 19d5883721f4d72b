import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openBody } from "../../../src/text/anchor/body.ts";
import { anchor, findPlaces, nearestPlaces } from "../../../src/text/anchor.ts";

const quote = (exact: string, prefix = "", suffix = "") => ({ exact, prefix, suffix });

describe("a quote in other typography", () => {
  const BODY =
    "“We’ll open it on\u00a0time,” she said. “The crane isn’t\nready — not yet… but it will be in\u00adside, in « May ».”";

  test.each([
    ["a no-break space", "We’ll open it on time,", "We’ll open it on\u00a0time,"],
    ["a straight apostrophe", "We'll open it on\u00a0time,", "We’ll open it on\u00a0time,"],
    ["all at once", '"We\'ll  open it on time,"', "“We’ll open it on\u00a0time,”"],
    ["a line break", "The crane isn’t ready", "The crane isn’t\nready"],
    ["dashes and points", "ready -- not yet... but", "ready — not yet… but"],
    ["a hyphen without spaces", "ready-not yet", "ready — not yet"],
    ["a soft hyphen in the body", "it will be inside", "it will be in\u00adside"],
    ["a soft hyphen in the quote", "The cra\u00adne", "The crane"],
    ["spaces within marks", "in «May»", "in « May »"],
    ["other marks", 'in "May"', "in « May »"],
    ["typed marks", "in <<May>>", "in « May »"],
    ["a space without width", "on\u200b time", "on\u00a0time"],
  ])("a quote is found that differs in %s, with the body's own words", (_, exact, own) => {
    const body = openBody(BODY);
    const start = [...BODY.slice(0, BODY.indexOf(own))].length;
    expect(anchor(body, quote(exact)).place).toMatchObject({ exact: own, start, end: start + [...own].length });
    expect(anchor(body, { ...quote(exact), start }).place).toMatchObject({ exact: own, start });
    expect(anchor(body, { ...quote(exact), start, end: start + [...own].length }).place).toMatchObject({ exact: own });
  });

  test("words that are written together are others than those written apart", () => {
    expect(anchor(openBody("They were now here."), quote("nowhere")).place).toBeNull();
    expect(anchor(openBody("They are nowhere."), quote("now here")).place).toBeNull();
    expect(anchor(openBody("The Harbour."), quote("the harbour")).place).toBeNull();
  });

  test("a quote as it is written comes before one in other typography", () => {
    const body = openBody("He said “don't”. She said “don’t”.");
    expect(anchor(body, quote("don’t")).place).toMatchObject({ start: 27 });
    expect(anchor(body, quote("don`t")).refusal).toMatch(/appears in 2 places/);
    expect(anchor(body, quote("don`t", "She said «")).place).toMatchObject({ exact: "don’t" });
  });

  test("any quote is found whatever its spaces, marks, dashes and soft hyphens", () => {
    const gaps = fc.constantFrom(" ", "\u00a0", "\u202f", "\n", "  ", " — ", " - ", "—", ", “", "” ", " «", "'", "’");
    const word = fc.constantFrom("We", "open", "the", "harbour", "été", "🚢", "12", "в", "порт");
    const parts = fc.array(fc.tuple(word, gaps), { minLength: 1, maxLength: 8 });
    const other: Record<string, string[]> = {
      " ": ["\u00a0", "\n", "  ", "\t", "\u2009"],
      "\u00a0": [" ", "\n"],
      "\u202f": [" "],
      "\n": [" ", "\r\n"],
      "  ": [" "],
      " — ": [" – ", "--", " -", "\u2212"],
      " - ": ["–", " --- "],
      "—": [" - ", "--"],
      ", “": [', "', ", «", ", „", ",“ "],
      "” ": ['" ', "» ", "'' "],
      " «": [" « ", ' "', "<<"],
      "'": ["’", "ʼ", "`"],
      "’": ["'", "‘"],
    };
    fc.assert(
      fc.property(parts, fc.nat(), (given, seed) => {
        const own = `${given.map(([words, gap]) => words + gap).join("")}end`;
        const typed = `${given.map(([words, gap], i) => words + other[gap]?.[(seed + i) % other[gap].length]).join("")}e\u00adnd`;
        const body = openBody(`Before: ${own}. After`);
        expect(anchor(body, quote(typed)).place).toMatchObject({ exact: own, start: 8 });
      }),
      { numRuns: 500 },
    );
  });
});

describe("a quote that is not in the body", () => {
  const BODY =
    "🚢 The harbour will open in spring, said one. The harbour will not open, said another. The crane is old.";

  test.each([
    [
      "another word",
      "The harbour will open in autumn",
      ["The harbour will open in spring", "The harbour will not open, said another"],
    ],
    ["a word too many", "The harbour will surely open in spring", ["The harbour will open in spring"]],
    ["a word missing", "harbour open in spring", ["harbour will open in spring"]],
    ["other letters", "THE CRANE IS OLD", ["The crane is old"]],
    ["nothing in common", "Nobody said anything of the kind", []],
  ])("the nearest words are shown: %s", (_, exact, nearest) => {
    const body = openBody(BODY);
    const found = nearestPlaces(body, quote(exact), 3);
    expect(found.map((place) => place.exact).slice(0, nearest.length || 1)).toEqual(nearest);
    for (const place of found) expect(findPlaces(body, place)).toContainEqual(place);
    const { refusal } = anchor(body, quote(exact));
    expect(refusal).toMatch(nearest[0] ? `“${nearest[0]}” (` : /does not appear in the body$/);
  });

  test("words in another context are shown without it", () => {
    expect(nearestPlaces(openBody(BODY), quote("said", "she "), 9)).toHaveLength(2);
    expect(anchor(openBody(BODY), quote("said another", "she ")).refusal).toMatch(
      /“said another” \(\d+ to \d+\) comes nearest/,
    );
  });

  test("the nearest words of a long quote in a long body are found in little time", () => {
    const words = Array.from({ length: 100_000 }, (_, i) => `w${(i * 7919) % 5003}`);
    const given = words.slice(50_000, 50_400).toSpliced(7, 1, "other").join(" ");
    const [place] = nearestPlaces(openBody(words.join(" ")), quote(given), 1);
    expect(place?.exact.startsWith(words.slice(50_000, 50_007).join(" "))).toBe(true);
  });
});
