import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readDocument } from "../../src/document/document.ts";
import type { InputFile, SpeakerRecord } from "../../src/formats/drafts.ts";
import { popolo } from "../../src/formats/popolo.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/popolo/velmora.json");
const CORPUS = join(packageRoot(), "../shared/data/popolo");

const read = (file: InputFile) => readAll(popolo, file);

function readJson(value: unknown) {
  return read(inputText("velmora.json", JSON.stringify(value)));
}

/** Returns the rejections in the form "membership 8: BAD_DATE". */
async function rejectionsOf(value: unknown): Promise<string[]> {
  const { rejected } = await readJson(value);
  return rejected.map(({ place, code }) => `${place.record}: ${code}`);
}

/** Expects that the archive's validator accepts all of them. */
function expectTaken(speakers: readonly SpeakerRecord[]): void {
  const document = { speakers: speakers.map(({ speaker }, i) => ({ ...speaker, slug: `speaker-${i}` })) };
  expect(readDocument(document).speakers).toHaveLength(speakers.length);
}

describe("people", () => {
  test("people have their names, each in its language, their Wikidata id and their roles with dates", async () => {
    const { speakers } = await read(inputFile(FIXTURE));
    expectTaken(speakers);
    expect(speakers[0]).toEqual({
      place: { file: FIXTURE, record: "person p1" },
      speaker: {
        name: "Ada Brandt",
        kind: "PERSON",
        names: [{ name: "Ада Брандт", language: "ru" }, { name: "A. Brandt", language: "en" }, "Die Hafenmutter"],
        wikidataId: "Q999900001",
        roles: [
          {
            label: "Member of the Assembly of Velmora",
            organization: "Harbour Party",
            ...{ startsOn: "2021", endsOn: "2025-03" },
          },
          {
            label: "Member of the Assembly of Velmora",
            organization: "Assembly of Velmora",
            ...{ startsOn: "2025-03-14", endsOn: undefined },
          },
          {
            label: "Speaker, Assembly of Velmora",
            organization: "Assembly of Velmora",
            ...{ startsOn: "2025-04-01", endsOn: undefined },
          },
        ],
      },
    });
  });

  test("people of one name are told apart by their areas", async () => {
    const { speakers } = await read(inputFile(FIXTURE));
    const labels = speakers
      .filter(({ speaker }) => speaker.name === "Tomas Varga")
      .flatMap(({ speaker }) => speaker.roles?.map(({ label }) => label));
    expect(labels).toEqual([
      "Member of the Assembly of Velmora for Ostrin",
      "Member of the Assembly of Velmora for Port Saal",
    ]);
  });

  test("people of one name whom nothing tells apart are kept apart", async () => {
    const persons = [
      { id: 1, name: "Tomas Varga" },
      { id: 2, name: "Varga", other_names: [{ name: "TOMAS VARGA" }] },
      { id: 3, name: "Tomas Varga", memberships: [{ label: "Poet" }] },
    ];
    expect(await rejectionsOf({ persons })).toEqual(["person 2: DUPLICATE"]);
  });

  test("people of one name with different Wikidata ids are two", async () => {
    const persons = ["Q1", "Q2"].map((id) => ({
      id,
      name: "Tomas Varga",
      identifiers: [{ scheme: "wikidata", identifier: id }],
    }));
    expect((await readJson({ persons })).speakers).toHaveLength(2);
  });
});

describe("organizations", () => {
  test("organizations are speakers too, but for empty ones, which are counted", async () => {
    const { speakers, leftOut } = await read(inputFile(FIXTURE));
    expect(speakers.slice(-2).map(({ speaker }) => speaker)).toEqual([
      { name: "Assembly of Velmora", kind: "ORGANIZATION", names: [], wikidataId: "Q999900002", roles: [] },
      {
        name: "Harbour Party",
        kind: "ORGANIZATION",
        names: [{ name: "Hafenpartei", language: "de" }],
        wikidataId: undefined,
        roles: [],
      },
    ]);
    expect(leftOut).toEqual([{ reason: "organization that stands for none", records: 1 }]);
  });
});

describe("what cannot be taken", () => {
  test("everything that cannot be taken is named one by one", async () => {
    const { speakers, rejected, leftOut } = await read(inputFile(FIXTURE));
    expect(rejected.map(({ place, code }) => `${place.record}: ${code}`)).toEqual([
      "person p4: DUPLICATE",
      "person p5: INCOMPLETE",
      "membership 8: BAD_DATE",
      "membership 9: BAD_DATE",
      "membership 10: INCOMPLETE",
      "membership 11: INCOMPLETE",
    ]);
    // There are six people and three organizations.
    expect(speakers.length + 2 + leftOut.length).toBe(9);
  });

  test.each<[string, object, string[]]>([
    [
      "a person that is none",
      { persons: ["Ada", null, 7, []] },
      ["person 1: MALFORMED", "person 2: MALFORMED", "person 3: MALFORMED", "person 4: MALFORMED"],
    ],
    ["a name that is no text", { persons: [{ name: { de: "Ada" } }] }, ["person 1: MALFORMED"]],
    ["a blank name", { persons: [{ id: "x", name: " " }] }, ["person x: INCOMPLETE"]],
    ["a long name", { persons: [{ name: "a".repeat(301) }] }, ["person 1: TOO_LARGE"]],
    ["names that are no list", { persons: [{ name: "Ada", other_names: "Ada B." }] }, ["person 1: MALFORMED"]],
    [
      "a Wikidata id that is none",
      { persons: [{ name: "Ada", identifiers: [{ scheme: "wikidata", identifier: "42" }] }] },
      ["person 1: MALFORMED"],
    ],
    [
      "two Wikidata ids",
      {
        organizations: [
          { name: "Harbour", identifiers: ["Q1", "Q2"].map((identifier) => ({ scheme: "wikidata", identifier })) },
        ],
      },
      ["organization 1: MALFORMED"],
    ],
    ["a membership that is none", { persons: [], memberships: [7] }, ["membership 1: MALFORMED"]],
  ])("a role is dropped if it is unusable: %s", async (_, value, expected) => {
    expect(await rejectionsOf(value)).toEqual(expected);
  });

  test.each([
    ["0000-01-01", "2020-01-01"],
    ["9999-12-31", undefined],
    ["2020-02-31", undefined],
    ["2020-00-00", undefined],
    ["1 May 2020", undefined],
    ["2020-05-02", "2020-05-01"],
  ])("a membership from %s to %s is dropped", async (start_date, end_date) => {
    const persons = [{ name: "Ada", memberships: [{ label: "Mayor", start_date, end_date }] }];
    expect(await rejectionsOf({ persons })).toEqual(["person 1, membership 1: BAD_DATE"]);
  });

  test("a repeated role counts once, and with two different ends it has none", async () => {
    const twice = (...ends: string[]) => ({
      persons: [
        { name: "Ada", memberships: ends.map((end_date) => ({ label: "Mayor", start_date: "2020", end_date })) },
      ],
    });
    expect(await rejectionsOf(twice("2021", "2021"))).toEqual([]);
    expect(await rejectionsOf(twice("2021", "2022"))).toEqual(["person 1, membership 2: DUPLICATE"]);
  });
});

