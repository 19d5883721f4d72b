import { expect, test } from "@jest/globals";
import { readSearch } from "../../../web/search/readSearch.ts";

test.each([
  ["Putin on Idlib", { whole: "Putin on Idlib", speaker: "Putin", topic: "Idlib" }],
  ["  putin   ABOUT the war ", { whole: "putin ABOUT the war", speaker: "putin", topic: "the war" }],
  ["on Idlib", { whole: "on Idlib", topic: "Idlib" }],
  ["Putin", { whole: "Putin" }],
  ["war on terror", { whole: "war on terror", speaker: "war", topic: "terror" }],
  ["Erdogan says the fighting", { whole: "Erdogan says the fighting", speaker: "Erdogan", text: "the fighting" }],
  ["Erdogan said about Idlib", { whole: "Erdogan said about Idlib", speaker: "Erdogan", topic: "Idlib" }],
  ['Merkel said "we can do it"', { whole: "Merkel said", speaker: "Merkel", text: '"we can do it"' }],
  ["Merkel „wir schaffen das“", { whole: "Merkel", text: '"wir schaffen das"' }],
  ["«Мы ждём» Путин", { whole: "Путин", text: '"Мы ждём"' }],
  ["Idlib 2018", { whole: "Idlib", from: "2018", to: "2018" }],
  ["Putin on Idlib in 2018", { whole: "Putin on Idlib", speaker: "Putin", topic: "Idlib", from: "2018", to: "2018" }],
  ["Idlib 2016–2018", { whole: "Idlib", from: "2016", to: "2018" }],
  ["Idlib 2016 – 2018", { whole: "Idlib", from: "2016", to: "2018" }],
  ["Idlib from 2018 to 2016", { whole: "Idlib", from: "2016", to: "2018" }],
  ["2018", { from: "2018", to: "2018" }],
  ["resolution 2254", { whole: "resolution 2254" }],
  ["Путин об Идлибе", { whole: "Путин об Идлибе", speaker: "Путин", topic: "Идлибе" }],
  ["Путин, тема: Идлиб", { whole: "Путин, тема: Идлиб", speaker: "Путин", topic: "Идлиб" }],
  ["Putin zu Idlib", { whole: "Putin zu Idlib", speaker: "Putin", topic: "Idlib" }],
  ["Putin zur Lage", { whole: "Putin zur Lage", speaker: "Putin", topic: "Lage" }],
  ["Merkel sagte über Idlib", { whole: "Merkel sagte über Idlib", speaker: "Merkel", topic: "Idlib" }],
  ["Меркель сказала про Идлиб", { whole: "Меркель сказала про Идлиб", speaker: "Меркель", topic: "Идлиб" }],
  ["بوتين عن إدلب", { whole: "بوتين عن إدلب", speaker: "بوتين", topic: "إدلب" }],
  ["普京", { whole: "普京" }],
  ["Putin, on Idlib?", { whole: "Putin, on Idlib", speaker: "Putin", topic: "Idlib" }],
  ['""', {}],
  ["", {}],
])("the search box reads %j", (typed, expected) => {
  expect(readSearch(typed)).toEqual(expected);
});
