import { describe, expect, test } from "@jest/globals";
import { filterParameters, isNarrowing, readParameters, titleOf } from "../../src/export/filter.ts";

describe("a query string", () => {
  test("a query string gives each parameter its values, given once or again", () => {
    expect(readParameters({ speaker: ["Ada Brandt", "Weber"], topicBasis: "text" })).toEqual({
      speaker: ["Ada Brandt", "Weber"],
      topicBasis: ["text"],
    });
  });

  test.each(["speeker", "Speaker", "topic-basis", "saidAt", "__proto__"])(
    "a query string with an unknown parameter is refused: %s",
    (name) => {
      const query = Object.fromEntries([[name, "x"]]);
      const known = filterParameters.map((parameter) => parameter.name).join(", ");
      expect(() => readParameters(query)).toThrow(`There is no parameter \`${name}\`; there are ${known}.`);
    },
  );
});

test("a filter narrows as soon as one parameter is given, even with no value", () => {
  expect([{}, { speaker: undefined }, { speaker: [] }].map(isNarrowing)).toEqual([false, false, true]);
});

test("a title names the speakers, topics, sources and words", () => {
  const typed = { text: ["nets"], source: ["The Post"], topic: ["Harbour", "Coast"], speaker: ["Ada Brandt"] };
  expect(titleOf({ ...typed, kind: ["DIRECT"] })).toBe(
    "Statements by Ada Brandt on Harbour or Coast in The Post with nets",
  );
  expect(titleOf({ from: ["2018"] })).toBe("Statements");
});
