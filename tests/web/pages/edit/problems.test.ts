import { expect, test } from "@jest/globals";
import { forms } from "../../../../web/generated/forms.ts";
import { atFields, otherProblems, problemIn, problemsAt } from "../../../../web/pages/edit/problems.ts";

const fields = forms.find(({ mutation }) => mutation === "speakerUpdate")?.fields ?? [];
const problem = (...field: string[]) => ({ field, message: field.join(), code: "INVALID" });

test.each([
  [
    'Variable "$input" got invalid value "x" at "input.roles[0].startsOn"; Expected type "PartialDate". Write a date.',
    ["roles", "0", "startsOn"],
    "INVALID",
  ],
  [
    'Variable "$input" got invalid value { kind: "PERSON" }; Field "name" of required type "String!" was not provided.',
    ["name"],
    "MISSING",
  ],
  [
    'Variable "$input" got invalid value {} at "input.appearance"; Field "passage" of required type "QuoteInput!" was not provided.',
    ["appearance", "passage"],
    "MISSING",
  ],
])("the failure %j belongs to a field", (message, field, code) => {
  expect(problemIn({ message })).toMatchObject({ field, code });
});

test("a failure of the API belongs to no field", () => {
  expect(problemIn({ message: "The database cannot be reached." })).toBeUndefined();
});

test("every problem is shown once: at its field, or above the form", () => {
  const problems = atFields(fields, [
    problem("name"),
    problem("roles", "1", "label"),
    problem("members", "3"),
    problem("expectedVersion"),
    { message: "all", code: "IN_USE", field: null },
  ]);
  expect(problemsAt("name", problems)).toHaveLength(1);
  expect(problemsAt("roles.1.label", problems)).toHaveLength(1);
  expect(problemsAt("members", problems)).toHaveLength(1);
  expect(otherProblems(fields, problems).map(({ message }) => message)).toEqual(["expectedVersion", "all"]);
});
