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
