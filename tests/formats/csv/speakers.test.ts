import { describe, expect, test } from "@jest/globals";
import { readSpeakerCell } from "../../../src/formats/csv/speakerCell.ts";
import { csv } from "../../../src/formats/csv.ts";
import { inputText } from "../inputFile.ts";
import { readAll } from "../readings.ts";

/** Returns the speaker of a cell in a table that has some names in full. */
async function speakerOf(cell: string, ...known: string[]) {
  const rows = [cell, ...known].map(
    (name, i) => `"${name.replaceAll('"', '""')}",Number ${i}.,2031,https://a.example/${i}`,
  );
  const { statements } = await readAll(csv, inputText("t.csv", `speaker,text,date,url\n${rows.join("\n")}\n`), {
    source: "A",
  });
  return statements.find(({ text }) => text === "Number 0.");
}

describe("a cell with more than a name", () => {
  test.each([
    "Halvorsen, Mira",
    "HALVORSEN, Mira",
    "Mayor Mira Halvorsen",
    "Prime Minister Dr. Mira Halvorsen",
    "Former Ostrin Mayor Mira Halvorsen",
    "mayor Mira Halvorsen",
    "Bürgermeisterin Mira Halvorsen",
    "Mme Mira Halvorsen",
    "Ms. Mira Halvorsen",
    "Mira Halvorsen (Harbour Party)",
    "Mira Halvorsen [HP]",
    "Mira Halvorsen, mayor of Ostrin",
    "Mira Halvorsen, Harbour Party",
    "Mira Halvorsen - Mayor of Ostrin",
    "Mira Halvorsen, MP",
    "Mira Halvorsen MP",
    "Mayor of Ostrin, Mira Halvorsen",
    "Halvorsen, Mira (HP), mayor",
    "Mira Halvorsen/Harbour Party",
  ])("%s is the person whom the file has in full, and is kept", async (cell) => {
    expect(await speakerOf(cell, "Mira Halvorsen", "Harbour Party")).toMatchObject({
      speaker: { name: "Mira Halvorsen" },
      appearance: { attributionText: cell },
    });
  });

  test.each([
    ["Dr. Mira Halvorsen", "Mira Halvorsen (Harbour Party)"],
    ["Mayor Mira Halvorsen", "Prime Minister Dr. Mira Halvorsen"],
    ["Halvorsen, Mira", "Mme Mira Halvorsen"],
    ["Mira Halvorsen, MP", "Mira Halvorsen, mayor of Ostrin"],
    ["HALVORSEN, Mira", "Halvorsen, Mira (HP)"],
  ])("%s and %s are one person, whom the file has nowhere in full", async (cell, other) => {
    expect((await speakerOf(cell, other))?.speaker).toEqual({ name: expect.stringMatching(/^Mira Halvorsen$/i) });
    expect((await speakerOf(other, cell))?.speaker).toEqual({ name: expect.stringMatching(/^Mira Halvorsen$/i) });
  });

  test.each([
    ["Spokesman for Mira Halvorsen", "Mayor Mira Halvorsen"],
    ["Mayor Mira Halvorsen", "Mayor Ana Mira Halvorsen"],
    ["Mira Halvorsen, Piet Oske", "Dr Piet Oske"],
  ])("%s and %s are not one person", async (cell, other) => {
    const [one, two] = [(await speakerOf(cell, other))?.speaker, (await speakerOf(other, cell))?.speaker];
    expect(one).not.toEqual(two);
    expect([one, two]).not.toContainEqual({ name: expect.anything() });
  });

  test("a person who stands behind another one's name is not taken for both", async () => {
    const { speaker } = (await speakerOf("Tessa Morland, Runa Velle", "Runa Velle")) ?? {};
    expect(speaker).toMatchObject({ cell: "Tessa Morland, Runa Velle", isSeveral: true });
  });

  test.each(["Mira Halvorsen:", "MIRA HALVORSEN", "Mira  Halvorsen"])("%j is the name itself", (cell) => {
    expect(readSpeakerCell(cell)).toEqual({ name: expect.stringMatching(/^Mira Halvorsen$/i) });
  });

  test.each([
    "Spokesman for Mira Halvorsen",
    "wife of Mira Halvorsen",
    "Mira Halvorsen's lawyer",
    "Lawyer representing Mira Halvorsen",
    "Mira Halvorsen Jr.",
    "Halvorsen, Mira, Jr.",
    "Ana Mira Halvorsen",
    "Mira Halvorsen Foundation",
    "Mira Halvorsen supporters",
    "Ms. Halvorsen",
  ])("%s is not Mira Halvorsen", async (cell) => {
    expect((await speakerOf(cell, "Mira Halvorsen"))?.speaker).not.toEqual({ name: "Mira Halvorsen" });
  });

  test("nobody becomes another person if nobody is known in full", async () => {
    expect((await speakerOf("Mayor Mira Halvorsen"))?.speaker).toEqual({
      cell: "Mayor Mira Halvorsen",
      names: ["Mira Halvorsen"],
      others: [],
      isSeveral: false,
    });
  });
});

