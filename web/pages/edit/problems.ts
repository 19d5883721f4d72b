import type { FormField } from "../../generated/forms.ts";

/** Why nothing was done, as the API says it. */
export interface FormProblem {
  /** The place in the input: `["names", "1", "name"]`; null for the whole input. */
  field?: readonly string[] | null;
  message: string;
  code: string;
  /** Whether the site says so, in the reader's language; the API speaks English. */
  isOurs?: boolean;
}

/** What GraphQL says of a value that does not fit its type: `Variable "$input" got invalid value "x" at "input.roles[0].startsOn"; …`. */
const UNFIT = /^Variable "\$input" got invalid value .*? at "input\.([\w.[\]]+)"; (?:Expected type "\w+"\. )?(.*)$/su;

/** What GraphQL says of a value that is missing: `… got invalid value {…} at "input.appearance"; Field "passage" of required type …`. */
const MISSING =
  /^Variable "\$input" got invalid value .*?(?: at "input\.([\w.[\]]+)")?; Field "(\w+)" of required type /su;

/** Reads a problem of one field from a failure of the API; undefined if it is another failure. */
export function problemIn({ message }: { message: string }): FormProblem | undefined {
  const [isMissing, inside = "", missing = ""] = MISSING.exec(message) ?? [];
  if (isMissing !== undefined) return { field: [...placeOf(inside), missing], message: "", code: "MISSING" };
  const [, place, why] = UNFIT.exec(message) ?? [];
  if (place === undefined || why === undefined) return undefined;
  return { field: placeOf(place), message: why, code: "INVALID" };
}

function placeOf(written: string): string[] {
  return written.split(/[.[\]]+/).filter((part) => part !== "");
}

/** Returns the problems of a field, and of the lines in it. */
export function problemsAt(place: string, problems: readonly FormProblem[]): readonly FormProblem[] {
  return problems.filter(({ field }) => (field ?? []).join(".") === place);
}

/** Returns the problems that no field of the form can show, for its head. */
export function otherProblems(fields: readonly FormField[], problems: readonly FormProblem[]): readonly FormProblem[] {
  const places = (field: FormField, at: string): string[] => [
    at,
    ...(field.fields ?? []).flatMap((own) =>
      // A row stands for all rows.
      places(own, field.kind === "rows" ? `${at}.#.${own.name}` : `${at}.${own.name}`),
    ),
  ];
  const shown = new Set(fields.flatMap((field) => places(field, field.name)));
  return problems.filter(({ field }) => !shown.has((field ?? []).map((part) => part.replace(/^\d+$/, "#")).join(".")));
}

/** Moves the problems of single references to the field that lists them all. */
export function atFields(fields: readonly FormField[], problems: readonly FormProblem[]): readonly FormProblem[] {
  const lists = new Set(fields.filter(({ kind }) => kind === "references").map(({ name }) => name));
  return problems.map((problem) => {
    const [first = ""] = problem.field ?? [];
    return lists.has(first) ? { ...problem, field: [first] } : problem;
  });
}
