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
      isSeveral: false,
    });
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
