import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { buildSchema, isEnumType } from "graphql";
import { conditionsOf } from "../../../../web/address/statements.ts";
import { languages } from "../../../../web/language/languages.ts";
import { conditionWords, searchWords, titleOf } from "../../../../web/pages/statements/title.ts";
import { readSearch } from "../../../../web/search/readSearch.ts";
import { CHECKOUT } from "../../../helpers/child.ts";

const [english] = languages;
const schema = buildSchema(readFileSync(join(CHECKOUT, "schema.graphql"), "utf8"), { assumeValid: true });

const names = [
  {
    given: "recep-tayyip-erdogan",
    field: "speaker",
    nodes: [{ slug: "recep-tayyip-erdogan", name: "Recep Tayyip Erdogan" }],
  },
  { given: "ceasefire-in-idlib", field: "stance.proposition", nodes: [{ name: "A ceasefire in Idlib" }] },
  { given: "Assad", field: "speaker", nodes: [{ name: "Bashar al-Assad" }, { name: "Hafez al-Assad" }] },
];

test.each([
  ["speaker=recep-tayyip-erdogan", "Recep Tayyip Erdogan"],
  ["speaker=Assad", "Assad"],
  ["proposition=ceasefire-in-idlib", "A ceasefire in Idlib"],
  ["kind=DIRECT", "Word for word"],
  ["position=OPPOSES", "against"],
  ["isFictional=false", "not made up"],
  ["language=de", "German"],
  ["from=2018-09", "since September 2018"],
  ["to=2018", "until 2018"],
  ["text=war", "“war”"],
  ['text="in a row"', "“in a row”"],
])("the condition %s is shown as %s", (query, words) => {
  const [condition] = conditionsOf(new URLSearchParams(query));
  if (!condition) throw new Error("There is no condition.");
  expect(conditionWords({ ...condition, isOneDate: false }, names, english)).toBe(words);
});

test.each([
  ["kind", "StatementKind"],
  ["position", "StancePosition"],
  ["topicBasis", "TopicBasis"],
  ["speakerStatus", "SpeakerStatus"],
  ["speakerKind", "SpeakerKind"],
  ["status", "StatementStatus"],
] as const)("every value of %s is shown in words", (name, type) => {
  const known = schema.getType(type);
  if (!isEnumType(known)) throw new Error(`There is no enumeration ${type}.`);
  for (const { name: value } of known.getValues())
    expect(conditionWords({ name, value, isOneDate: false }, [], english)).not.toBe(value);
});

test.each([
  ["", "Statements"],
  ["proposition=ceasefire-in-idlib", "Statements about “A ceasefire in Idlib”"],
  [
    "speaker=recep-tayyip-erdogan&proposition=ceasefire-in-idlib&position=SUPPORTS&position=OPPOSES",
    "Statements by Recep Tayyip Erdogan for or against “A ceasefire in Idlib”",
  ],
  ["from=2018&to=2018", "Statements said in 2018"],
])("the list %s is headed %s", (query, title) => {
  expect(titleOf(new URLSearchParams(query), names, english)).toBe(title);
});

const spans = ["", "&from=2018-09", "&to=2018", "&from=2018&to=2018", "&from=2018-09-07&to=2018-10"];
test.each(languages.flatMap((language) => spans.map((span) => [language.tag, span, language] as const)))(
  "the search box shows words from which it makes the same list again, in the language %s with %j",
  (_tag, span, language) => {
    const query = new URLSearchParams(`speaker=recep-tayyip-erdogan&speaker=Putin&topic=Idlib${span}`);
    const { whole, ...again } = readSearch(searchWords(query, names, language));
    const dates = Object.fromEntries(new URLSearchParams(span));
    expect(again).toEqual({ speaker: "Recep Tayyip Erdogan, Putin", topic: "Idlib", ...dates });
  },
);

test.each([
  ["source=Reuters", "Reuters"],
  ["speaker=Putin&text=war", "Putin war"],
  ["speaker=recep-tayyip-erdogan", "Recep Tayyip Erdogan"],
  ["speaker=Assad&from=2018", "Assad since 2018"],
  ["kind=DIRECT", ""],
])("the search box shows for a list of %s: %j", (query, words) => {
  expect(searchWords(new URLSearchParams(query), names, english)).toBe(words);
});