describe("a file", () => {
  test("a file may hold a list, one person or one organization", async () => {
    const ada = { id: "p1", name: "Ada Brandt" };
    const list = [
      ada,
      { id: "o1", name: "Harbour Party", classification: "party" },
      { person_id: "p1", organization_id: "o1" },
    ];
    const { speakers } = await readJson(list);
    expect(speakers.map(({ speaker }) => [speaker.kind, speaker.roles?.map(({ label }) => label)])).toEqual([
      ["PERSON", ["Member of Harbour Party"]],
      ["ORGANIZATION", []],
    ]);
    expect((await readJson(ada)).speakers).toHaveLength(1);
    expect((await readJson(list[1])).speakers[0]?.speaker.kind).toBe("ORGANIZATION");
  });

  test.each<[string, string, string]>([
    ["no JSON", "name,born\nAda,2001", "MALFORMED"],
    ["JSON that is cut off", '{"persons": [{"name": "Ada"', "MALFORMED"],
    ["nothing", "", "MALFORMED"],
    ["JSON of something else", '{"articles": []}', "MALFORMED"],
    ["a number", "7", "MALFORMED"],
    ["too much", `"${"a".repeat(16_000_000)}"`, "TOO_LARGE"],
  ])("a file that is %s is rejected", async (_, content, code) => {
    const { speakers, rejected } = await read(inputText("a.json", content));
    expect(speakers).toEqual([]);
    expect(rejected).toEqual([
      { place: { file: "corpus/a.json" }, code, message: expect.stringMatching(/^The file .*\.$/s) },
    ]);
  });

  test("a file nested 10,000 deep is read, and its rubbish rejected", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    const { rejected } = await read(
      inputText("a.json", `{"persons": [{"name": "Ada", "memberships": ${deep}}, ${deep}]}`),
    );
    expect(rejected.map(({ place }) => place.record)).toEqual(["person 2", "person 1, membership 1"]);
    expect((await read(inputText("a.json", deep))).rejected).toHaveLength(1);
  });

  test.each<[string, Buffer]>([
    ["UTF-16", Buffer.from('\ufeff{"persons": []}', "utf16le")],
    ["Latin-1", Buffer.from('{"persons": [{"name": "José"}]}', "latin1")],
  ])("a file in %s is unreadable", async (_, content) => {
    await expect(read(inputText("a.json", content))).rejects.toMatchObject({ name: "UnreadableError" });
  });
});

const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.info("Left out: the members of five parliaments, which are not on this computer.");

describeWithCorpus("the members of five parliaments", () => {
  test.each([
    ["iran-assembly", { people: 289, organizations: 30, none: 2, roles: 289, wikidata: 1 }, []],
    ["russia-duma", { people: 450, organizations: 5, none: 0, roles: 450, wikidata: 5 }, []],
    ["syria-majlis", { people: 274, organizations: 13, none: 1, roles: 274, wikidata: 1 }, []],
    ["uk-commons", { people: 1337, organizations: 21, none: 1, roles: 3363, wikidata: 774 }, []],
    [
      "ukraine-verkhovna_rada",
      { people: 441, organizations: 12, none: 0, roles: 531, wikidata: 1 },
      ["membership 135: BAD_DATE"],
    ],
  ])("the members of a parliament are read whole: %s", async (name, counts, problems) => {
    const path = join(CORPUS, `${name}.json`);
    const { speakers, rejected, leftOut } = await read(inputFile(path));
    expectTaken(speakers);
    const ofKind = (kind: string) => speakers.filter(({ speaker }) => speaker.kind === kind).length;
    const none = leftOut.reduce((sum, { records }) => sum + records, 0);
    expect(rejected.map(({ place, code }) => `${place.record}: ${code}`)).toEqual(problems);
    expect({
      ...{ people: ofKind("PERSON"), organizations: ofKind("ORGANIZATION"), none },
      roles: speakers.reduce((sum, { speaker }) => sum + (speaker.roles?.length ?? 0), 0),
      wikidata: speakers.filter(({ speaker }) => speaker.wikidataId).length,
    }).toEqual(counts);
    const whole = JSON.parse(readFileSync(path, "utf8"));
    expect(speakers.length + none).toBe(whole.persons.length + whole.organizations.length);
  });
});
