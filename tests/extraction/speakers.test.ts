import { describe, expect, test } from "@jest/globals";
import { analyseText } from "../../src/extraction/article.ts";
import { resolveSpeakers } from "../../src/extraction/speakers.ts";

/** Resolves the mentions of a text that stand between braces; returns names, or statuses. */
function resolve(marked: string): string[] {
  const text = marked.replace(/[{}]/g, "");
  const places: [number, number][] = [];
  let shift = 0;
  for (const { 0: mention, index } of marked.matchAll(/\{[^}]*\}/g)) {
    places.push([index - shift, index - shift + mention.length - 2]);
    shift += 2;
  }
  const read = analyseText(text);
  const unitsOf = ([start, end]: [number, number]) =>
    [...read.units.keys()].filter((at) => (read.units[at]?.start ?? 0) >= start && (read.units[at]?.end ?? 0) <= end);
  return resolveSpeakers(
    read,
    places.map((place) => ({ units: unitsOf(place) })),
  ).map((speaker) => (speaker.status === "NAMED" ? speaker.name : speaker.status));
}

describe("speakers within the article", () => {
  test.each([
    ["a full name", "{Lena Orlov} said no.", ["Lena Orlov"]],
    ["a title before it", "{Prime Minister Henrik Rask} said no.", ["Henrik Rask"]],
    ["a description behind it", "{Lena Orlov, a teacher from Wexmouth,} said no.", ["Lena Orlov"]],
    ["a description before it", "{The mayor of Wexmouth, Lena Orlov,} said no.", ["Lena Orlov"]],
    ["a surname", "Lena Orlov arrived late. {Orlov} said no.", ["Lena Orlov"]],
    ["Mr. and a surname", "Peter Velk arrived late. {Mr. Velk} said no.", ["Peter Velk"]],
    ["a surname that two bear", "Lena Orlov and Peter Orlov arrived together. {Orlov} said no.", ["UNKNOWN"]],
    [
      "the only one of two with the surname whom the text has named so far",
      "Lena Orlov arrived late. {Orlov} said no. Her brother, Peter Orlov, stayed at home. {Orlov} said yes.",
      ["Lena Orlov", "UNKNOWN"],
    ],
    ["a name behind a description", "{A retired commander from Wexmouth, Aregho Berhan,} said no.", ["Aregho Berhan"]],
    ["a name with an age", "{Syakra, 24,} said no.", ["Syakra"]],
    ["an Arabic article", "{The cleric and party leader Muqta al-Sadar} said no.", ["Muqta al-Sadar"]],
    ["a magazine before its kind", "{TIDE magazine} said no.", ["TIDE"]],
    ["an agency behind its kind", "{Kalidor's state news agency, Ostra,} said no.", ["Ostra"]],
    ["the author of a report", "{An investigation by the Wexmouth Institute} said no.", ["Wexmouth Institute"]],
    ["not whom somebody manages", "{The manager of the Wexmouth Institute} said no.", ["UNKNOWN"]],
    ["a body without the day behind it", "{The Kalidor Parliament Thursday} said no.", ["Kalidor Parliament"]],
    ["a middle name alone", "Luis Inacio Lulo Orlov arrived late. {Lulo} said no.", ["Luis Inacio Lulo Orlov"]],
    ["an abbreviation with dots", "The United Harbours agreed. {The U.H.} said no.", ["United Harbours"]],
    ["no place", "Peter Velk spoke of former Wexmouth Bay prisoners. {He} said no.", ["Peter Velk"]],
    [
      "he and she by the name",
      "Peter Velk telephoned Lena Orlov. {She} said no. {He} said yes.",
      ["Lena Orlov", "Peter Velk"],
    ],
    ["he without a man", "Lena Orlov came to the pier. {He} said no.", ["UNKNOWN"]],
    [
      "the noun of the only one with it",
      "President Lena Orlov telephoned Peter Velk. {The president} said no.",
      ["Lena Orlov"],
    ],
    [
      "an organisation is whole",
      "{The Wexmouth Institute for River Studies} said no.",
      ["Wexmouth Institute for River Studies"],
    ],
    [
      "an organisation before an ordinary noun",
      "{The Wexmouth Institute for River Studies research group} said no.",
      ["Wexmouth Institute for River Studies"],
    ],
    ["a body with the name before it", "{The Kalidorian government} said no.", ["Kalidorian government"]],
    [
      "an abbreviation by its whole name",
      "The Wexmouth Power Company (WPC) fell. {WPC} said no.",
      ["Wexmouth Power Company"],
    ],
    ["a newspaper in apposition", "{The Kalidorian newspaper Gazette} said no.", ["Gazette"]],
    [
      "a spokesman is not whom he speaks for",
      "Lena Orlov had fallen ill. {A spokesman for Orlov} said no.",
      ["UNNAMED"],
    ],
    ["a body by its name before", "The Ostrin army has left. {The army} said no.", ["Ostrin army"]],
    ["none of two bodies", "The Ostrin army has left, and the Velmora army too. {The army} said no.", ["UNNAMED"]],
    ["a day, which is nobody", "{The ruling released late Tuesday} said no.", ["UNKNOWN"]],
    ["people without names", "{Two officials} said no.", ["UNNAMED"]],
    ["two people at once", "{Lena Orlov and Peter Velk} said no.", ["UNKNOWN"]],
    ["they and it", "{They} said no. {It} said no.", ["UNKNOWN", "UNKNOWN"]],
    ["nothing", "No, said {}.", ["UNKNOWN"]],
  ])("a mention is resolved by %s: %s", (_rule, marked, expected) => {
    expect(resolve(marked)).toEqual(expected);
  });
});

test("A surname that two bear has both as others whom it may mean, the likelier first", () => {
  const text = "Lena Orlov arrived late. Then Peter Orlov took the floor. Orlov said no.";
  const read = analyseText(text);
  const place = read.units.findLastIndex(({ text: word }) => word === "Orlov");
  const [speaker] = resolveSpeakers(read, [{ units: [place] }]);
  expect(speaker?.status).toBe("UNKNOWN");
  expect(speaker?.others?.map(({ name }) => name)).toEqual(["Peter Orlov", "Lena Orlov"]);
  expect(speaker?.others?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
});
