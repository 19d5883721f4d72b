import { expect, test } from "@jest/globals";
import { csv } from "../../src/formats/csv.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { runImport, writeInput } from "./corpus.ts";

// What is wrong with stances, links and events in a file is reported by name, and the rest of the file is imported. The same mistakes in
// mutations: tests/editing/stances.test.ts, links.test.ts, topics.test.ts.

const database = openArchive({ afresh: true, sound: true });
const folder = openFolder();

const URNS = [1, 2, 3, 4].map((n) => `urn:uuid:5a6d8c10-3b7e-8f21-9c44-d0e1f2a3b4c${n}`);
const [ONE, TWO, THREE, FOUR] = URNS as [string, string, string, string];

const said = (text: string, rest: object = {}) => ({
  kind: "INDIRECT",
  text,
  speaker: "mira-halvorsen",
  appearance: { passage: { exact: text } },
  ...rest,
});
const printed = (name: string, statements: object[]) => ({
  article: {
    url: `https://post.example.org/${name}`,
    headline: `On ${name}`,
    publishedAt: "2031-03-04",
    language: "en",
    source: "ostrin-post",
    fictional: true,
    statements,
  },
});
const LANGUAGES = ["en", "de", "ru", "tr"];
const BASE = [
  { source: { slug: "ostrin-post", name: "The Ostrin Post", kind: "OUTLET", fictional: true } },
  { speaker: { slug: "mira-halvorsen", name: "Mira Halvorsen", kind: "PERSON", fictional: true } },
  { proposition: { slug: "bridge-opens", name: "The bridge opens", fictional: true } },
  printed(
    "bridge",
    URNS.map((urn, i) => said(`Words ${i + 1} on the bridge.`, { urn, language: LANGUAGES[i] })),
  ),
];
const link = (statement: string, kind: string, target: string) => ({ link: { statement, kind, target } });
const judged = (stance: object, rest: object = {}) =>
  printed("ferry", [said("The ferry is late.", { stances: [stance], ...rest })]);

test.each<[string, object[], RegExp[]]>([
  ["a reply to itself", [link(ONE, "RESPONDS_TO", ONE)], [/target.* is the statement itself/]],
  ["a translation of itself", [link(TWO, "TRANSLATES", TWO)], [/target.* is the statement itself/]],
  [
    "replies in a circle of two",
    [link(ONE, "RESPONDS_TO", TWO), link(TWO, "RESPONDS_TO", ONE)],
    [/cannot form a circle/],
  ],
  [
    "replies in a circle of three",
    [link(ONE, "RESPONDS_TO", TWO), link(TWO, "RESPONDS_TO", THREE), link(THREE, "RESPONDS_TO", ONE)],
    [/cannot form a circle/],
  ],
  [
    "repetitions in a circle of four, in any order",
    [link(THREE, "REPEATS", FOUR), link(ONE, "REPEATS", TWO), link(FOUR, "REPEATS", ONE), link(TWO, "REPEATS", THREE)],
    [/cannot form a circle/],
  ],
  [
    "translations in a circle of three",
    [link(ONE, "TRANSLATES", TWO), link(TWO, "TRANSLATES", THREE), link(THREE, "TRANSLATES", ONE)],
    [/cannot form a circle/],
  ],
  ["an unknown kind of link", [link(ONE, "ANSWERS", TWO)], [/kind.*Invalid option/]],
  [
    "a stance on a retracted statement",
    [
      judged(
        { proposition: "bridge-opens", position: "SUPPORTS" },
        { status: "RETRACTED", statusReason: "Never said." },
      ),
    ],
    [/stances.* are not allowed for a retracted statement/],
  ],
  [
    "a stance on a rejected statement",
    [
      judged(
        { proposition: "bridge-opens", position: "SUPPORTS" },
        { status: "REJECTED", statusReason: "Never said." },
      ),
    ],
    [/stances.* are not allowed for a rejected statement/],
  ],
  ["an unknown position", [judged({ proposition: "bridge-opens", position: "FOR" })], [/position.*Invalid option/]],
  [
    "an unknown status of a stance",
    [judged({ proposition: "bridge-opens", position: "SUPPORTS", status: "RETRACTED" })],
    [/status.*Invalid option/],
  ],
  [
    "a condition without a note",
    [judged({ proposition: "bridge-opens", position: "CONDITIONAL" })],
    [/note.* must say on what/],
  ],
  [
    "an unknown proposition",
    [judged({ proposition: "bridge-closes", position: "SUPPORTS" })],
    [/no proposition bridge-closes/],
  ],
  [
    "an event that ends before it starts",
    [
      {
        topic: {
          slug: "regatta",
          name: "Regatta",
          kind: "EVENT",
          startsOn: "2031-03-04",
          endsOn: "2031-03-03",
          fictional: true,
        },
      },
    ],
    [/endsOn.* is before/],
  ],
  [
    "an occasion that is no event",
    [
      { topic: { slug: "fish", name: "Fish", kind: "ISSUE", fictional: true } },
      printed("ferry", [said("The ferry is late.", { occasion: "fish" })]),
    ],
    [/occasion.* not an event|EVENT/],
  ],
])("JSON Lines with %s are imported but for what is wrong", async (_, lines, messages) => {
  const text = [...BASE, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
  const { report, rejections } = await runImport(database, jsonl, [await writeInput(folder, "bad.jsonl", text)]);
  expect(rejections.map(({ message }) => message)).toEqual(messages.map((message) => expect.stringMatching(message)));
  expect(report.taken.made).toBeGreaterThanOrEqual(4);
});

const HEADER = "id,speaker,text,date,headline,source,stance,in reply to,at";
const row = (id: string, text: string, { stance = "", to = "", at = "" } = {}) =>
  `${id},Mira Halvorsen,${text},2031-03-04,The bridge,The Ostrin Post,${stance},${to},${at}`;

test.each<[string, string[], number, RegExp[]]>([
  ["a reply to itself", [row("1", "One.", { to: "1" })], 1, [/in reply to itself/]],
  [
    "replies in a circle of three",
    [row("1", "One.", { to: "2" }), row("2", "Two.", { to: "3" }), row("3", "Three.", { to: "1" })],
    3,
    [/cannot form a circle/],
  ],
  [
    "an unknown position",
    [row("1", "One.", { stance: "maybe: The bridge opens" }), row("2", "Two.")],
    1,
    [/is not understood/],
  ],
  [
    "a condition without a note",
    [row("1", "One.", { stance: "if: The bridge opens" })],
    0,
    [/is conditional: write on what/],
  ],
  [
    "two stances on one proposition",
    [row("1", "One.", { stance: "for: The bridge opens; against: the bridge opens" })],
    0,
    [/is given twice/],
  ],
])("a table with %s is imported but for what is wrong", async (_, rows, made, messages) => {
  const path = await writeInput(folder, "bad.csv", `${[HEADER, ...rows].join("\n")}\n`);
  const { report, rejections } = await runImport(database, csv, [path]);
  expect(rejections.map(({ message }) => message)).toEqual(messages.map((message) => expect.stringMatching(message)));
  expect(report.taken.made).toBe(made);
});
