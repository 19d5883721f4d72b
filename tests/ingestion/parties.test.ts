import { expect, test } from "@jest/globals";
import { csv } from "../../src/formats/csv.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { newsQuotations } from "../../src/formats/newsQuotations.ts";
import { exported } from "../export/exported.ts";
import { expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { runImport, writeInput } from "./corpus.ts";

const database = openArchive({ afresh: true });
const folder = openFolder();

/** Returns each statement as `speaker → addressees (via)`, by its words. */
async function told(): Promise<Record<string, string>> {
  const rows = await database.prisma.statement.findMany({
    include: {
      speaker: true,
      parties: { include: { speaker: true }, orderBy: [{ role: "asc" }, { position: "asc" }] },
    },
  });
  return Object.fromEntries(
    rows.map(({ text, speaker, parties }) => {
      const of = (wanted: string) => parties.flatMap((party) => (party.role === wanted ? party.speaker.name : []));
      return [text, `${speaker?.name ?? "?"} → ${of("ADDRESSEE").join(", ")} (${of("VIA").join(", ")})`];
    }),
  );
}

const table = (...rows: string[]) => `speaker,text,date,source,to,via\n${rows.join("\n")}\n`;

test("a table makes the speakers to whom something was said, and its export is imported as the same", async () => {
  const path = await writeInput(
    folder,
    "to.csv",
    table(
      "Mira Halvorsen,The crane is paid for.,2031-03-04,Ostrin Post,Piet Oske; Harbour Office; unknown; somebody,",
      "Mayor Mira Halvorsen,The crane is late.,2031-03-05,Ostrin Post,,Harbour Office; Mira Halvorsen",
    ),
  );
  const { rejections } = await runImport(database, csv, [path]);
  expect(rejections).toEqual([]);
  const first = {
    "The crane is paid for.": "Mira Halvorsen → Piet Oske, Harbour Office ()",
    // Her own name in another form is left out: it is hers only once the archive knows her.
    "The crane is late.": "Mira Halvorsen →  (Harbour Office)",
  };
  expect(await told()).toEqual(first);
  await expectSound(database);

  const again = await runImport(database, csv, [
    await writeInput(folder, "again.csv", await exported(database, "csv")),
  ]);
  expect(again.rejections).toEqual([]);
  expect(await told()).toEqual(first);
});

test("a corrected table corrects to whom something was said", async () => {
  const row = (to: string) => table(`Mira Halvorsen,The crane is paid for.,2031-03-04,Ostrin Post,${to},`);
  await runImport(database, csv, [await writeInput(folder, "to.csv", row("Piet Oske"))]);
  const { report } = await runImport(database, csv, [await writeInput(folder, "to.csv", row("Jo Lund; Piet Oske"))]);
  expect(report.taken).toEqual({ made: 0, changed: 1, unchanged: 0 });
  expect(await told()).toEqual({ "The crane is paid for.": "Mira Halvorsen → Jo Lund, Piet Oske ()" });
  await expectSound(database);
});

test("a name that several bear is no addressee", async () => {
  for (const slug of ["piet-oske", "piet-oske-2"]) {
    await database.prisma.speaker.create({
      data: {
        slug,
        name: "Piet Oske",
        kind: "PERSON",
        names: { create: { name: "Piet Oske", normalized: "piet oske" } },
      },
    });
  }
  const row = "Mira Halvorsen,The crane is paid for.,2031-03-04,Ostrin Post,Piet Oske,";
  await runImport(database, csv, [await writeInput(folder, "to.csv", table(row))]);
  expect(await told()).toEqual({ "The crane is paid for.": "Mira Halvorsen →  ()" });
});

test("a line whose addressee the archive does not have is rejected by name, and the others are not", async () => {
  const statement = (text: string, rest: object) => ({
    kind: "INDIRECT",
    text,
    appearance: { passage: { exact: text } },
    speaker: "mira-halvorsen",
    ...rest,
  });
  const lines = [
    { source: { name: "Ostrin Post", kind: "OUTLET" } },
    { speaker: { name: "Mira Halvorsen", kind: "PERSON" } },
    {
      article: {
        url: "https://ostrin-post.example/crane",
        headline: "The crane",
        publishedAt: "2031-03-04",
        language: "en",
        source: "ostrin-post",
        statements: [
          statement("One.", { addressees: ["nobody"] }),
          statement("Two.", { addressees: ["mira-halvorsen"] }),
          statement("Three.", { via: ["a", "a"] }),
          statement("Four.", {}),
        ],
      },
    },
  ];
  const path = await writeInput(folder, "lines.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const { rejections } = await runImport(database, jsonl, [path]);
  expect(rejections.map(({ code, message }) => `${code} ${message}`).sort()).toEqual([
    expect.stringMatching(/^\w+ .*addressees\.0.* is the speaker, mira-halvorsen: name others only/),
    expect.stringMatching(/^\w+ .*via\.1.* stands twice: a/),
    expect.stringMatching(/^REFUSED .*addressees\[0\] is not known: there is no speaker nobody/),
  ]);
  expect(Object.keys(await told())).toEqual(["Four."]);
});

test("people whom an annotated article names in full are its addressees, and those by way of whom words come", async () => {
  const originalText =
    "Die Sprecherin Ada Brandt sagte dem Fischer Olaf Grün, der Reeder Cem Vogt habe erklärt, er zahle. Der Reeder Cem Vogt schwieg.";
  const part = (text: string) => {
    const charBegin = text === "" ? -1 : originalText.indexOf(text);
    return { text, spans: text === "" ? [] : [{ charBegin, charEnd: charBegin + text.length }] };
  };
  const quotation = (id: number, quote: string, speaker: string, addressee: string) => ({
    id,
    type: "Indirect",
    medium: "Speech",
    quote: part(quote),
    cue: part(""),
    speaker: part(speaker),
    addressee: part(addressee),
  });
  const article = {
    documentName: "9 - Streit um Gebühren (2031-05-14)",
    originalText,
    annotations: [
      quotation(1, "der Reeder Cem Vogt habe erklärt, er zahle", "Die Sprecherin Ada Brandt", "dem Fischer Olaf Grün"),
      quotation(2, "er zahle", "Cem Vogt", ""),
    ],
  };
  const path = await writeInput(folder, "9.json", JSON.stringify(article));
  const { rejections } = await runImport(database, newsQuotations, [path]);
  expect(rejections).toEqual([]);
  expect(await told()).toEqual({
    "der Reeder Cem Vogt habe erklärt, er zahle": "Ada Brandt → Olaf Grün ()",
    // Nobody knows a “Cem” as a person yet.
    "er zahle": "? →  (Ada Brandt)",
  });
  const before = await told();
  await runImport(database, newsQuotations, [path]);
  expect(await told()).toEqual(before);
  await expectSound(database);
});
