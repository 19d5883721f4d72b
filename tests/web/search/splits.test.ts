import { expect, test } from "@jest/globals";
import { listedNames, otherForms, splitsOf } from "../../../web/search/splits.ts";

const written = (words: string) =>
  splitsOf(words).map(({ speaker, topic, isLoose }) => `${speaker}/${topic}${isLoose ? " (loose)" : ""}`);

test("a few words are split in every place and both orders", () => {
  expect(written("X Y Z")).toEqual(["X/Y Z", "Y Z/X", "X Y/Z", "Z/X Y"]);
  expect(written("Putin, Idlib")).toEqual(["Putin/Idlib", "Idlib/Putin"]);
});

test("words that are part of neither name are left out, and the split says so", () => {
  expect(written("X against the Y")).toEqual(["X/Y (loose)", "Y/X (loose)", "X against/Y (loose)"].slice(0, 2));
});

test("a single word and a sentence are not split", () => {
  expect(written("Putin")).toEqual([]);
  expect(written("a b c d e f g")).toEqual([]);
  expect(written("")).toEqual([]);
});

test.each([
  ["Putin and Erdogan", ["Putin", "Erdogan"]],
  ["A, B and C", ["A", "B", "C"]],
  ["Путин и Эрдоган", ["Путин", "Эрдоган"]],
  ["Putin ve Erdoğan", ["Putin", "Erdoğan"]],
  ["بوتين وأردوغان", ["بوتين", "أردوغان"]],
  ["بوتين و أردوغان", ["بوتين", "أردوغان"]],
  ["وليد", []],
  ["Anderson", []],
  ["A, B, C, D, E", []],
])("%j lists %j", (words, names) => {
  expect(listedNames(words)).toEqual(names);
});

test.each([
  ["a ceasefire", "ceasefire"],
  ["The war", "war"],
  ["Идлибе", "Идлиб"],
  ["Сирии", "Сирия"],
  ["Москве", "Москва"],
  ["Путина", "Путин"],
  ["Владимира Путина", "Владимир Путин"],
])("%j may be on record as %j", (topic, form) => {
  expect(otherForms(topic)).toContain(form);
});

test.each(["Idlib", "Идлиб", "ООН", ""])("%j has no other form", (topic) => {
  expect(otherForms(topic)).toEqual([]);
});
