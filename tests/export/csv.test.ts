import { describe, expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";
import { exported, rowsOf, saying, strange, written } from "./exported.ts";

const database = openArchive({ afresh: true });

describe("csv", () => {
  test("a CSV export returns every word unchanged and contains no formula", async () => {
    await record(database, saying(...strange), IMPORT);
    const csv = await exported(database, "csv");
    expect(csv.startsWith("\ufeffspeaker,text,date,kind,headline,url,source,wire,topics,")).toBe(true);
    expect(csv.endsWith("\r\n")).toBe(true);
    const rows = rowsOf(csv);
    expect(rows.map(({ text }) => text?.replace(/^'(?=[=+\-@\t\r\n])/, ""))).toEqual(written);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    expect(rows.filter(({ text }) => text?.startsWith("'")).map(({ text }) => text)).toEqual([
      ...written.slice(0, 5).map((text) => `'${text}`),
      written[5],
    ]);
  });

  test("a CSV export shows everything that a reader wants to know of each statement", async () => {
    await record(database, world, IMPORT);
    const rows = rowsOf(await exported(database, "csv"));
    expect(rows).toHaveLength(12);
    expect(rows.find(({ attribution }) => attribution === "she")).toEqual({
      speaker: "Ada Brandt",
      text: "“The harbour fed us, and it will feed us again.”",
      date: "2021-05-07T09:30:00.000Z",
      kind: "DIRECT",
      headline: "On harbour",
      url: "https://news.example.org/harbour",
      source: "Sandholm Post",
      wire: "Coast Wire",
      topics: "Fishing; Harbour",
      to: "",
      via: "",
      at: "",
      stance: "",
      "in reply to": "",
      role: "Minister of the Sea",
      language: "en",
      published: "2021-05-07T12:00:00.000Z",
      attribution: "she",
      cue: "said",
      passage: "“The harbour fed us,” she said, “and it will feed us again.”",
      link: expect.stringMatching(/^https:\/\/news\.example\.org\/harbour#:~:text=/),
      speakerStatus: "IDENTIFIED",
      status: "PUBLISHED",
      id: expect.stringMatching(/^[\w-]+$/),
    });
    expect(rows.flatMap(({ at, text }) => (at ? [[at, text]] : []))).toEqual([
      ["Port festival", "Someone will answer for the nets."],
      ["Port festival", "There was never a festival without rain."],
    ]);
    expect(rows.flatMap(({ to, via, text }) => (to ? [[to, via, text]] : []))).toEqual([
      [
        "Computer Council; Harbour Alliance",
        "Government of Sandholm; Mei Hua",
        "The pier is “rotten to the core”, the councillor warned.",
      ],
      ["Government of Sandholm", "", "The alliance wants the old pier to be opened to visitors."],
    ]);
    const stances = rows.map(({ stance }) => stance).filter(Boolean);
    // Cleo and Dan judge a statement differently, and the one who judged last prevails: Cleo.
    expect(stances.sort()).toEqual([
      "against (Nobody can land there.): The harbour stays open",
      "conditional (if a road leads there): The harbour stays open",
      "for: More boats are bought",
      "for: The harbour stays open",
      "neutral: The harbour stays open",
    ]);
    expect(rows.map(({ date }) => date)).toEqual(expect.arrayContaining(["2018", "2021-05", "2020", "2021-06-05"]));
  });

  test("a CSV export without statements has its header", async () => {
    expect(rowsOf(await exported(database, "csv"))).toEqual([]);
  });
});
