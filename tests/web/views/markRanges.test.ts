import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type MarkedRange, markRanges } from "../../../web/views/markRanges.ts";

const letters = fc.array(fc.constantFrom("a", "é", " ", "\n", "🚢", "ب", "港", "\u0301", "👩‍🚀"), { maxLength: 40 });
const ranges = fc.array(
  fc.record({
    start: fc.integer({ min: -5, max: 60 }),
    end: fc.integer({ min: -5, max: 60 }),
    statement: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 12 },
);

test("marking changes no text, and marks each code point for just the statements whose ranges have it", () => {
  fc.assert(
    fc.property(letters, ranges, fc.integer({ min: 0, max: 10 }), (given, marked, offset) => {
      const text = given.join("");
      const segments = markRanges(text, marked, offset);
      expect(segments.map((segment) => segment.text).join("")).toBe(text);
      const found = segments.flatMap((segment) => [...segment.text].map(() => segment.statements.toSorted()));
      const expected = [...text].map((_, i) => statementsAt(marked, i + offset));
      expect(found).toEqual(expected);
    }),
  );
});

function statementsAt(ranges: readonly MarkedRange[], place: number): number[] {
  const there = ranges.filter(({ start, end }) => start <= place && place < end);
  return [...new Set(there.map(({ statement }) => statement))].toSorted();
}

test("each statement that is in the text ends once, behind the last of its words", () => {
  fc.assert(
    fc.property(letters, ranges, (given, marked) => {
      const segments = markRanges(given.join(""), marked);
      const ending = segments.flatMap((segment) => segment.ending);
      expect(ending.toSorted()).toEqual([...new Set(segments.flatMap(({ statements }) => statements))].toSorted());
      segments.forEach(({ ending }, i) => {
        const later = segments.slice(i + 1).flatMap(({ statements }) => statements);
        expect(later.filter((statement) => ending.includes(statement))).toEqual([]);
      });
    }),
  );
});

test("the statement with the shortest passage comes first where several stand", () => {
  const text = "“We open,” she said, “and soon.”";
  const outer = { start: 0, end: 32, statement: 1 };
  const segments = markRanges(text, [outer, { start: 1, end: 8, statement: 2 }, { start: 22, end: 30, statement: 2 }]);
  expect(segments.map(({ text, statements, ending }) => [text, statements, ending])).toEqual([
    ["“", [1], []],
    ["We open", [2, 1], []],
    [",” she said, “", [1], []],
    ["and soon", [2, 1], [2]],
    [".”", [1], [1]],
  ]);
});
