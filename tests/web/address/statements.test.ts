import { expect, test } from "@jest/globals";
import { filterParameters } from "../../../src/export/filter.ts";
import {
  exchanged,
  exported,
  filterNames,
  filterOf,
  narrowed,
  pageOf,
  statementsAddress,
  turned,
  widened,
} from "../../../web/address/statements.ts";

const query = (text: string) => new URLSearchParams(text);

test("addresses of the site have the parameters of exports", () => {
  expect([...filterNames].sort()).toEqual(filterParameters.map(({ name }) => name).sort());
});

test("every parameter of an address becomes a condition of the filter", () => {
  for (const name of filterNames) expect(Object.keys(filterOf(query(`${name}=1`)))).toHaveLength(1);
});

test("the filter takes several values of a name, both ends of a span, and no empty or unknown one", () => {
  expect(filterOf(query("speaker=A&speaker=B&topic=&from=2018&utm_source=x"))).toEqual({
    speaker: ["A", "B"],
    said: { from: "2018", to: undefined },
  });
});

test("equal lists have equal addresses", () => {
  expect(statementsAddress(query("topic=Idlib&speaker=Putin&fbclid=1"))).toBe("/statements?speaker=Putin&topic=Idlib");
  expect(statementsAddress(query(""))).toBe("/statements");
});

test("conditions are added and taken away from the first page on", () => {
  expect(narrowed(query("speaker=A&after=x"), "topic", "b")).toBe("/statements?speaker=A&topic=b");
  expect(widened(query("speaker=A&speaker=B&before=x"), "speaker", ["A"])).toBe("/statements?speaker=B");
  expect(exchanged(query("speaker=A&speaker=B&order=oldest&after=x"), "speaker", ["A", "C"], "/compare")).toBe(
    "/compare?speaker=B&speaker=C&order=oldest",
  );
  expect(turned(query("speaker=A&before=x"), { after: "y" })).toBe("/statements?speaker=A&after=y");
  expect(exported(query("speaker=A&order=oldest&after=x"), "csv")).toBe("/statements.csv?speaker=A");
});

test("the place in the list is that of the address", () => {
  expect(pageOf(query(""))).toEqual({ first: 20 });
  expect(pageOf(query("after=x"))).toEqual({ first: 20, after: "x" });
  expect(pageOf(query("before=x"))).toEqual({ last: 20, before: "x" });
});
