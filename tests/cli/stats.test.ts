import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { openArchive } from "../helpers/archive.ts";
import { runCommand } from "../helpers/command.ts";

const database = openArchive();
beforeAll(() => loadDemo(database));
const stats = (...words: string[]) => runCommand(["stats", ...words], { environment: { DATABASE_URL: database.url } });

describe("onrecord stats, of the statements that a filter finds", () => {
  test("onrecord stats prints every facet, with names as people read them", async () => {
    const { output, errors, exitCode } = await stats("--topic", "Syria", "--first", "2");
    expect([errors, exitCode]).toEqual(["", 0]);
    expect(output).toMatch(
      /^statements {2}22\n\nspeakers\n {2}Recep Tayyip Erdogan {2}8\n {2}Hassan Rouhani +5\n\ntopics\n/,
    );
    expect(output).toMatch(/\nwires\n {2}Reuters {2}22\n\nkinds\n {2}INDIRECT {2}14\n {2}DIRECT +7\n\n/);
    expect(output).toMatch(/\nroles\n {2}President of Turkey +8\n {2}President of Iran +5\n\nyears\n {2}2018 {2}22\n$/);
  });

  test("onrecord stats prints a timeline with bars, or with a column for each series", async () => {
    expect((await stats("--topic", "Idlib", "--facet", "kinds", "--timeline", "Auto")).output).toBe(
      `statements  21

kinds
  INDIRECT  13
  DIRECT     7
  MIXED      1

timeline by day
  2018-09-07  21  ${"█".repeat(40)}
`,
    );
    expect(
      (await stats("--timeline", "year", "--split-by", "speaker", "--top", "1", "--role", "president", "--to", "2018"))
        .output,
    ).toMatch(/^statements {2}18\n\ntimeline by year\n +Recep Tayyip Erdogan {2}the rest\n {2}2018-01-01 +8 +10\n$/);
  });

  test("onrecord stats prints all of it as one JSON object", async () => {
    const { output } = await stats(
      "--topic",
      "Idlib",
      "--facet",
      "roles",
      "--facet",
      "speakers",
      "--first",
      "1",
      "--timeline",
      "year",
      "--json",
    );
    const bucket = { startsOn: "2018-01-01", endsOn: "2018-12-31", count: 21 };
    expect(JSON.parse(output)).toEqual({
      statements: 21,
      facets: {
        roles: [{ name: "President of Turkey", count: 8 }],
        speakers: [{ slug: "recep-tayyip-erdogan", name: "Recep Tayyip Erdogan", count: 8 }],
      },
      isExact: true,
      timeline: { interval: "YEAR", undatedCount: 0, buckets: [bucket], series: [] },
    });
  });

  test("onrecord stats says which name nobody bears", async () => {
    const { output, errors, exitCode } = await stats(
      "--speaker",
      "Nobody Atall",
      "--facet",
      "kinds",
      "--timeline",
      "auto",
    );
    expect({ output, errors, exitCode }).toEqual({
      output: "statements  0\n\nkinds\n  none\n\ntimeline by year\n",
      errors: "No speaker bears the name “Nobody Atall”.\n",
      exitCode: 0,
    });
  });

  test.each([
    [["--timeline", "hour"], /Write one of DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, AUTO\./],
    [["--timeline", "day"], /`DAY` gives 2\d\d\d buckets, and a timeline has at most 500: take `WEEK`\./],
    [["--facet", "prices"], /Write one of speakers, topics, /],
    [["--facet", "kinds", "--first", "0"], /`first` is from 1 to 100/],
    [["--facet", "kinds", "--first", "many"], /Write a whole number\./],
    [["--timeline", "year", "--split-by", "kind", "--top", "21"], /`top` is from 1 to 20/],
    [["--split-by", "kind"], /`--split-by` splits a timeline: add `--timeline auto`/],
    [["--from", "2019", "--to", "2018"], /`to` is before `from`/],
  ])("onrecord stats refuses %j with what to do instead: exit code 2", async (words, told) => {
    const { output, errors, exitCode } = await stats(...words);
    expect([output, errors, exitCode]).toEqual(["", expect.stringMatching(told), 2]);
    expect(errors).not.toMatch(/\n\s+at /);
  });
});