describe("surnames of several words", () => {
  test.each([
    ["García Márquez, Gabriel", "Gabriel García Márquez"],
    ["Mc Brennan, Ann", "Ann Mc Brennan"],
    ["de la Vega, Xul", "Xul de la Vega"],
    ["van Dorn, Pieter", "Pieter van Dorn"],
  ])("%s is %s", async (cell, name) => {
    expect((await speakerOf(cell, name))?.speaker).toEqual({ name });
  });

  test.each([
    ["García Márquez, Gabriel", "García Márquez, Ana"],
    ["Mc Brennan, Ann", "Mc Brennan, Tom"],
    ["Velle Ostrin, Xul", "Velle Ostrin, Bix"],
  ])("%s and %s are two people", async (cell, other) => {
    const [one, two] = [(await speakerOf(cell, other))?.speaker, (await speakerOf(other, cell))?.speaker];
    expect(one).not.toEqual(two);
    expect([one, two]).not.toContainEqual({ name: expect.not.stringContaining(",") });
  });
});

describe("offices and bodies", () => {
  test.each([
    "President",
    "The President",
    "Mayor of Ostrin",
    "Prime Minister",
    "Foreign Minister",
    "Speaker of the House",
    "Minister of Foreign Affairs",
    "Vice-President",
    "Außenminister",
    "Spokesperson",
    "Officials",
    "Senators",
    "Mr.",
  ])("%s is an office or several people, and no name", (cell) => {
    expect(readSpeakerCell(cell)).toEqual({ mention: cell });
  });

  test.each([
    "Ruth Bishop",
    "John Major",
    "Ann King",
    "Tom Mayor",
    "Runa King",
    "Bishop Runa Velle",
    "Mayor of Ostrin Runa Velle",
  ])("%s is a person", (cell) => {
    expect(readSpeakerCell(cell)).not.toHaveProperty("mention");
  });

  test.each([
    ["Harbour Foundation", "ORGANIZATION"],
    ["Foreign Ministry", "GOVERNMENT"],
    ["Charlotte Court", undefined],
  ])("%s is of the kind %s", (cell, kind) => {
    expect(readSpeakerCell(cell)).toEqual({ name: cell, ...(kind && { kind }) });
  });
});

describe("several speakers", () => {
  test.each([
    "Mira Halvorsen; Piet Oske",
    "Mira Halvorsen and Piet Oske",
    "Mira Halvorsen & Piet Oske",
    "Mira Halvorsen / Piet Oske",
    "Mira Halvorsen und Piet Oske",
    "Mira Halvorsen et Piet Oske",
    "Mira Halvorsen, Ada Brandt and Piet Oske",
    "Mira Halvorsen | Piet Oske",
    "Mira Halvorsen\nPiet Oske",
    "Halvorsen, Mira; Oske, Piet",
    "Halvorsen and Oske",
    "Mira Halvorsen (HP) and Piet Oske (PP)",
    "Mira Halvorsen и Piet Oske",
    "Mira Halvorsen vs. Piet Oske",
    "Mira Halvorsen ve Piet Oske",
    "Mira Halvorsen、Piet Oske",
    "Mira Halvorsen et al.",
    "Mira Halvorsen and others",
    "Mira Halvorsen und andere",
    "Mira Halvorsen (with Piet Oske)",
  ])("%j is nobody, and is kept", async (cell) => {
    expect(await speakerOf(cell)).toMatchObject({
      speaker: { isSeveral: true },
      appearance: { attributionText: cell },
    });
  });

  test("two names that the file has in full are two, whatever separates them", async () => {
    expect(await speakerOf("Mira Halvorsen, Piet Oske", "Mira Halvorsen", "Piet Oske")).toMatchObject({
      speaker: { isSeveral: true },
    });
  });

  test.each([
    "Department of Health and Human Services",
    "Johnson & Johnson",
    "Trinidad and Tobago",
    "José Ortega y Gasset",
    "Bread and Roses Party",
    "Sandra Day",
  ])("%s is one", (cell) => {
    expect(readSpeakerCell(cell)).not.toMatchObject({ isSeveral: true });
  });
});
