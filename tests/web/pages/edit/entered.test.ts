import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type FormField, forms } from "../../../../web/generated/forms.ts";
import { changesIn, givenUp, mergeChanges } from "../../../../web/pages/edit/changes.ts";
import {
  type Entered,
  enteredOf,
  inputsOf,
  readEntered,
  readSeen,
  seenIn,
} from "../../../../web/pages/edit/entered.ts";

const fieldsOf = (mutation: string): readonly FormField[] =>
  forms.find((form) => form.mutation === mutation)?.fields ?? [];

const speakerFields = fieldsOf("speakerUpdate");

const speaker = {
  name: "Ada Brandt",
  kind: "PERSON",
  names: [
    { name: "Ada Brandt", language: "en" },
    { name: "Ада Брандт", language: null },
  ],
  description: null,
  wikidataId: null,
  isFictional: true,
  roles: [{ label: "Mayor", organization: null, startsOn: "2020", endsOn: null }],
  members: [{ slug: "one" }, { slug: "two" }],
  isReviewed: false,
};

const shown = enteredOf(speakerFields, speaker);
const seen = seenIn(speakerFields, shown);
const nothing = new Set<string>();
const left = (entered: Entered, given: ReadonlySet<string> = nothing) => ({ entered, seen, given });

/** Returns the state of a form in which some texts are others. */
const changed = (texts: Record<string, string>, from = shown) => new Map([...from, ...Object.entries(texts)]);

test("a form shows what the noun holds, and reads the same back", () => {
  expect(Object.fromEntries(shown)).toMatchObject({
    name: "Ada Brandt",
    "names.1.name": "Ада Брандт",
    "roles.0.startsOn": "2020",
    members: "one\ntwo",
    isFictional: "true",
  });
  expect(inputsOf(speakerFields, shown)).toEqual({
    ...speaker,
    names: [{ name: "Ada Brandt", language: "en" }, { name: "Ада Брандт" }],
    roles: [{ label: "Mayor", startsOn: "2020" }],
    members: ["one", "two"],
    reason: null,
  });
});

test.each<[string, Record<string, string>, Record<string, unknown>]>([
  ["nothing", {}, {}],
  ["spaces around a name", { name: "  Ada Brandt " }, {}],
  ["a name", { name: "Ada Brand" }, { name: "Ada Brand" }],
  ["a description", { description: "A mayor" }, { description: "A mayor" }],
  ["a removed name", { name: "" }, { name: null }],
  [
    "an added row",
    { "roles.3.label": "Minister" },
    { roles: [{ label: "Mayor", startsOn: "2020" }, { label: "Minister" }] },
  ],
  ["an emptied row", { "roles.0.label": "", "roles.0.startsOn": " " }, { roles: [] }],
  ["references with commas", { members: "one, two,\n three " }, { members: ["one", "two", "three"] }],
  ["a flag taken off", { isFictional: "" }, { isFictional: false }],
])("an editor who enters %s changes just that", (_what, texts, input) => {
  expect(changesIn(speakerFields, left(changed(texts)))).toEqual(input);
});

test("an editor who changes an instant also says how exactly it is known", () => {
  const fields = fieldsOf("statementUpdate");
  const before = enteredOf(fields, {
    saidAt: "2020-01-01T00:00:00.000Z",
    saidAtPrecision: "DAY",
    saidAtBasis: "STATED",
  });
  const after = changed({ saidAt: "2020-01-02" }, before);
  expect(changesIn(fields, { entered: after, seen: seenIn(fields, before), given: nothing })).toEqual({
    saidAt: "2020-01-02",
    saidAtPrecision: "DAY",
    saidAtBasis: "STATED",
  });
});

test("a browser's line ends are not a change, and unknown fields are left out", () => {
  const sent = new URLSearchParams([
    ["members", "one\r\ntwo"],
    ["nobody", "x"],
    ["names.0.nobody", "y"],
  ]);
  const entered = readEntered(speakerFields, sent);
  expect(entered.get("members")).toBe("one\ntwo");
  expect(entered.has("nobody")).toBe(false);
  expect(inputsOf(speakerFields, entered).names).toEqual([]);
});

test("rows of any number are read in their order, and none is made up", () => {
  const rows = {
    "roles.9.label": "B",
    "roles.2.label": "A",
    "roles.-1.label": "C",
    "roles.99999.label": "D",
    roles: "E",
  };
  expect(inputsOf(speakerFields, new Map(Object.entries(rows))).roles).toEqual([{ label: "A" }, { label: "B" }]);
});

test.each([null, "", "{", "7", "null", '{"a":1}', "[1]"])(
  "a form whose hidden field was tampered with (%j) counts as changed, without a fault",
  (text) => {
    const input = changesIn(speakerFields, { entered: shown, seen: readSeen(text), given: nothing });
    expect(Object.keys(input)).toEqual(speakerFields.map(({ name }) => name));
  },
);

test("a form that was not changed has no changes, whatever it holds", () => {
  const fields = fieldsOf("articleUpdate");
  const lines = fc.array(fc.constantFrom("a", " ", "\r", "\n", "\r\n", "“", "🚢")).map((parts) => parts.join(""));
  const texts = fc.record({ headline: fc.string(), body: lines, url: fc.webUrl(), byline: fc.string() });
  fc.assert(
    fc.property(texts, (values) => {
      const entered = enteredOf(fields, values);
      const remembered = readSeen(JSON.stringify(seenIn(fields, entered)));
      // A browser ends every line with CRLF.
      const sent = new URLSearchParams([...entered].map(([name, text]) => [name, text.replaceAll("\n", "\r\n")]));
      expect(changesIn(fields, { entered: readEntered(fields, sent), seen: remembered, given: nothing })).toEqual({});
    }),
  );
});

describe("two editors of one thing", () => {
  const merge = (mine: Record<string, string>, theirs: Record<string, string>) => {
    const { entered, clashes } = mergeChanges(speakerFields, left(changed(mine)), changed(theirs));
    return { entered: inputsOf(speakerFields, entered), clashes: clashes.map(({ name }) => name) };
  };

  test("editors of different fields do not clash, and both changes stand", () => {
    const { entered, clashes } = merge({ description: "Mine" }, { name: "Theirs" });
    expect([entered.description, entered.name, clashes]).toEqual(["Mine", "Theirs", []]);
  });

  test("editors of the same field clash, and what one entered is not lost", () => {
    const { entered, clashes } = merge({ name: "Mine" }, { name: "Theirs" });
    expect([entered.name, clashes]).toEqual(["Mine", ["name"]]);
  });

  test("editors who enter the same do not clash", () => {
    expect(merge({ name: "Same" }, { name: "Same" }).clashes).toEqual([]);
  });

  test("an emptied list that the other has added to is a clash", () => {
    const { entered, clashes } = merge(
      { "roles.0.label": "", "roles.0.startsOn": "" },
      { "roles.1.label": "Minister" },
    );
    expect([entered.roles, clashes]).toEqual([[], ["roles"]]);
  });

  test("an editor who takes the other's value changes nothing there", () => {
    const mine = changed({ name: "Mine", "names.0.name": "M", "names.5.name": "N", description: "D" });
    const sent = new URLSearchParams({ "take.name": "theirs", "take.names": "theirs", "take.kind": "mine" });
    const given = givenUp(speakerFields, sent);
    expect(changesIn(speakerFields, left(mine, given))).toEqual({ description: "D" });
    const { entered, clashes } = mergeChanges(speakerFields, left(mine, given), changed({ name: "Theirs" }));
    expect([inputsOf(speakerFields, entered).name, clashes]).toEqual(["Theirs", []]);
  });
});
