import { describe, expect, test } from "@jest/globals";
import { nameForNew } from "../../src/text/titledNames.ts";

describe("the name of a new speaker of whom only a text is known", () => {
  test.each([
    ["Dr. Mira Halvorsen", "Mira Halvorsen"],
    ["Herr Prof. Dr. med. Jan Kortner", "Jan Kortner"],
    ["The Hon. Ada Stone MP", "Ada Stone"],
    ["Sen. Ada Stone (D-VT)", "Ada Stone"],
    ["Lt. Gen. Ada Stone", "Ada Stone"],
    ["Monsieur le ministre Jean Brulart", "Jean Brulart"],
    ["De heer Jan de Vriend", "Jan de Vriend"],
    ["Министр Иван Причалов", "Иван Причалов"],
    ["Stone, Ada", "Ada Stone"],
    ["Pope John Peter II", "John Peter II"],
  ])("%s is called %s", (text, name) => {
    expect(nameForNew(text)).toEqual({ name });
  });

  test.each([
    ["Halvorsen, Mira", "Mira Halvorsen"],
    ["M. Jean Brulart", "Jean Brulart"],
    ["الدكتور سامي البحري", "سامي البحري"],
    ["Депутат Думы Иван Причалов", "Думы Иван Причалов"],
  ])("%s keeps its name and may be %s", (text, other) => {
    expect(nameForNew(text)).toEqual({ name: text, names: [other] });
  });

  test.each([
    "Mira Halvorsen",
    "General Motors Europe",
    "Prince Edward Island",
    "Queen Mary Hospital",
    "Bishop Auckland Council",
    "President Harbour Alliance",
    "Dean Martin",
    "Sacha Baron Cohen",
    "Ada Stone Jr.",
    "Spokesman for Mira Halvorsen",
    "Mira Halvorsen, Piet Oske",
    "officials",
  ])("%s is called so", (text) => {
    expect(nameForNew(text)).toEqual({ name: text });
  });
});
